package org.lobescope.classifier;

/**
 * Brings an array to another size: linear interpolation between pixel centres where it grows; where it shrinks, the
 * triangle grows with the step, so that every pixel counts and faint sources don't fall between the samples. Edges of both
 * arrays lie on each other. These are the numbers of Pillow's {@code resize(BILINEAR)} and of PyTorch's {@code
 * interpolate(mode="bilinear", antialias=True)}.
 */
final class Resampling {
    private Resampling() {}

    /**
     * Another size of an array.
     *
     * @param pixels height x width, row 0 first
     * @return newHeight x newWidth, row 0 first
     */
    static double[] of(double[] pixels, int width, int height, int newWidth, int newHeight) {
        if (width == newWidth && height == newHeight) {
            return pixels;
        }
        return columns(rows(pixels, width, height, newHeight), width, newHeight, newWidth);
    }

    private static double[] rows(double[] pixels, int width, int height, int newHeight) {
        double[] out = new double[width * newHeight];
        for (int y = 0; y < newHeight; y++) {
            Weights w = Weights.of(y, height, newHeight);
            for (int k = 0; k < w.values.length; k++) {
                int from = (w.first + k) * width;
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += w.values[k] * pixels[from + x];
                }
            }
        }
        return out;
    }

    private static double[] columns(double[] pixels, int width, int height, int newWidth) {
        double[] out = new double[newWidth * height];
        for (int x = 0; x < newWidth; x++) {
            Weights w = Weights.of(x, width, newWidth);
            for (int y = 0; y < height; y++) {
                double sum = 0;
                for (int k = 0; k < w.values.length; k++) {
                    sum += w.values[k] * pixels[y * width + w.first + k];
                }
                out[y * newWidth + x] = sum;
            }
        }
        return out;
    }

    /** What the pixels from {@code first} on contribute to one new pixel; they add up to 1. */
    @SuppressWarnings("ArrayRecordComponent") // a short table, never compared
    private record Weights(int first, double[] values) {
        static Weights of(int index, int length, int newLength) {
            double step = (double) length / newLength;
            double reach = Math.max(1, step);
            double centre = (index + 0.5) * step - 0.5;
            int first = Math.max(0, (int) Math.ceil(centre - reach));
            int last = Math.min(length - 1, (int) Math.floor(centre + reach));
            double[] values = new double[last - first + 1];
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, 1 - Math.abs(first + i - centre) / reach);
                sum += values[i];
            }
            for (int i = 0; i < values.length; i++) {
                values[i] /= sum;
            }
            return new Weights(first, values);
        }
    }
}
