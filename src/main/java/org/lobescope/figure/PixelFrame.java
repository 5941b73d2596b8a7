package org.lobescope.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * Where a pixel array lies in a figure: row 0 at the bottom.
 *
 * @param x left edge of the first column, in units of the figure
 * @param y top edge of the last row; y of the figure grows downwards
 * @param width of the array in the figure
 * @param height of the array in the figure
 * @param columns of the array
 * @param rows of the array
 */
public record PixelFrame(double x, double y, double width, double height, int columns, int rows) {
    /** From pixel coordinates (pixel centres are whole numbers, y grows with the row) to the figure. */
    public AffineTransform transform() {
        double sx = width / columns;
        double sy = height / rows;
        return new AffineTransform(sx, 0, 0, -sy, x + sx / 2, y + height - sy / 2);
    }

    /** The figure's x of a pixel coordinate. */
    public double toX(double column) {
        return x + (column + 0.5) * width / columns;
    }

    /** The figure's y of a pixel coordinate. */
    public double toY(double row) {
        return y + height - (row + 0.5) * height / rows;
    }

    /** The pixel column, with fraction, at an x of the figure. */
    public double toColumn(double figureX) {
        return (figureX - x) * columns / width - 0.5;
    }

    /** The pixel row, with fraction, at a y of the figure. */
    public double toRow(double figureY) {
        return (y + height - figureY) * rows / height - 0.5;
    }

    /** The area covered. */
    public Rectangle2D bounds() {
        return new Rectangle2D.Double(x, y, width, height);
    }
}
