package org.lobescope.sky;

import java.util.Arrays;

/**
 * Statistics of the finite pixels of an image, in double precision; blank pixels are left out and counted.
 *
 * <p>Without any finite pixel every number is NaN.
 */
public final class ImageStatistics {
    /** The standard deviation of a normal distribution divided by its median absolute deviation. */
    public static final double NORMAL_PER_MAD = 1.482602218505602;

    private final float[] sorted;
    private final int blanks;

    private ImageStatistics(float[] sorted, int blanks) {
        this.sorted = sorted;
        this.blanks = blanks;
    }

    /** Statistics of all pixels. */
    public static ImageStatistics of(float[] pixels) {
        float[] finite = new float[pixels.length];
        int n = 0;
        for (float pixel : pixels) {
            if (Float.isFinite(pixel)) {
                finite[n++] = pixel;
            }
        }
        float[] sorted = n == finite.length ? finite : Arrays.copyOf(finite, n);
        Arrays.parallelSort(sorted);
        return new ImageStatistics(sorted, pixels.length - n);
    }

    /** Number of finite pixels. */
    public int count() {
        return sorted.length;
    }

    /** Number of pixels that are NaN or infinite. */
    public int blanks() {
        return blanks;
    }

    /** The smallest value. */
    public double minimum() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /** The largest value. */
    public double maximum() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The arithmetic mean. */
    public double mean() {
        return mean(0, sorted.length);
    }

    /** The standard deviation of the population (divisor N). */
    public double standardDeviation() {
        return standardDeviation(0, sorted.length);
    }

    /** The middle value; of an even number the mean of the two. */
    public double median() {
        return median(0, sorted.length);
    }

    /**
     * The value below which p percent of the pixels lie, interpolated linearly between pixels.
     *
     * @param p 0 to 100
     */
    public double percentile(double p) {
        if (!(p >= 0 && p <= 100)) {
            throw new IllegalArgumentException("percentile " + p);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = p / 100 * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * ((double) sorted[above] - sorted[below]);
    }

    /** The median absolute deviation from the median, not scaled; times {@link #NORMAL_PER_MAD} it estimates the noise. */
    public double medianAbsoluteDeviation() {
        double median = median();
        double[] deviations = new double[sorted.length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.abs(sorted[i] - median);
        }
        Arrays.parallelSort(deviations);
        int n = deviations.length;
        return n == 0 ? Double.NaN : (deviations[(n - 1) / 2] + deviations[n / 2]) / 2;
    }

    /**
     * What is left when pixels far from the median are left out, again and again.
     *
     * @param mean of what is left
     * @param median of what is left
     * @param standardDeviation of what is left (divisor N)
     * @param low smallest value that is kept
     * @param high largest value that is kept
     */
    public record SigmaClipped(double mean, double median, double standardDeviation, double low, double high) {}

    /**
     * Clips around the median, as {@code astropy.stats.sigma_clipped_stats} does: in each round all values further than
     * {@code sigma} standard deviations from the median go, until none goes or the rounds are up.
     *
     * @param sigma in standard deviations
     * @param rounds at most so many
     */
    public SigmaClipped sigmaClipped(double sigma, int rounds) {
        // The values are sorted, so what is left is always one stretch of them.
        int from = 0;
        int to = sorted.length;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds && to > from; round++) {
            double median = median(from, to);
            double deviation = standardDeviation(from, to);
            low = median - sigma * deviation;
            high = median + sigma * deviation;
            int newFrom = Math.max(from, firstFrom(low));
            int newTo = Math.min(to, firstAbove(high));
            if (newFrom == from && newTo == to || newFrom >= newTo) {
                break;
            }
            from = newFrom;
            to = newTo;
        }
        // The last limits hold for all values, as in astropy.
        from = firstFrom(low);
        to = Math.max(from, firstAbove(high));
        return new SigmaClipped(mean(from, to), median(from, to), standardDeviation(from, to), low, high);
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sorted[i];
        }
        return to == from ? Double.NaN : sum / (to - from);
    }

    private double standardDeviation(int from, int to) {
        double mean = mean(from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            double distance = sorted[i] - mean;
            sum += distance * distance;
        }
        return to == from ? Double.NaN : Math.sqrt(sum / (to - from));
    }

    private double median(int from, int to) {
        int n = to - from;
        return n == 0 ? Double.NaN : ((double) sorted[from + (n - 1) / 2] + sorted[from + n / 2]) / 2;
    }

    /** The index of the first value that is not below the limit. */
    private int firstFrom(double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the first value above the limit. */
    private int firstAbove(double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
