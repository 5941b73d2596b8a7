package org.lobescope.benchmark;

import java.util.Random;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.network.Tensor;

/**
 * Images that differ from one another by next to nothing, so that no cache knows the answer to any of them.
 *
 * <p>Only pixels of the source change, by at most 1e-4 of the range of the input: a fortieth of a grey level. What
 * preprocessing set to black stays exactly black, since work may be saved there, and an image with noise in its sky would
 * be another problem.
 *
 * @param image the image as it is
 * @param seed another seed makes other images
 */
public record UnseenImages(PreparedImage image, long seed) {
    private static final double CHANGE = 1e-4;

    /** Image {@code number}: always the same for the same number. */
    public PreparedImage get(int number) {
        Tensor x = image.x();
        int channels = x.axis(1);
        int pixels = x.values().length / channels;
        float[] changed = x.values().clone();
        Random random = new Random(seed * 1_000_003 + number);
        float step = (float) (CHANGE * range(changed));
        for (int i = 0; i < pixels; i++) {
            // One number per pixel, source or not: all channels of a grey image change alike.
            float noise = step * (2 * random.nextFloat() - 1);
            for (int c = 0; c < channels; c++) {
                int at = c * pixels + i;
                float black = image.blackSky()[c];
                float value = changed[at] + noise;
                if (changed[at] != black && value != black) {
                    changed[at] = value;
                }
            }
        }
        return image.withValues(changed);
    }

    private static double range(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return (double) high - low;
    }
}
