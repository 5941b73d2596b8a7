package org.lobescope.sky;

/**
 * A rectangle of whole pixels.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
public record PixelBox(int x, int y, int width, int height) {
    /**
     * The box of that size around a position, pushed inside an array of {@code arrayWidth} x {@code arrayHeight}; as
     * large as the array where it would be larger.
     */
    public static PixelBox around(PixelPosition centre, int width, int height, int arrayWidth, int arrayHeight) {
        int w = Math.min(width, arrayWidth);
        int h = Math.min(height, arrayHeight);
        return new PixelBox(first(centre.x(), w, arrayWidth), first(centre.y(), h, arrayHeight), w, h);
    }

    private static int first(double centre, int length, int arrayLength) {
        long first = Math.round(centre - (length - 1) / 2.0);
        return (int) Math.clamp(first, 0L, (long) arrayLength - length);
    }

    /** Whether this is all of an array of that size. */
    public boolean covers(int arrayWidth, int arrayHeight) {
        return x == 0 && y == 0 && width == arrayWidth && height == arrayHeight;
    }

    @Override
    public String toString() {
        return width + " x " + height + " pixels from column " + x + ", row " + y;
    }
}
