package org.lobescope.explain;

import java.util.Arrays;
import org.lobescope.network.ConnectedPixels;
import org.lobescope.network.ImageShape;

/**
 * What about an input matters for the honesty of its maps.
 *
 * @param constant whether all values of each channel are equal
 * @param flat the share of all values that equal the next one in their row exactly: clipped sky
 * @param largestSource pixels of the largest connected source, brighter than a tenth of the peak over the darkest pixel
 */
record InputFacts(boolean constant, double flat, int largestSource) {
    static InputFacts of(Question question) {
        ImageShape shape = question.shape();
        float[] x = question.x().values();
        boolean constant = true;
        int equal = 0;
        for (int c = 0; c < shape.channels(); c++) {
            constant &= range(x, c * shape.pixels(), (c + 1) * shape.pixels()) == 0;
        }
        for (int row = 0; row < x.length; row += shape.width()) {
            for (int i = row + 1; i < row + shape.width(); i++) {
                equal += x[i] == x[i - 1] ? 1 : 0;
            }
        }
        return new InputFacts(constant, equal / (double) Math.max(1, shape.size()), largestSource(shape, x));
    }

    /** The largest value less the smallest. */
    static float range(float[] values) {
        return range(values, 0, values.length);
    }

    /** The largest less the smallest of the values from index {@code from} up to {@code to}, not included. */
    static float range(float[] values, int from, int to) {
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            smallest = Math.min(smallest, values[i]);
            largest = Math.max(largest, values[i]);
        }
        return from == to ? 0 : largest - smallest;
    }

    /** The value that occurs most often; the smallest of several. */
    static double mostCommon(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double best = 0;
        int most = 0;
        for (int i = 0; i < sorted.length; ) {
            int j = i;
            while (j < sorted.length && sorted[j] == sorted[i]) {
                j++;
            }
            if (j - i > most) {
                most = j - i;
                best = sorted[i];
            }
            i = Math.max(j, i + 1);
        }
        return best;
    }

    /** The share of values that equal a baseline exactly. */
    static double share(float[] x, float[] baseline) {
        int equal = 0;
        for (int i = 0; i < x.length; i++) {
            equal += x[i] == baseline[i] ? 1 : 0;
        }
        return x.length == 0 ? 1 : equal / (double) x.length;
    }

    private static int largestSource(ImageShape shape, float[] x) {
        int pixels = shape.pixels();
        float[] brightness = Arrays.copyOf(x, pixels);
        for (int c = 1; c < shape.channels(); c++) {
            for (int i = 0; i < pixels; i++) {
                brightness[i] = Math.max(brightness[i], x[c * pixels + i]);
            }
        }
        float darkest = Float.POSITIVE_INFINITY;
        for (float value : brightness) {
            darkest = Math.min(darkest, value);
        }
        double threshold = darkest + 0.1 * range(brightness);
        boolean[] seen = new boolean[pixels];
        int largest = 0;
        for (int start = 0; start < pixels; start++) {
            if (!seen[start] && brightness[start] > threshold) {
                int size = ConnectedPixels.walk(start, shape.width(), seen, i -> brightness[i] > threshold, i -> {});
                largest = Math.max(largest, size);
            }
        }
        return largest;
    }
}
