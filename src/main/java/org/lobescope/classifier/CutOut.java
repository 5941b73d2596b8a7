package org.lobescope.classifier;

import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;

/**
 * The part of an image that goes into the network.
 *
 * @param x column of the image at which the input's first column begins; may be negative where the input is padded
 * @param y row of the image at which the input's first row begins; may be negative
 * @param width columns
 * @param height rows
 */
public record CutOut(int x, int y, int width, int height) {
    /** The middle of an image; of an odd remainder the smaller half is on the low side. */
    public static CutOut central(RadioImage image, int width, int height) {
        return new CutOut(
                Math.floorDiv(image.width() - width, 2), Math.floorDiv(image.height() - height, 2), width, height);
    }

    /**
     * The cut-out of that size around a position: the pixel there becomes column width / 2, row height / 2, which is the
     * centre of the circle that recipes keep.
     */
    public static CutOut around(PixelPosition centre, int width, int height) {
        return new CutOut(
                (int) Math.round(centre.x()) - width / 2, (int) Math.round(centre.y()) - height / 2, width, height);
    }

    /** The same size moved so that it lies inside the image; along a side that is too short for it, in the middle. */
    public CutOut within(RadioImage image) {
        CutOut middle = central(image, width, height);
        return new CutOut(
                width > image.width() ? middle.x : Math.clamp(x, 0, image.width() - width),
                height > image.height() ? middle.y : Math.clamp(y, 0, image.height() - height),
                width,
                height);
    }

    /** The same size, so many columns and rows further. */
    public CutOut moved(int columns, int rows) {
        return new CutOut(x + columns, y + rows, width, height);
    }

    /** The pixel that {@link #around} would take for this cut-out. */
    public PixelPosition centre() {
        return new PixelPosition(x + width / 2, y + height / 2);
    }

    /** Whether it could lie elsewhere in the image. */
    public boolean movable(RadioImage image) {
        return width < image.width() || height < image.height();
    }

    /** Where a position of the cut-out is in the image. */
    public PixelPosition toImage(PixelPosition inside) {
        return new PixelPosition(inside.x() + x, inside.y() + y);
    }

    /** Where a position of the image is in the cut-out. */
    public PixelPosition fromImage(PixelPosition position) {
        return new PixelPosition(position.x() - x, position.y() - y);
    }

    /** Whether all of it lies in the image. */
    public boolean inside(RadioImage image) {
        return x >= 0 && y >= 0 && x + width <= image.width() && y + height <= image.height();
    }

    /** Whether any of it lies in the image. */
    public boolean touches(RadioImage image) {
        return x < image.width() && y < image.height() && x + width > 0 && y + height > 0;
    }
}
