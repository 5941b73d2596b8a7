package org.lobescope.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.figure.ColorLimits;
import org.lobescope.figure.ColorMaps;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.FontFamily;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Paper;
import org.lobescope.figure.Stretch;
import org.lobescope.sky.PixelPosition;

/** Sessions for tests. */
public final class Sessions {
    private Sessions() {}

    /** A session in which nothing is as usual. */
    public static Session unusual(Path image, Path network, Interval interval, Stretch stretch, ColorLimits limits) {
        List<Session.Tile> tiles = new ArrayList<>();
        for (MethodId id : List.of(MethodId.XRAI, MethodId.SMOOTHGRAD, MethodId.SCORE_CAM)) {
            tiles.add(new Session.Tile(Presets.method(id, Preset.PAPER), id != MethodId.SCORE_CAM));
        }
        tiles.add(new Session.Tile(
                Presets.method(MethodId.INTEGRATED_GRADIENTS, Preset.PAPER).with("points", 77), true));
        return new Session(
                new Session.Made("1.2.3", "4.5", "6.7"),
                new Session.Image(Optional.of(image), "", "abc", Optional.of(2), Optional.of(5)),
                Optional.of(new CutOut(-3, 4, 100, 120)),
                new Session.Network("mine", Optional.of(network), "def"),
                new Session.Question(
                        Optional.of("Bent & \"odd\""),
                        Optional.of(Target.Kind.DIFFERENCE),
                        Preset.PAPER,
                        Optional.of("stage2.1"),
                        new Comparison.WithClass("FRI \"of old\"")),
                tiles,
                new Session.Display(
                        new ImageStyle(interval, stretch, ColorMaps.sequential().get(3), true, 0x11223344),
                        HeatmapStyle.DEFAULT
                                .withSequential(ColorMaps.sequential().get(4))
                                .withDiverging(ColorMaps.diverging().get(1))
                                .withInverted(true)
                                .withLimits(limits)
                                .withThreshold(12.5, 87)
                                .withOutlined(true)
                                .withOpacity(0.3)
                                .withFading(false),
                        true,
                        false,
                        true,
                        List.of(-3.0, 2.5, 5.0)),
                new Session.View(
                        4.25,
                        Optional.of(new PixelPosition(10.5, 11.25)),
                        Optional.of(new PixelPosition(1, 2)),
                        Optional.of(MethodId.XRAI)),
                FigureOptions.JOURNAL
                        .withTiles(List.of(MethodId.SMOOTHGRAD, MethodId.XRAI))
                        .withSource(false)
                        .withLetters(false)
                        .withColumns(3)
                        .withWidth(84)
                        .withFont(FontFamily.SERIF, 8.5)
                        .withPaper(Paper.DARK)
                        .withColorBars(FigureOptions.ColorBars.NONE)
                        .withAxes(FigureOptions.Axes.SOURCE)
                        .withMarks(false, false)
                        .withRedshift(0.0531)
                        .withDpi(600));
    }
}
