package org.lobescope.figure;

import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.ZScale;

/** Which values of an image get the first and the last colour. NaN and infinite pixels do not count. */
public sealed interface Interval {
    /** The limits for an image; 0 and 1 when no pixel counts. */
    Limits limits(float[] pixels);

    /** The name for people. */
    String label();

    /** From the smallest to the largest pixel. */
    record MinMax() implements Interval {
        @Override
        public Limits limits(float[] pixels) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float pixel : pixels) {
                if (Float.isFinite(pixel)) {
                    low = Math.min(low, pixel);
                    high = Math.max(high, pixel);
                }
            }
            return low <= high ? new Limits(low, high) : NOTHING;
        }

        @Override
        public String label() {
            return "min–max";
        }
    }

    /**
     * Between two percentiles of the pixels, as {@code astropy.visualization.AsymmetricPercentileInterval}.
     *
     * @param lower 0 to 100
     * @param upper 0 to 100, not below lower
     */
    record Percentile(double lower, double upper) implements Interval {
        public Percentile {
            if (!(0 <= lower && lower <= upper && upper <= 100)) {
                throw new IllegalArgumentException("percentiles " + lower + " to " + upper);
            }
        }

        /** The middle {@code percent} of the pixels. */
        public static Percentile middle(double percent) {
            return new Percentile((100 - percent) / 2, (100 + percent) / 2);
        }

        @Override
        public Limits limits(float[] pixels) {
            ImageStatistics statistics = ImageStatistics.of(pixels);
            return statistics.count() == 0
                    ? NOTHING
                    : new Limits(statistics.percentile(lower), statistics.percentile(upper));
        }

        @Override
        public String label() {
            return "percentile";
        }
    }

    /** By IRAF's zscale algorithm: shows what is near the median, lets bright sources saturate. */
    record Zscale() implements Interval {
        @Override
        public Limits limits(float[] pixels) {
            ZScale scale = ZScale.of(pixels);
            return Double.isNaN(scale.low()) ? NOTHING : new Limits(scale.low(), Math.max(scale.low(), scale.high()));
        }

        @Override
        public String label() {
            return "zscale";
        }
    }

    /**
     * Around the sky's median, in multiples of the noise; both are measured after clipping at 3 sigma, at most 5 times.
     *
     * @param below the median, in sigma; negative: the range begins above the median
     * @param above the median, in sigma
     */
    record Sigma(double below, double above) implements Interval {
        public Sigma {
            if (!(-below <= above)) {
                throw new IllegalArgumentException("from " + -below + " to " + above + " sigma");
            }
        }

        @Override
        public Limits limits(float[] pixels) {
            ImageStatistics.SigmaClipped sky = ImageStatistics.of(pixels).sigmaClipped(3, 5);
            double noise = sky.standardDeviation();
            return Double.isNaN(noise)
                    ? NOTHING
                    : new Limits(sky.median() - below * noise, sky.median() + above * noise);
        }

        @Override
        public String label() {
            return "n sigma";
        }
    }

    /** The limits that somebody typed in. */
    record Manual(double low, double high) implements Interval {
        public Manual {
            if (!(low <= high)) {
                throw new IllegalArgumentException("limits " + low + " to " + high);
            }
        }

        @Override
        public Limits limits(float[] pixels) {
            return new Limits(low, high);
        }

        @Override
        public String label() {
            return "by hand";
        }
    }

    /** The limits of an image without a finite pixel. */
    Limits NOTHING = new Limits(0, 1);
}
