package org.lobescope.benchmark;

import java.util.Random;
import org.lobescope.sky.RadioImage;

/**
 * Radio images that differ from one another by next to nothing also after preprocessing, so that no cache knows the
 * answer to any of them; {@link UnseenImages} does the same behind preprocessing.
 *
 * <p>Only the bright part of the source changes, between 0.3 and 0.9 of the maximum, by up to 1 % of the maximum: two or
 * three grey levels. The sky, its noise, what is clipped and the range stay as they are.
 *
 * @param image the image as it is
 * @param seed another seed makes other images
 */
public record UnseenSky(RadioImage image, long seed) {
    private static final float FAINT = 0.3f;
    private static final float BRIGHT = 0.9f;
    private static final float CHANGE = 0.01f;

    /** Image {@code number}: always the same for the same number. */
    public RadioImage get(int number) {
        float[] pixels = image.pixels().clone();
        float maximum = 0;
        for (float pixel : pixels) {
            maximum = pixel > maximum ? pixel : maximum; // false for blank pixels
        }
        Random random = new Random(seed * 1_000_003 + number);
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] > FAINT * maximum && pixels[i] < BRIGHT * maximum) {
                pixels[i] += maximum * CHANGE * (2 * random.nextFloat() - 1);
            }
        }
        return new RadioImage(
                image.name(),
                image.width(),
                image.height(),
                pixels,
                image.unit(),
                image.depth(),
                image.wcs(),
                image.beam(),
                image.header(),
                image.notes());
    }
}
