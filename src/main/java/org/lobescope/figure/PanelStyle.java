package org.lobescope.figure;

/**
 * How a panel looks.
 *
 * @param theme paper and ink
 * @param columns of maps; the source stands to their left
 * @param image colours of the image
 * @param heatmap colours of the maps
 * @param contours whether the image's contours are drawn over the maps
 * @param sharedScale whether maps of one unit share one colour scale
 */
public record PanelStyle(
        Theme theme, int columns, ImageStyle image, HeatmapStyle heatmap, boolean contours, boolean sharedScale) {
    /** What the command line draws. */
    public static final PanelStyle DEFAULT =
            new PanelStyle(Theme.LIGHT, 5, ImageStyle.DEFAULT, HeatmapStyle.DEFAULT, false, false);

    public PanelStyle {
        if (columns < 1) {
            throw new IllegalArgumentException(columns + " columns");
        }
    }

    /** This style on another paper. */
    public PanelStyle withTheme(Theme value) {
        return new PanelStyle(value, columns, image, heatmap, contours, sharedScale);
    }

    /** This style with another number of columns. */
    public PanelStyle withColumns(int value) {
        return new PanelStyle(theme, value, image, heatmap, contours, sharedScale);
    }

    /** This style with other colours of the image. */
    public PanelStyle withImage(ImageStyle value) {
        return new PanelStyle(theme, columns, value, heatmap, contours, sharedScale);
    }

    /** This style with other colours of the maps. */
    public PanelStyle withHeatmap(HeatmapStyle value) {
        return new PanelStyle(theme, columns, image, value, contours, sharedScale);
    }

    /** This style with or without contours of the image. */
    public PanelStyle withContours(boolean value) {
        return new PanelStyle(theme, columns, image, heatmap, value, sharedScale);
    }

    /** This style with one scale per unit, or one per map. */
    public PanelStyle withSharedScale(boolean value) {
        return new PanelStyle(theme, columns, image, heatmap, contours, value);
    }
}
