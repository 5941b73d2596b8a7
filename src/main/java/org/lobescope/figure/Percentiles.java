package org.lobescope.figure;

import java.util.Arrays;

/** Percentiles of the finite values of an array, interpolated linearly as numpy does by default. */
final class Percentiles {
    private final float[] sorted;

    /** Sorts a copy of the finite values that are wanted. */
    Percentiles(float[] values, boolean withZeros) {
        float[] kept = new float[values.length];
        int n = 0;
        for (float value : values) {
            if (Float.isFinite(value) && (withZeros || value != 0)) {
                kept[n++] = value;
            }
        }
        sorted = Arrays.copyOf(kept, n);
        Arrays.sort(sorted);
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    /** The percentile, 0 to 100; 0 when there are no values. */
    double at(double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }

    /** The largest of the values that are smaller; minus infinity when there is none. */
    double justBelow(double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Double.NEGATIVE_INFINITY : sorted[low - 1];
    }

    /** The smallest of the values that are larger; infinity when there is none. */
    double justAbove(double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == sorted.length ? Double.POSITIVE_INFINITY : sorted[low];
    }
}
