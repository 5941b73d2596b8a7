package org.lobescope.benchmark;

import java.util.Random;
import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.RadioImage;

/**
 * Radio images that differ from one another by next to nothing also after preprocessing, so that no cache knows the
 * answer to any of them; {@link UnseenImages} does the same behind preprocessing.
 *
 * <p>Only bright sources change, and of them no local maximum: their pixels lose up to 1 % of their own value, two or three
 * grey levels. The sky, what is clipped and the range of any cut-out around a source stay as they are.
 *
 * @param image the image as it is
 * @param seed another seed makes other images
 */
public record UnseenSky(RadioImage image, long seed) {
    /** From so many times the noise above the sky a pixel stays above every clipping. */
    private static final double FAINTEST = 10;

    private static final float CHANGE = 0.01f;

    /** Image {@code number}: always the same for the same number. */
    public RadioImage get(int number) {
        float[] pixels = image.pixels().clone();
        ImageStatistics.SigmaClipped sky = ImageStatistics.of(pixels).sigmaClipped(3, 5);
        double faintest = sky.median() + FAINTEST * sky.standardDeviation();
        Random random = new Random(seed * 1_000_003 + number);
        for (int i = 0; i < pixels.length; i++) {
            if (image.pixels()[i] > faintest && !isPeak(i)) {
                pixels[i] *= 1 - CHANGE * random.nextFloat();
            }
        }
        return image.withPixels(pixels);
    }

    /** Whether none of the pixels around it is brighter. */
    private boolean isPeak(int pixel) {
        int column = pixel % image.width();
        int row = pixel / image.width();
        for (int y = Math.max(0, row - 1); y <= Math.min(image.height() - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(image.width() - 1, column + 1); x++) {
                if (image.at(x, y) > image.pixels()[pixel]) {
                    return false;
                }
            }
        }
        return true;
    }
}
