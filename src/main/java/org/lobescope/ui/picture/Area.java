package org.lobescope.ui.picture;

import org.lobescope.sky.PixelPosition;

/**
 * A rectangle of an image, from edge to edge: pixel (0, 0) alone is the area (-0.5, -0.5, 1, 1).
 *
 * @param x left edge, column
 * @param y lower edge, row
 * @param width columns
 * @param height rows
 */
public record Area(double x, double y, double width, double height) {
    /** The area of an array of pixels whose first pixel is (column, row). */
    public static Area ofPixels(int column, int row, int width, int height) {
        return new Area(column - 0.5, row - 0.5, width, height);
    }

    /** Whether the position lies inside. */
    public boolean contains(PixelPosition p) {
        return p.x() >= x && p.x() < x + width && p.y() >= y && p.y() < y + height;
    }

    /** The part that is seen at a zoom: {@code factor} times smaller, around {@code centre}, inside this area. */
    public Area zoomed(double factor, PixelPosition centre) {
        double w = width / factor;
        double h = height / factor;
        double left = Math.clamp(centre.x() - w / 2, x, x + width - w);
        double low = Math.clamp(centre.y() - h / 2, y, y + height - h);
        return new Area(left, low, w, h);
    }

    /** The middle. */
    public PixelPosition centre() {
        return new PixelPosition(x + width / 2, y + height / 2);
    }
}
