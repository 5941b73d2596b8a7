package org.lobescope.classifier;

/** Convolution of an image with a round Gaussian; blank pixels stay blank and count as zero flux for their neighbours. */
final class Smoothing {
    private static final double REACH = 4;

    private Smoothing() {}

    /**
     * The smoothed image, of the same sum.
     *
     * @param pixels height x width, row 0 first
     * @param sigma standard deviation, pixels
     */
    static float[] gaussian(float[] pixels, int width, int height, double sigma) {
        double[] kernel = kernel(sigma);
        double[] rows = new double[pixels.length];
        int reach = kernel.length / 2;
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i]) || pixels[i] == 0) {
                continue;
            }
            int x = i % width;
            int start = i - x;
            for (int k = Math.max(-reach, -x); k <= Math.min(reach, width - 1 - x); k++) {
                rows[start + x + k] += pixels[i] * kernel[k + reach];
            }
        }
        double[] out = new double[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int k = Math.max(-reach, -y); k <= Math.min(reach, height - 1 - y); k++) {
                double weight = kernel[k + reach];
                int from = (y + k) * width;
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += weight * rows[from + x];
                }
            }
        }
        float[] smooth = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            smooth[i] = Float.isFinite(pixels[i]) ? (float) out[i] : pixels[i];
        }
        return smooth;
    }

    private static double[] kernel(double sigma) {
        int reach = (int) (REACH * sigma + 0.5);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += kernel[k + reach];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }
}
