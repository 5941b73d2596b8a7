package org.lobescope.ui.picture;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * A part of an image in pixels of the screen. Without a graphics card JavaFX scales images on the processor whenever they
 * are painted, which takes it five times as long as painting what is scaled already.
 */
final class ScreenPixels {
    /** Fixed-point ones: places between two pixels are told in 256 steps, as JavaFX tells them. */
    private static final int ONE = 256;

    private static final int HALF = 0x00800080;
    private static final int EVEN = 0x00ff00ff;

    private final Cut cut;
    private final PixelBuffer<IntBuffer> buffer;
    private final Image image;

    /**
     * What is seen of an image, and how large.
     *
     * @param x left edge of the part, in columns of the image from its left edge
     * @param y upper edge of the part, in rows of the image from its upper edge
     * @param width of the part, columns of the image
     * @param height of the part, rows of the image
     * @param columns on the screen
     * @param rows on the screen
     * @param smooth interpolated linearly between pixels, otherwise the nearest pixel
     */
    record Cut(double x, double y, double width, double height, int columns, int rows, boolean smooth) {}

    /** Black, until {@link #draw} is called. */
    ScreenPixels(Cut cut) {
        this.cut = cut;
        this.buffer = new PixelBuffer<>(
                cut.columns, cut.rows, IntBuffer.allocate(cut.columns * cut.rows), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    Cut cut() {
        return cut;
    }

    /** The part as JavaFX shows it. */
    Image image() {
        return image;
    }

    /**
     * Draws the part anew.
     *
     * @param argb premultiplied colours, the upper row first
     */
    void draw(int[] argb, int width, int height) {
        buffer.updateBuffer(b -> {
            int[] to = b.getBuffer().array();
            if (cut.smooth) {
                interpolate(argb, width, height, to);
            } else {
                take(argb, width, height, to);
            }
            return null;
        });
    }

    private void take(int[] argb, int width, int height, int[] to) {
        int[] columns = new int[cut.columns];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Math.clamp((int) Math.floor(cut.x + (i + 0.5) * cut.width / columns.length), 0, width - 1);
        }
        for (int j = 0; j < cut.rows; j++) {
            int row = Math.clamp((int) Math.floor(cut.y + (j + 0.5) * cut.height / cut.rows), 0, height - 1);
            for (int i = 0; i < columns.length; i++) {
                to[j * columns.length + i] = argb[row * width + columns[i]];
            }
        }
    }

    /** Along the rows first: every row of the image is needed once only, however often it is seen. */
    private void interpolate(int[] argb, int width, int height, int[] to) {
        int[] across = places(cut.x, cut.width, cut.columns, width);
        int[] down = places(cut.y, cut.height, cut.rows, height);
        int[] upper = new int[cut.columns];
        int[] lower = new int[cut.columns];
        int upperRow = -1;
        int lowerRow = -1;
        for (int j = 0; j < cut.rows; j++) {
            int row = down[j] / ONE;
            int next = Math.min(row + 1, height - 1);
            if (row == lowerRow) {
                int[] other = upper;
                upper = lower;
                lower = other;
                upperRow = lowerRow;
                lowerRow = -1;
            }
            if (row != upperRow) {
                along(argb, row * width, width, across, upper);
                upperRow = row;
            }
            if (next != lowerRow) {
                along(argb, next * width, width, across, lower);
                lowerRow = next;
            }
            int part = down[j] % ONE;
            int at = j * cut.columns;
            for (int i = 0; i < cut.columns; i++) {
                to[at + i] = between(upper[i], lower[i], part);
            }
        }
    }

    private static void along(int[] argb, int from, int width, int[] across, int[] row) {
        for (int i = 0; i < row.length; i++) {
            int column = across[i] / ONE;
            row[i] = between(argb[from + column], argb[from + Math.min(column + 1, width - 1)], across[i] % ONE);
        }
    }

    /** Where the screen's pixels lie between the middles of the image's, in steps of 1/256; beyond the last ones: on these. */
    private static int[] places(double from, double length, int count, int size) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            double place = from + (i + 0.5) * length / count - 0.5;
            places[i] = (int) Math.round(Math.clamp(place, 0, size - 1) * ONE);
        }
        return places;
    }

    /** All four parts of a colour, two at a time, rounded. */
    private static int between(int first, int second, int part) {
        int rest = ONE - part;
        int redBlue = (first & EVEN) * rest + (second & EVEN) * part + HALF >>> 8 & EVEN;
        int alphaGreen = (first >>> 8 & EVEN) * rest + (second >>> 8 & EVEN) * part + HALF & ~EVEN;
        return redBlue | alphaGreen;
    }
}
