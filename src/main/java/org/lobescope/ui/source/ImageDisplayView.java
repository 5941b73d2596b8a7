package org.lobescope.ui.source;

import java.util.List;
import java.util.function.Function;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
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

    ImageDisplayView(ImageDisplayModel model, HistogramView histogram) {
        getStyleClass().add("image-display");
        CompactBox<Stretch> stretch = box("Stretch", STRETCHES, ImageDisplayView::name);
        CompactBox<Interval> limits = box("Limits", Intervals.ALL, Intervals::name);
        CompactBox<ColorMap> colors = box("Colours", ColorMaps.sequential(), ColorMap::label);
        stretch.whenChosen(value -> model.restyle(style -> style.withStretch(value)));
        limits.setId("image-limits");
        limits.whenChosen(value -> model.restyle(style -> style.withInterval(value)));
        colors.whenChosen(value -> model.restyle(style -> style.withColorMap(value)));
        Runnable follow = () -> {
            ImageStyle style = model.style().get();
            stretch.follow(style.stretch());
            limits.follow(style.interval());
            colors.follow(style.colorMap());
            limits.getTooltip().setText("Limits of the image. " + Intervals.help(style.interval()));
        };
        model.style().addListener((o, before, now) -> follow.run());
        follow.run();
        WrapRow row = new WrapRow(6, 6, stretch, limits, colors);
        row.getStyleClass().add("boxes");
        getChildren().addAll(row, new ImageExtras(model), histogram);
    }

    static String name(Stretch stretch) {
        return switch (stretch) {
            case Stretch.Asinh s -> "asinh " + s.a();
            case Stretch.Power s -> "power " + (s.a() == Math.rint(s.a()) ? Long.toString((long) s.a()) : s.a());
            case Stretch.Log s -> "log";
            default -> stretch.label();
        };
    }

    private static <T> CompactBox<T> box(String words, List<T> items, Function<T, String> name) {
        CompactBox<T> box = new CompactBox<>(name);
        box.getItems().setAll(items);
        box.setAccessibleText(words);
        box.setTooltip(Words.tip(words + " of the image"));
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
