package org.lobescope.sky;

/**
 * One of the images that a file holds.
 *
 * @param hdu its number in the file, from 0
 * @param name the extension's name; empty where it has none
 * @param width columns
 * @param height rows
 * @param planes number of images of that size, 1 unless it is a cube
 */
public record ImageEntry(int hdu, String name, int width, int height, int planes) {
    /** Largest number of pixels that is read at once: 64 MiB as 32-bit floats. */
    public static final long LARGEST = 4096L * 4096L;

    /** What is read: all of the image, or a part around {@code centre} where it is too large. */
    PixelBox view(PixelPosition centre) {
        if ((long) width * height <= LARGEST) {
            return new PixelBox(0, 0, width, height);
        }
        int side = (int) Math.sqrt(LARGEST);
        // A long strip keeps the pixels that its short side leaves.
        int w = Math.min(width, (int) Math.max(side, LARGEST / height));
        int h = Math.min(height, (int) Math.max(side, LARGEST / width));
        return PixelBox.around(centre, w, h, width, height);
    }

    /** The middle of the image. */
    public PixelPosition centre() {
        return new PixelPosition((width - 1) / 2.0, (height - 1) / 2.0);
    }

    @Override
    public String toString() {
        String size = width + " x " + height + (planes > 1 ? ", " + planes + " planes" : "");
        return "HDU " + hdu + (name.isEmpty() ? "" : " " + name) + " (" + size + ")";
    }
}
