package org.lobescope.explain.segment;

/**
 * The Gaussian that scikit-image and scipy put before segmenting and before shrinking an image: separable, kernel cut at
 * round(4 sigma), first along the columns, then along the rows. Operations and their order are those of scipy's
 * {@code correlate1d}, so that results agree to the last bit: segments depend on which edges cost exactly the same.
 */
final class GaussianSmoothing {
    /** What lies outside the image. */
    enum Border {
        /** The image mirrored at its edge: d c b a | a b c d | d c b a. */
        REFLECT,
        /** Zero. */
        ZERO
    }

    private GaussianSmoothing() {}

    /** A smoothed copy of an image (height x width). */
    static double[] smooth(double[] image, int height, int width, double sigmaY, double sigmaX, Border border) {
        double[] out = image.clone();
        if (sigmaY > 1e-15) {
            lines(out, height, width, width, 1, kernel(sigmaY), border);
        }
        if (sigmaX > 1e-15) {
            lines(out, width, 1, height, width, kernel(sigmaX), border);
        }
        return out;
    }

    /** Smooths {@code lines} lines of {@code length} values that lie {@code step} apart, in place. */
    private static void lines(
            double[] image, int length, int step, int lines, int next, double[] kernel, Border border) {
        int radius = kernel.length - 1;
        double[] line = new double[length + 2 * radius];
        for (int l = 0; l < lines; l++) {
            int start = l * next;
            for (int i = -radius; i < length + radius; i++) {
                int source = border == Border.REFLECT ? reflected(i, length) : i;
                line[i + radius] = source < 0 || source >= length ? 0 : image[start + source * step];
            }
            for (int i = 0; i < length; i++) {
                int centre = i + radius;
                double sum = line[centre] * kernel[0];
                for (int j = radius; j > 0; j--) {
                    sum += (line[centre - j] + line[centre + j]) * kernel[j];
                }
                image[start + i * step] = sum;
            }
        }
    }

    private static int reflected(int i, int length) {
        int period = 2 * length;
        int j = Math.floorMod(i, period);
        return j < length ? j : period - 1 - j;
    }

    /** The weights at distance 0, 1, ... of a Gaussian whose weights add up to 1. */
    private static double[] kernel(double sigma) {
        int radius = (int) (4 * sigma + 0.5);
        double[] kernel = new double[radius + 1];
        for (int i = 0; i <= radius; i++) {
            kernel[i] = Math.exp(-0.5 / (sigma * sigma) * (i * i));
        }
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += kernel[Math.abs(i)];
        }
        for (int i = 0; i <= radius; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }
}
