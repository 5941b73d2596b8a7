package org.lobescope.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.ColumnWidth;
import org.lobescope.figure.Contours;
import org.lobescope.figure.Cosmology;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.FontFamily;
import org.lobescope.figure.PanelStyle;
import org.lobescope.figure.Paper;
import picocli.CommandLine.Option;

/** The options of the command line that make up a figure. Those that are not given leave it as it is. */
final class FigureMixin {
    @Option(
            names = "--figure-width",
            paramLabel = "JOURNAL|MM",
            description = "A figure for a paper: lettered, without words in it (see --caption), as wide as aa, aa-page,"
                    + " mnras, mnras-page, apj or apj-page ask for, or as a number of millimetres. Default: an overview"
                    + " of 203 mm with all its words.")
    private @Nullable String width;

    @Option(
            names = "--figure-methods",
            paramLabel = "ID",
            split = ",",
            description = "Only these methods, in this order, in the figure.")
    private List<String> tiles = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Columns of pictures. Default: as many as are still large enough to be read.")
    private @Nullable Integer columns;

    @Option(
            names = "--font-size",
            paramLabel = "PT",
            description = "Size of the numbers in the figure; titles are a fifth larger. Default: 7 in a figure for a"
                    + " paper.")
    private @Nullable Double fontSize;

    @Option(names = "--font", paramLabel = "sans|serif", description = "Inter, or a typeface like Times. Default: sans")
    private @Nullable String font;

    @Option(names = "--dpi", paramLabel = "N", description = "Pixels per inch of a PNG figure. Default: 300")
    private @Nullable Double dpi;

    @Option(
            names = "--paper",
            paramLabel = "light|dark|print",
            description = "Paper and ink. Default: light; print (black ink only) in a figure for a paper")
    private @Nullable String paper;

    @Option(names = "--letters", negatable = true, description = "Call the pictures (a), (b), (c) ... or not.")
    private @Nullable Boolean letters;

    @Option(names = "--words", negatable = true, description = "Classifier, options and notes in the figure itself.")
    private @Nullable Boolean words;

    @Option(names = "--source", negatable = true, description = "The image alone as the first picture, or not.")
    private @Nullable Boolean source;

    @Option(
            names = "--color-bars",
            paramLabel = "each|shared|none",
            description = "A scale for each map, or one for all maps of a unit. Default: each")
    private @Nullable String colorBars;

    @Option(
            names = "--axes",
            paramLabel = "source|outer|none",
            description = "Sky coordinates at the image alone, around all pictures, or nowhere.")
    private @Nullable String axes;

    @Option(names = "--no-axes", description = "The same as --axes none.")
    private boolean noAxes;

    @Option(names = "--beam", negatable = true, description = "The beam, where the image tells it.")
    private @Nullable Boolean beam;

    @Option(names = "--scale-bar", negatable = true, description = "A length on the sky.")
    private @Nullable Boolean scaleBar;

    @Option(
            names = "--redshift",
            paramLabel = "Z",
            description =
                    "Redshift of the source: the scale bar tells kiloparsecs as well (flat, H0 = 70, matter 0.3).")
    private @Nullable Double redshift;

    @Option(
            names = "--contours",
            paramLabel = "N,N...",
            arity = "0..1",
            fallbackValue = "usual",
            description =
                    "Contours of the image over every picture, at these multiples of its noise; without numbers at"
                            + " 3, 6, 12, ... 96.")
    private @Nullable String contours;

    @Option(
            names = "--map-contours",
            paramLabel = "P,P...",
            arity = "0..1",
            fallbackValue = "usual",
            description =
                    "Every map as contour lines over the image, at these percentiles of it; without numbers at 80, 90,"
                            + " 95, 99; none: in colours.")
    private @Nullable String mapContours;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Show only the pixels of each map above this percentile, with an outline.")
    private @Nullable Double threshold;

