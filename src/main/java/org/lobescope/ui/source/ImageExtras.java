package org.lobescope.ui.source;

import java.util.Optional;
import java.util.function.DoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Stretch;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.part.WrapRow;

/** What of the image's look is seldom changed: the parameter of the stretch, inverted colours, the colour of NaN. */
final class ImageExtras extends VBox {
    private final ImageDisplayModel model;
    private final Label name = Words.quiet("");
    private final TextField field = new TextField();
    private final CheckBox invert = new CheckBox("Invert");
    private final ColorPicker blank = new ColorPicker();
    private boolean following;

    /** A stretch that has a number, and how another number makes another one. */
    private record Parameter(String name, double value, DoubleFunction<Stretch> with) {}

    ImageExtras(ImageDisplayModel model) {
        this.model = model;
        getStyleClass().add("image-extras");
        field.setId("stretch-parameter");
        field.setPrefColumnCount(4);
        field.setAccessibleText("Parameter of the stretch");
        field.setTooltip(
                Words.tip("Parameter of the stretch: asinh: where it turns from linear to logarithmic, as a part"
                        + " of the range; log: larger for fainter; power: the exponent."));
        invert.setId("image-invert");
        invert.setTooltip(Words.tip("Runs the image's colours backwards: dark sources on a light sky."));
        blank.setId("image-blank");
        blank.getStyleClass().add("button");
        blank.setStyle("-fx-color-label-visible: false;");
        blank.setPrefWidth(46);
        blank.setTooltip(Words.tip("Colour of pixels without a value (NaN)."));
        blank.setAccessibleText("Colour of pixels without a value");
        for (Region fixed : new Region[] {name, invert, blank}) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        Label nan = Words.quiet("NaN");
        nan.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().add(new WrapRow(6, 6, together(name, field), invert, together(nan, blank)));
        field.setOnAction(e -> take());
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                take();
            }
        });
        invert.setOnAction(e -> model.restyle(s -> s.withInverted(invert.isSelected())));
        blank.setOnAction(e -> {
            if (!following) {
                model.restyle(s -> s.withBlank(argb(blank.getValue())));
            }
        });
        model.style().addListener((o, before, now) -> follow());
        follow();
    }

    private static Optional<Parameter> parameter(Stretch stretch) {
        return switch (stretch) {
            case Stretch.Asinh s -> Optional.of(new Parameter("a", s.a(), Stretch.Asinh::new));
            case Stretch.Log s -> Optional.of(new Parameter("a", s.a(), Stretch.Log::new));
            case Stretch.Power s -> Optional.of(new Parameter("a", s.a(), Stretch.Power::new));
            case Stretch.Linear _, Stretch.Sqrt _ -> Optional.empty();
        };
    }

    private static HBox together(Node... parts) {
        HBox box = new HBox(6, parts);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void follow() {
        ImageStyle style = model.style().get();
        following = true;
        Optional<Parameter> parameter = parameter(style.stretch());
        Seen.set(name.getParent(), parameter.isPresent());
        parameter.ifPresent(p -> {
            name.setText(p.name());
            field.setText(Numbers.plain(p.value()));
        });
        invert.setSelected(style.inverted());
        int c = style.blank();
        blank.setValue(Color.rgb(c >> 16 & 255, c >> 8 & 255, c & 255, (c >>> 24) / 255.0));
        following = false;
    }

    /** A number that the stretch does not take leaves it as it is. */
    private void take() {
        parameter(model.style().get().stretch()).ifPresent(p -> {
            try {
                Stretch wanted =
                        p.with().apply(Double.parseDouble(field.getText().strip()));
                if (!wanted.equals(model.style().get().stretch())) {
                    model.restyle(s -> s.withStretch(wanted));
                }
            } catch (IllegalArgumentException e) {
                follow();
            }
        });
    }

    private static int argb(Color color) {
        return (int) Math.round(255 * color.getOpacity()) << 24
                | (int) Math.round(255 * color.getRed()) << 16
                | (int) Math.round(255 * color.getGreen()) << 8
                | (int) Math.round(255 * color.getBlue());
    }
}
