package org.lobescope.figure;

import java.util.Arrays;
import java.util.List;

/**
 * How a panel looks.
 *
 * @param figure what stands where, and which marks there are
 * @param image colours of the image
 * @param heatmap colours of the maps
 * @param contours multiples of the noise at which contours of the image are drawn over all pictures; empty for none
 */
public record PanelStyle(FigureOptions figure, ImageStyle image, HeatmapStyle heatmap, List<Double> contours) {
    /** What the command line draws. */
    public static final PanelStyle DEFAULT =
            new PanelStyle(FigureOptions.OVERVIEW, ImageStyle.DEFAULT, HeatmapStyle.DEFAULT, List.of());

    public PanelStyle {
        contours = List.copyOf(contours);
    }

    /**
     * An overview as the window shows it.
     *
     * @param theme of one of the {@link Paper papers}
     * @param columns of maps; the source stands to their left
     * @param contours whether the usual contours are drawn
     * @param sharedScale whether maps of one unit share one colour scale
     */
    public PanelStyle(
            Theme theme, int columns, ImageStyle image, HeatmapStyle heatmap, boolean contours, boolean sharedScale) {
        this(
                FigureOptions.OVERVIEW
                        .withPaper(Paper.of(theme))
                        .withColumns(columns)
                        .withColorBars(bars(sharedScale)),
                image,
                heatmap,
                levels(contours));
    }

    private static List<Double> levels(boolean contours) {
        return contours ? Arrays.stream(Contours.usual()).boxed().toList() : List.of();
    }

    private static FigureOptions.ColorBars bars(boolean shared) {
        return shared ? FigureOptions.ColorBars.SHARED : FigureOptions.ColorBars.EACH;
    }

    /** Paper and ink. */
    public Theme theme() {
        return figure.paper().theme();
    }

    /** How many columns there are at most. */
    public int columns() {
        return figure.columns();
    }

    /** Whether maps of one unit share one colour scale. */
    public boolean sharedScale() {
        return figure.colorBars() == FigureOptions.ColorBars.SHARED;
    }

    /** This style made up otherwise. */
    public PanelStyle withFigure(FigureOptions value) {
        return new PanelStyle(value, image, heatmap, contours);
    }

    /** This style on another paper. */
    public PanelStyle withTheme(Theme value) {
        return withFigure(figure.withPaper(Paper.of(value)));
    }

    /** This style with another number of columns. */
    public PanelStyle withColumns(int value) {
        return withFigure(figure.withColumns(value));
    }

    /** This style with other colours of the image. */
    public PanelStyle withImage(ImageStyle value) {
        return new PanelStyle(figure, value, heatmap, contours);
    }

    /** This style with other colours of the maps. */
    public PanelStyle withHeatmap(HeatmapStyle value) {
        return new PanelStyle(figure, image, value, contours);
    }

    /** This style with contours of the image at these multiples of its noise. */
    public PanelStyle withContours(List<Double> multiples) {
        return new PanelStyle(figure, image, heatmap, multiples);
    }

    /** This style with the usual contours of the image, or none. */
    public PanelStyle withContours(boolean value) {
        return withContours(levels(value));
    }

    /** This style with one scale per unit, or one per map. */
    public PanelStyle withSharedScale(boolean value) {
        return withFigure(figure.withColorBars(bars(value)));
    }
}