    /**
     * The style that these options make of another.
     *
     * @throws Problem when a value makes no sense
     */
    PanelStyle apply(PanelStyle before) {
        FigureOptions figure = before.figure();
        if (width != null) {
            double mm = millimetres(width);
            figure = (figure.words() ? FigureOptions.JOURNAL : figure).withWidth(mm);
        }
        if (!tiles.isEmpty()) {
            figure = figure.withTiles(tiles.stream().map(FigureMixin::method).toList());
        }
        if (columns != null) {
            figure = figure.withColumns((int) between("--columns", columns, 1, 100));
        }
        if (font != null || fontSize != null) {
            figure = figure.withFont(
                    font == null ? figure.font() : word("--font", font, FontFamily.values()),
                    fontSize == null ? figure.fontSize() : between("--font-size", fontSize, 3, 36));
        }
        if (dpi != null) {
            figure = figure.withDpi(between("--dpi", dpi, 30, FigureOptions.MOST_DPI));
        }
        figure = figure.withPaper(paper == null ? figure.paper() : word("--paper", paper, Paper.values()))
                .withLetters(or(letters, figure.letters()))
                .withWords(or(words, figure.words()))
                .withSource(or(source, figure.source()))
                .withMarks(or(beam, figure.beam()), or(scaleBar, figure.scaleBar()))
                .withColorBars(
                        colorBars == null
                                ? figure.colorBars()
                                : word("--color-bars", colorBars, FigureOptions.ColorBars.values()))
                .withAxes(axes == null ? figure.axes() : word("--axes", axes, FigureOptions.Axes.values()));
        if (redshift != null) {
            figure = figure.withRedshift(between("--redshift", redshift, 0, Cosmology.FARTHEST));
        }
        if (noAxes) {
            figure = figure.withAxes(FigureOptions.Axes.NONE);
        }
        if (mapContours != null) {
            figure = figure.withMapContours(percentiles(mapContours));
        }
        PanelStyle style = before.withFigure(figure);
        if (contours != null) {
            style = style.withContours(levels(contours));
        }
        if (threshold != null) {
            style = style.withHeatmap(style.heatmap()
                    .withThreshold(between("--threshold", threshold, 0, 100), 100)
                    .withOutlined(true));
        }
        return style;
    }

    private static double millimetres(String width) {
        return ColumnWidth.of(width)
                .map(ColumnWidth::millimetres)
                .orElseGet(() -> number("--figure-width", width, FigureOptions.NARROWEST, FigureOptions.WIDEST));
    }

    private static boolean or(@Nullable Boolean given, boolean otherwise) {
        return given == null ? otherwise : given;
    }

    private static MethodId method(String id) {
        return MethodId.of(id.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new Problem("There is no method '" + id + "' for --figure-methods: choose some of "
                        + Arrays.stream(MethodId.values()).map(MethodId::id).collect(Collectors.joining(", "))
                        + "."));
    }

    private static <E extends Enum<E>> E word(String option, String word, E[] all) {
        return Arrays.stream(all)
                .filter(each -> each.name().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new Problem(option + " " + word + " is not known: choose "
                        + Arrays.stream(all)
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static List<Double> levels(String text) {
        if (text.equals("usual") || text.isBlank()) {
            return Arrays.stream(Contours.usual()).boxed().toList();
        }
        return Arrays.stream(text.split(","))
                .map(part -> number("--contours", part, -1e6, 1e6))
                .toList();
    }

    private static List<Double> percentiles(String text) {
        if (text.equals("usual") || text.isBlank()) {
            return FigureOptions.USUAL_MAP_CONTOURS;
        }
        if (text.equalsIgnoreCase("none")) {
            return List.of();
        }
        return Arrays.stream(text.split(","))
                .map(part -> number("--map-contours", part, 0.01, 99.99))
                .toList();
    }

    private static double number(String option, String text, double least, double most) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replaceFirst(" *mm$", "");
        try {
            return between(option, Double.parseDouble(plain), least, most);
        } catch (NumberFormatException e) {
            String names = option.equals("--figure-width")
                    ? ", or one of "
                            + Arrays.stream(ColumnWidth.values())
                                    .map(ColumnWidth::id)
                                    .collect(Collectors.joining(", "))
                    : "";
            throw new Problem(option + " " + text + " is no number: write one" + names + ".", e);
        }
    }

    private static double between(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new Problem(
                    option + " " + brief(value) + " can't be: choose " + brief(least) + " to " + brief(most) + ".");
        }
        return value;
    }

    private static String brief(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
