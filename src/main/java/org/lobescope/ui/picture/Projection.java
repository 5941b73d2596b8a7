package org.lobescope.ui.picture;

import org.lobescope.sky.PixelPosition;

/**
 * Where a position of the image lies on the screen: rows grow upwards.
 *
 * @param seen the area that is seen
 * @param width of the picture on the screen, px
 * @param height of the picture on the screen, px
 */
public record Projection(Area seen, double width, double height) {
    /** The screen's x of a column. */
    public double x(double column) {
        return (column - seen.x()) / seen.width() * width;
    }

    /** The screen's y of a row. */
    public double y(double row) {
        return height - (row - seen.y()) / seen.height() * height;
    }

    /** The position in the image under a point of the screen. */
    public PixelPosition position(double screenX, double screenY) {
        return new PixelPosition(
                seen.x() + screenX / width * seen.width(), seen.y() + (height - screenY) / height * seen.height());
    }

    /** Screen pixels per image pixel. */
    public double scale() {
        return width / seen.width();
    }
}
