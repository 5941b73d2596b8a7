package org.lobescope.figure;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.lobescope.sky.PixelPosition;

/**
 * One picture of a figure: the image, and a map over it.
 *
 * @param title above it on the left
 * @param brief a shorter title, for where the title has no room
 * @param second above it on the right: what is read second, such as a layer; empty for nothing
 * @param marks footnote marks behind the title, such as {@code 1,3}; empty without footnotes
 * @param image under the map
 * @param imageStyle the image's colours
 * @param overlay the map; without one the tile shows the image and its colour bar
 * @param contours of the image
 * @param axes whether it has sky coordinates at its edges, a scale bar and the beam
 * @param crosshair a pixel position to mark
 * @param note a line within the picture, for what a reader must not overlook; empty for none
 */
public record Tile(
        String title,
        String brief,
        String second,
        String marks,
        ImageLayer image,
        ImageStyle imageStyle,
        Optional<Overlay> overlay,
        Optional<Contours> contours,
        boolean axes,
        Optional<PixelPosition> crosshair,
        String note) {

    /** A tile whose title is short enough. */
    public Tile(
            String title,
            String second,
            String marks,
            ImageLayer image,
            ImageStyle imageStyle,
            Optional<Overlay> overlay,
            Optional<Contours> contours,
            boolean axes,
            Optional<PixelPosition> crosshair,
            String note) {
        this(title, title, second, marks, image, imageStyle, overlay, contours, axes, crosshair, note);
    }

    /**
     * A map and its colours; it covers the same part of the sky as the image, maybe with other pixels.
     *
     * @param unit of the map, for the colour bar
     * @param contours percentiles at which it is drawn as contour lines instead of colours; empty for colours
     */
    public record Overlay(Heatmap map, HeatmapStyle style, String unit, List<Double> contours) {
        public Overlay {
            contours = List.copyOf(contours);
        }

        /** Whether it is drawn as contour lines instead of colours. */
        boolean lined() {
            return !contours.isEmpty();
        }

        /** The colour of lines around strong values: that of the strongest value, of the weakest around negative ones. */
        Color lineColor(boolean negative) {
            ColorMap colors = style.colorMap(map.signed());
            return new Color(colors.argb(negative != style.inverted() ? 0 : ColorMap.LEVELS - 1));
        }
    }
}
