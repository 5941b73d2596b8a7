package org.lobescope.figure;

import java.util.Arrays;
import java.util.Optional;
import org.lobescope.classifier.CutOut;
import org.lobescope.sky.Beam;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Wcs;

/**
 * A part of a radio image as it is drawn under a map.
 *
 * @param width columns
 * @param height rows
 * @param pixels height x width, row 0 first; NaN where blank or beyond the image
 * @param unit of the pixels; empty where the file tells none
 * @param wcs of this part: its first pixel is (0, 0)
 * @param beam where the image tells it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays: shared, never compared
public record ImageLayer(int width, int height, float[] pixels, String unit, Optional<Wcs> wcs, Optional<Beam> beam) {
    public ImageLayer {
        if (pixels.length != width * height) {
            throw new IllegalArgumentException(pixels.length + " pixels for " + width + " x " + height);
        }
    }

    /** The whole image. */
    public static ImageLayer of(RadioImage image) {
        return new ImageLayer(image.width(), image.height(), image.pixels(), image.unit(), image.wcs(), image.beam());
    }

    /** A part of the image; beyond the image it is blank. */
    public static ImageLayer of(RadioImage image, CutOut part) {
        float[] pixels = new float[part.width() * part.height()];
        Arrays.fill(pixels, Float.NaN);
        int first = Math.max(0, part.x());
        int last = Math.min(image.width(), part.x() + part.width());
        for (int row = 0; row < part.height() && first < last; row++) {
            int y = part.y() + row;
            if (y >= 0 && y < image.height()) {
                System.arraycopy(
                        image.pixels(),
                        y * image.width() + first,
                        pixels,
                        row * part.width() + first - part.x(),
                        last - first);
            }
        }
        return new ImageLayer(
                part.width(),
                part.height(),
                pixels,
                image.unit(),
                image.wcs().map(wcs -> wcs.cut(part.x(), part.y(), 1)),
                image.beam());
    }

    /** The values that get the first and the last colour in a style. */
    public Limits limits(ImageStyle style) {
        return style.interval().limits(pixels);
    }

    /**
     * Colours the image.
     *
     * @param limits as {@link #limits} gives them, or those of another part of the same image
     * @param argb receives height x width colours 0xAARRGGBB, row 0 first
     */
    public void render(ImageStyle style, Limits limits, int[] argb) {
        Stretch stretch = style.stretch();
        for (int i = 0; i < pixels.length; i++) {
            float value = pixels[i];
            argb[i] = Float.isNaN(value)
                    ? style.blank()
                    : style.argb(ColorMap.level(stretch.apply(limits.fraction(value))));
        }
    }
}
