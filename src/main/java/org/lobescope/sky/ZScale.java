package org.lobescope.sky;

import java.util.Arrays;

/**
 * Display limits by IRAF's zscale: a straight line is fitted to the sorted values of a sample, and the limits are where
 * that line, made steeper by the contrast, leaves the image. Same numbers as {@code astropy.visualization.ZScaleInterval}.
 *
 * @param low black
 * @param high white
 */
public record ZScale(double low, double high) {
    private static final int SAMPLES = 1000;
    private static final double CONTRAST = 0.25;
    private static final double LARGEST_REJECTED = 0.5;
    private static final int FEWEST_PIXELS = 5;
    private static final double REJECT_SIGMA = 2.5;
    private static final int ROUNDS = 5;
    private static final double GROW = 0.01;

    /** The limits of an image with usual parameters (1000 samples, contrast 0.25); NaN where no pixel is finite. */
    public static ZScale of(float[] pixels) {
        double[] samples = sample(pixels);
        int n = samples.length;
        if (n == 0) {
            return new ZScale(Double.NaN, Double.NaN);
        }
        Arrays.sort(samples);
        int fewest = Math.max(FEWEST_PIXELS, (int) (n * LARGEST_REJECTED));
        boolean[] bad = new boolean[n];
        int good = n;
        int goodBefore = n + 1;
        double slope = 0;
        for (int round = 0; round < ROUNDS && good < goodBefore && good >= fewest; round++) {
            Line line = Line.fit(samples, bad);
            slope = line.slope;
            reject(samples, bad, line);
            bad = grow(bad, Math.max(1, (int) (n * GROW)));
            goodBefore = good;
            good = count(bad);
        }
        double low = samples[0];
        double high = samples[n - 1];
        if (good >= fewest) {
            int centre = (n - 1) / 2;
            double median = (samples[(n - 1) / 2] + samples[n / 2]) / 2;
            low = Math.max(low, median - (centre - 1) * slope / CONTRAST);
            high = Math.min(high, median + (n - centre) * slope / CONTRAST);
        }
        return new ZScale(low, high);
    }

    private static double[] sample(float[] pixels) {
        int finite = 0;
        for (float pixel : pixels) {
            if (Float.isFinite(pixel)) {
                finite++;
            }
        }
        int stride = Math.max(1, finite / SAMPLES);
        double[] samples = new double[Math.min(SAMPLES, (finite + stride - 1) / stride)];
        int seen = 0;
        for (float pixel : pixels) {
            if (Float.isFinite(pixel)) {
                if (seen % stride == 0 && seen / stride < samples.length) {
                    samples[seen / stride] = pixel;
                }
                seen++;
            }
        }
        return samples;
    }

    private static void reject(double[] samples, boolean[] bad, Line line) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < samples.length; i++) {
            if (!bad[i]) {
                sum += samples[i] - line.at(i);
                n++;
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < samples.length; i++) {
            if (!bad[i]) {
                double distance = samples[i] - line.at(i) - mean;
                squares += distance * distance;
            }
        }
        double threshold = REJECT_SIGMA * Math.sqrt(squares / n);
        for (int i = 0; i < samples.length; i++) {
            bad[i] |= Math.abs(samples[i] - line.at(i)) > threshold;
        }
    }

    /** Rejects the neighbours of rejected samples too: a convolution with {@code width} ones. */
    private static boolean[] grow(boolean[] bad, int width) {
        boolean[] grown = new boolean[bad.length];
        int shift = (width - 1) / 2;
        for (int i = 0; i < bad.length; i++) {
            for (int k = 0; k < width && !grown[i]; k++) {
                int from = i + shift - k;
                grown[i] = from >= 0 && from < bad.length && bad[from];
            }
        }
        return grown;
    }

    private static int count(boolean[] bad) {
        int good = 0;
        for (boolean b : bad) {
            if (!b) {
                good++;
            }
        }
        return good;
    }

    /** The least-squares line through the samples that are not rejected. */
    private record Line(double slope, double centre, double height) {
        static Line fit(double[] samples, boolean[] bad) {
            double n = 0;
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < samples.length; i++) {
                if (!bad[i]) {
                    n++;
                    sumX += i;
                    sumY += samples[i];
                }
            }
            double meanX = sumX / n;
            double meanY = sumY / n;
            double xy = 0;
            double xx = 0;
            for (int i = 0; i < samples.length; i++) {
                if (!bad[i]) {
                    xy += (i - meanX) * (samples[i] - meanY);
                    xx += (i - meanX) * (i - meanX);
                }
            }
            return new Line(xx == 0 ? 0 : xy / xx, meanX, meanY);
        }

        double at(double x) {
            return height + slope * (x - centre);
        }
    }
}
