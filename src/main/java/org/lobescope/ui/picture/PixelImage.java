package org.lobescope.ui.picture;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * An array of colours that pictures show: row 0 first, drawn at the bottom. Several pictures may show the same one; new
 * colours of the same size appear in all of them without a new image being made.
 */
public final class PixelImage {
    private static final PixelFormat<IntBuffer> FORMAT = PixelFormat.getIntArgbPreInstance();

    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable Image image;
    private int width;
    private int height;
    private @Nullable ScreenPixels scaled;
    private boolean outdated;

    /**
     * New colours.
     *
     * @param argb rows x columns, 0xAARRGGBB, not premultiplied
     * @return whether the size changed, so that pictures have to ask for {@link #image()} again
     */
    public boolean set(int columns, int rows, int[] argb) {
        PixelBuffer<IntBuffer> target = buffer;
        boolean fresh = target == null || columns != width || rows != height;
        if (target == null || fresh) {
            target = new PixelBuffer<>(columns, rows, IntBuffer.allocate(columns * rows), FORMAT);
            buffer = target;
            image = new WritableImage(target);
            width = columns;
            height = rows;
        }
        target.updateBuffer(b -> {
            int[] out = b.getBuffer().array();
            for (int row = 0; row < rows; row++) {
                int from = row * columns;
                int to = (rows - 1 - row) * columns;
                for (int i = 0; i < columns; i++) {
                    out[to + i] = premultiplied(argb[from + i]);
                }
            }
            return null;
        });
        outdated = true;
        return fresh;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** The image as JavaFX shows it, row 0 at the bottom; null before the first colours. */
    public @Nullable Image image() {
        return image;
    }

    /**
     * A part in pixels of the screen; null before the first colours. Pictures of the same size that show the same part
     * share it, and new colours appear in it once this is called again.
     */
    @Nullable
    Image image(ScreenPixels.Cut cut) {
        PixelBuffer<IntBuffer> from = buffer;
        if (from == null) {
            return null;
        }
        ScreenPixels part = scaled;
        if (part == null || !part.cut().equals(cut)) {
            part = new ScreenPixels(cut);
            scaled = part;
            outdated = true;
        }
        if (outdated) {
            part.draw(from.getBuffer().array(), width, height);
            outdated = false;
        }
        return part.image();
    }

    private static int premultiplied(int argb) {
        int a = argb >>> 24;
        if (a == 255) {
            return argb;
        }
        if (a == 0) {
            return 0;
        }
        return a << 24 | times(argb >> 16 & 255, a) << 16 | times(argb >> 8 & 255, a) << 8 | times(argb & 255, a);
    }

    /** c a / 255, rounded, without a division: ten maps are repainted in one frame. */
    private static int times(int c, int a) {
        int t = c * a + 128;
        return t + (t >> 8) >> 8;
    }
}
