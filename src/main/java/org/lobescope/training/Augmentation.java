package org.lobescope.training;

import java.util.random.RandomGenerator;

/**
 * The same source as it could have been seen as well: turned by any angle, mirrored, shifted, larger or smaller, brighter
 * or fainter, above another noise. Grey levels are 0 to 1, sky that was clipped is 0.
 *
 * @param rotate whether by any angle; else not at all
 * @param flip whether every second image is mirrored
 * @param shift at most, pixels along each axis
 * @param scale at most, as a natural logarithm: 0.1 is 10 %
 * @param flux deviation of the logarithm of the factor that all pixels share
 * @param noise the largest clipping level, as a fraction of the peak: pixels below a level drawn up to it become sky, and
 *     those above get noise of a third of it
 */
public record Augmentation(boolean rotate, boolean flip, double shift, double scale, double flux, double noise) {
    /** None: the image as it is. */
    public static final Augmentation NONE = new Augmentation(false, false, 0, 0, 0, 0);

    /** What fits centred radio sources. */
    public static final Augmentation USUAL = new Augmentation(true, true, 4, 0.15, 0.1, 0.03);

    private static final double CLIP_SIGMA = 3;

    /** Another view of an image of {@code height} rows and {@code width} columns. */
    float[] apply(float[] grey, int height, int width, RandomGenerator random) {
        double angle = rotate ? random.nextDouble(2 * Math.PI) : 0;
        double mirror = flip && random.nextBoolean() ? -1 : 1;
        double size = Math.exp(scale * (2 * random.nextDouble() - 1));
        double dx = shift * (2 * random.nextDouble() - 1);
        double dy = shift * (2 * random.nextDouble() - 1);
        double factor = Math.exp(flux * random.nextGaussian());
        // Squared: low levels are more frequent, as bright sources are.
        double level = noise * Math.pow(random.nextDouble(), 2);
        float[] view = moved(grey, height, width, new double[] {
            mirror * Math.cos(angle) / size,
            -Math.sin(angle) / size,
            mirror * Math.sin(angle) / size,
            Math.cos(angle) / size,
            dx,
            dy
        });
        for (int i = 0; i < view.length; i++) {
            if (view[i] <= level) {
                view[i] = 0;
            } else if (level > 0) {
                view[i] = (float) Math.max(0, factor * (view[i] + level / CLIP_SIGMA * random.nextGaussian()));
            } else {
                view[i] = (float) (factor * view[i]);
            }
        }
        return view;
    }

    /** Bilinear interpolation at the places that an affine map about the centre leads to; 0 outside. */
    private static float[] moved(float[] grey, int height, int width, double[] map) {
        float[] view = new float[grey.length];
        double cx = (width - 1) / 2.0;
        double cy = (height - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sx = map[0] * (x - cx) + map[1] * (y - cy) + cx + map[4];
                double sy = map[2] * (x - cx) + map[3] * (y - cy) + cy + map[5];
                int left = (int) Math.floor(sx);
                int low = (int) Math.floor(sy);
                if (left < -1 || low < -1 || left >= width || low >= height) {
                    continue;
                }
                double fx = sx - left;
                double fy = sy - low;
                double value = 0;
                if (low >= 0) {
                    value += (1 - fy) * row(grey, low * width, left, width, fx);
                }
                if (low + 1 < height) {
                    value += fy * row(grey, (low + 1) * width, left, width, fx);
                }
                view[y * width + x] = (float) value;
            }
        }
        return view;
    }

    private static double row(float[] grey, int start, int left, int width, double fx) {
        double a = left >= 0 ? grey[start + left] : 0;
        double b = left + 1 < width ? grey[start + left + 1] : 0;
        return a + fx * (b - a);
    }
}
