package org.lobescope.figure;

import java.util.List;
import java.util.function.Consumer;
import org.lobescope.explain.MethodId;

/**
 * How a figure is made up: what stands where, how large, and which marks it has.
 *
 * @param tiles the maps, in the order in which they stand; empty for all that there are, in their own order
 * @param source whether the image alone is the first picture
 * @param words whether the figure itself tells classifier, options and notes; a journal has them in the caption
 * @param letters whether pictures are called (a), (b), (c) ...
 * @param columns of pictures at most; 0 for as many as are still large enough
 * @param width of the figure, mm
 * @param fontSize of numbers and running text, pt; titles are a fifth larger
 * @param font the typeface
 * @param paper paper and ink
 * @param colorBars where the colour bars are
 * @param axes where sky coordinates are
 * @param beam whether the beam is drawn, where the image has one
 * @param scaleBar whether a length on the sky is drawn
 * @param redshift of the source: the scale bar then tells kiloparsecs as well; 0 where none is given
 * @param mapContours where the maps are contour lines over the image: at these percentiles of each map, of a signed one of
 *     its magnitude; empty: maps in colours
 * @param dpi pixels per inch of a PNG file; no coarser are the pictures within PDF and SVG files
 */
public record FigureOptions(
        List<MethodId> tiles,
        boolean source,
        boolean words,
        boolean letters,
        int columns,
        double width,
        double fontSize,
        FontFamily font,
        Paper paper,
        ColorBars colorBars,
        Axes axes,
        boolean beam,
        boolean scaleBar,
        double redshift,
        List<Double> mapContours,
        double dpi) {
    /** Narrowest and widest figure, mm. */
    public static final double NARROWEST = 30;

    public static final double WIDEST = 1000;
    /** Most pixels per inch. */
    public static final double MOST_DPI = 2400;

    /** The usual percentiles of contour lines of maps. */
    public static final List<Double> USUAL_MAP_CONTOURS = List.of(80.0, 90.0, 95.0, 99.0);

    private static final double POINTS_PER_MM = 72 / 25.4;

    /** Where the colour bars are. */
    public enum ColorBars {
        /** Each picture has its own scale and bar. */
        EACH,
        /** Maps of one unit have the same scale; where all maps have one unit there is one bar for all. */
        SHARED,
        /** There are none. */
        NONE;

        /** The name on the command line and in files. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where sky coordinates are. */
    public enum Axes {
        /** At the image of the source. */
        SOURCE,
        /** At the left and lower pictures of the grid, with ticks in all of them. */
        OUTER,
        /** Nowhere. */
        NONE;

        /** The name on the command line and in files. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Everything in one picture, with its words: for the screen, a log book, a talk. */
    public static final FigureOptions OVERVIEW = new FigureOptions(
            List.of(),
            true,
            true,
            false,
            5,
            203.2,
            5.7,
            FontFamily.SANS,
            Paper.LIGHT,
            ColorBars.EACH,
            Axes.SOURCE,
            true,
            true,
            0,
            List.of(),
            300);

    /** A figure for a journal: lettered, with axes all around, and without words, since they stand in the caption. */
    public static final FigureOptions JOURNAL = new FigureOptions(
            List.of(),
            true,
            false,
            true,
            0,
            ColumnWidth.AA_PAGE.millimetres(),
            7,
            FontFamily.SANS,
            Paper.PRINT,
            ColorBars.EACH,
            Axes.OUTER,
            true,
            true,
            0,
            List.of(),
            300);

    public FigureOptions {
        tiles = List.copyOf(tiles);
        mapContours = List.copyOf(mapContours);
        if (columns < 0 || columns > 100) {
            throw new IllegalArgumentException(columns + " columns");
        }
        if (!(width >= NARROWEST && width <= WIDEST)) {
            throw new IllegalArgumentException("width " + width + " mm");
        }
        if (!(fontSize >= 3 && fontSize <= 36)) {
            throw new IllegalArgumentException("font size " + fontSize + " pt");
        }
        if (!(redshift >= 0 && redshift <= Cosmology.FARTHEST)) {
            throw new IllegalArgumentException("redshift " + redshift);
        }
        if (!mapContours.stream().allMatch(percent -> percent > 0 && percent < 100)) {
            throw new IllegalArgumentException("contours of maps at the percentiles " + mapContours);
        }
        if (!(dpi >= 30 && dpi <= MOST_DPI)) {
            throw new IllegalArgumentException(dpi + " dpi");
        }
    }

    /** The width, pt. */
    double widthPoints() {
        return width * POINTS_PER_MM;
    }

    /** Points per unit of the figure: text is drawn {@value FigurePainter#TEXT_SIZE} units high. */
    double pointsPerUnit() {
        return fontSize / FigurePainter.TEXT_SIZE;
    }

    /** The width in units of the figure. */
    double widthUnits() {
        return widthPoints() / pointsPerUnit();
    }

    /** These options with other maps. */
    public FigureOptions withTiles(List<MethodId> value) {
        return with(draft -> draft.tiles = value);
    }

    /** These options with or without the image alone. */
    public FigureOptions withSource(boolean value) {
        return with(draft -> draft.source = value);
    }

    /** These options with or without words in the figure. */
    public FigureOptions withWords(boolean value) {
        return with(draft -> draft.words = value);
    }

    /** These options with or without letters. */
    public FigureOptions withLetters(boolean value) {
        return with(draft -> draft.letters = value);
    }

    /** These options with another number of columns. */
    public FigureOptions withColumns(int value) {
        return with(draft -> draft.columns = value);
    }

    /** These options with another width, mm. */
    public FigureOptions withWidth(double value) {
        return with(draft -> draft.width = value);
    }

    /** These options with another size and typeface. */
    public FigureOptions withFont(FontFamily family, double size) {
        return with(draft -> {
            draft.fontSize = size;
            draft.font = family;
        });
    }

    /** These options on another paper. */
    public FigureOptions withPaper(Paper value) {
        return with(draft -> draft.paper = value);
    }

    /** These options with other colour bars. */
    public FigureOptions withColorBars(ColorBars value) {
        return with(draft -> draft.colorBars = value);
    }

    /** These options with other axes. */
    public FigureOptions withAxes(Axes value) {
        return with(draft -> draft.axes = value);
    }

    /** These options with or without beam and scale bar. */
    public FigureOptions withMarks(boolean beamDrawn, boolean scaleBarDrawn) {
        return with(draft -> {
            draft.beam = beamDrawn;
            draft.scaleBar = scaleBarDrawn;
        });
    }

    /** These options for a source at a redshift; 0 for none. */
    public FigureOptions withRedshift(double value) {
        return with(draft -> draft.redshift = value);
    }

    /** These options with another resolution. */
    public FigureOptions withDpi(double value) {
        return with(draft -> draft.dpi = value);
    }

    /** These options with maps as contour lines at these percentiles; none: maps in colours. */
    public FigureOptions withMapContours(List<Double> percentiles) {
        return with(draft -> draft.mapContours = percentiles);
    }

    private FigureOptions with(Consumer<FigureDraft> change) {
        FigureDraft draft = new FigureDraft(this);
        change.accept(draft);
        return draft.options();
    }
}
