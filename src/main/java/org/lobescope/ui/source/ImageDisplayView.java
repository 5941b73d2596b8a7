package org.lobescope.ui.source;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.ColorMap;
import org.lobescope.figure.ColorMaps;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Stretch;
import org.lobescope.ui.part.CompactBox;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.part.WrapRow;

/** How the image is drawn: stretch, limits, colours, and the histogram. */
final class ImageDisplayView extends VBox {
    private static final List<Stretch> STRETCHES = List.of(
            new Stretch.Linear(),
            new Stretch.Asinh(0.1),
            new Stretch.Asinh(0.02),
            new Stretch.Sqrt(),
            new Stretch.Log(1000),
            new Stretch.Power(2));

    private final ImageDisplayModel model;
    private boolean following;

    ImageDisplayView(ImageDisplayModel model, HistogramView histogram) {
        this.model = model;
        getStyleClass().add("image-display");
        ComboBox<Stretch> stretch = box("Stretch", STRETCHES, ImageDisplayView::name);
        ComboBox<Interval> limits = box("Limits", Intervals.ALL, Intervals::name);
        ComboBox<ColorMap> colors = box("Colours", ColorMaps.sequential(), ColorMap::label);
        stretch.setOnAction(e -> change(stretch.getValue(), ImageStyle::withStretch));
        limits.setId("image-limits");
        limits.setOnAction(e -> change(limits.getValue(), ImageStyle::withInterval));
        colors.setOnAction(e -> change(colors.getValue(), ImageStyle::withColorMap));
        Runnable follow = () -> {
            ImageStyle style = model.style().get();
            following = true;
            stretch.setValue(style.stretch());
            limits.setValue(style.interval());
            colors.setValue(style.colorMap());
            limits.getTooltip().setText("Limits of the image. " + Intervals.help(style.interval()));
            following = false;
        };
        model.style().addListener((o, before, now) -> follow.run());
        follow.run();
        WrapRow row = new WrapRow(6, 6, stretch, limits, colors);
        row.getStyleClass().add("boxes");
        getChildren().addAll(row, new ImageExtras(model), histogram);
    }

    private <T> void change(@Nullable T value, java.util.function.BiFunction<ImageStyle, T, ImageStyle> with) {
        if (!following && value != null) {
            model.restyle(style -> with.apply(style, value));
        }
    }

    static String name(Stretch stretch) {
        return switch (stretch) {
            case Stretch.Asinh s -> "asinh " + s.a();
            case Stretch.Power s -> "power " + (s.a() == Math.rint(s.a()) ? Long.toString((long) s.a()) : s.a());
            case Stretch.Log s -> "log";
            default -> stretch.label();
        };
    }

    private static <T> ComboBox<T> box(String words, List<T> items, Function<T, String> name) {
        ComboBox<T> box = new CompactBox<>(name);
        box.getItems().setAll(items);
        box.setAccessibleText(words);
        box.setTooltip(Words.tip(words + " of the image"));
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
