package org.lobescope.ui.source;

import java.util.Arrays;

/**
 * How often which pixel value occurs, on an axis that is linear within the noise and logarithmic beyond (asinh), so that
 * noise and sources both have room.
 *
 * @param low smallest value
 * @param high largest value
 * @param soft where the axis turns from linear to logarithmic
 * @param counts logarithm of the number of pixels per bin, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Histogram(double low, double high, double soft, double[] counts) {
    private static final int BINS = 72;

    /** Counts the finite pixels. */
    public static Histogram of(float[] pixels, double noise) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float v : pixels) {
            if (Float.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        if (!(low < high)) {
            double only = low <= high ? low : 0;
            return new Histogram(only - 1, only + 1, 1, new double[BINS]);
        }
        double soft = noise > 0 ? 3 * noise : (high - low) / 10;
        Histogram empty = new Histogram(low, high, soft, new double[BINS]);
        double[] counts = new double[BINS];
        for (float v : pixels) {
            if (Float.isFinite(v)) {
                counts[Math.clamp((int) (empty.place(v) * BINS), 0, BINS - 1)]++;
            }
        }
        double most = Math.log1p(Arrays.stream(counts).max().orElse(1));
        for (int i = 0; i < BINS; i++) {
            counts[i] = Math.log1p(counts[i]) / most;
        }
        return new Histogram(low, high, soft, counts);
    }

    /** Where a value lies on the axis, 0 to 1 within the image's values. */
    public double place(double value) {
        return (bend(value) - bend(low)) / (bend(high) - bend(low));
    }

    /** The value at a place on the axis. */
    public double value(double place) {
        return soft * Math.sinh(bend(low) + place * (bend(high) - bend(low)));
    }

    private double bend(double value) {
        double t = value / soft;
        return Math.signum(t) * Math.log(Math.abs(t) + Math.sqrt(t * t + 1));
    }
}
