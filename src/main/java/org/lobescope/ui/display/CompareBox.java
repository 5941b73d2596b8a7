package org.lobescope.ui.display;

import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.BlinkModel;

/** How the maps are compared with the image under them. */
final class CompareBox extends ComboBox<CompareBox.Way> {
    /** Ways to compare. */
    enum Way {
        STEADY("steady"),
        BLINK("blink"),
        CURTAIN("curtain");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    private final BlinkModel model;
    private boolean following;

    CompareBox(BlinkModel model) {
        this.model = model;
        setId("compare");
        getStyleClass().add("small");
        getItems().setAll(Way.values());
        setConverter(new StringConverter<>() {
            @Override
            public String toString(Way way) {
                return way == null ? "" : way.words;
            }

            @Override
            public Way fromString(String text) {
                throw new UnsupportedOperationException("the box is not editable");
            }
        });
        setAccessibleText("How maps are compared with the image");
        setTooltip(
                Words.tip("Steady; blink: maps come and go by themselves (B); curtain: maps only left of the crosshair"
                        + " (V)."));
        setOnAction(e -> take(getValue()));
        model.blinking().addListener((o, before, now) -> follow());
        model.curtain().addListener((o, before, now) -> follow());
        follow();
    }

    private void take(@Nullable Way way) {
        if (!following && way != null) {
            model.blinking().set(way == Way.BLINK);
            model.curtain().set(way == Way.CURTAIN);
        }
    }

    private void follow() {
        following = true;
        setValue(model.blinking().get() ? Way.BLINK : model.curtain().get() ? Way.CURTAIN : Way.STEADY);
        following = false;
    }
}
