package org.lobescope.ui.source;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.sky.ImageEntry;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;

/** Which image of the file is shown, and which plane of a cube; nothing where there is nothing to choose. */
final class PlaneView extends VBox {
    private final BiConsumer<ImageEntry, Integer> choose;
    private final ComboBox<ImageEntry> images = new ComboBox<>();
    private final Slider planes = new Slider();
    private final Label number = Words.label("", "aside");
    private final HBox row = new HBox(8);
    private @Nullable Place place;
    private boolean following;

    /**
     * Nothing to choose yet.
     *
     * @param choose shows an image of the file and one plane of it, from 0
     */
    PlaneView(BiConsumer<ImageEntry, Integer> choose) {
        this.choose = choose;
        getStyleClass().add("planes");
        setSpacing(6);
        images.setMaxWidth(Double.MAX_VALUE);
        images.setAccessibleText("Image of the file");
        images.setTooltip(Words.tip("The file holds several images; this one is shown."));
        images.setId("hdu");
        images.setOnAction(e -> {
            ImageEntry image = images.getValue();
            if (!following && image != null) {
                choose.accept(image, 0);
            }
        });
        planes.setId("plane");
        planes.setSkin(new ProgressSliderSkin(planes));
        planes.setMajorTickUnit(1);
        planes.setMinorTickCount(0);
        planes.setSnapToTicks(true);
        planes.setBlockIncrement(1);
        planes.setAccessibleText("Plane of the cube");
        planes.setTooltip(Words.tip("The plane of the cube that is shown and classified."));
        planes.valueProperty().addListener((o, before, now) -> {
            number.setText(words(now.doubleValue()));
            if (!planes.isValueChanging()) {
                take();
            }
        });
        planes.valueChangingProperty().addListener((o, before, now) -> {
            if (!now) {
                take();
            }
        });
        HBox.setHgrow(planes, Priority.ALWAYS);
        number.setMinWidth(Region.USE_PREF_SIZE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getChildren().addAll(Words.quiet("Plane"), planes, number);
        getChildren().addAll(images, row);
        show(null);
    }

    private String words(double value) {
        Place now = place;
        return (Math.round(value) + 1) + " of " + (now == null ? 1 : now.planes());
    }

    private void take() {
        Place now = place;
        if (!following && now != null && now.image().isPresent()) {
            choose.accept(now.image().get(), (int) Math.round(planes.getValue()));
        }
    }

    /** Shows what there is to choose at a place; null: nothing. */
    void show(@Nullable Place shown) {
        place = shown;
        following = true;
        boolean several = shown != null && shown.images().size() > 1;
        boolean cube = shown != null && shown.planes() > 1;
        Seen.set(images, several);
        Seen.set(row, cube);
        Seen.set(this, several || cube);
        if (shown != null) {
            if (!images.getItems().equals(shown.images())) {
                images.getItems().setAll(shown.images());
            }
            images.setValue(shown.image().orElse(null));
            planes.setMax(shown.planes() - 1);
            planes.setValue(shown.plane());
            number.setText(words(shown.plane()));
        }
        following = false;
    }
}
