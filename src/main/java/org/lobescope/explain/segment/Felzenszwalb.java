package org.lobescope.explain.segment;

import java.util.Arrays;
import org.lobescope.explain.segment.GaussianSmoothing.Border;

/**
 * Segments of an image after Felzenszwalb &amp; Huttenlocher 2004 (Efficient graph-based image segmentation, IJCV 59, 167),
 * bit for bit as scikit-image makes them, with a stable order of edges of equal cost.
 *
 * <p>Every pixel is a node, joined to its eight neighbours by edges that cost the difference of the smoothed values. Edges
 * are taken from the cheapest on; two segments are joined when the edge costs less than
 * {@code min(internal(a) + k / size(a), internal(b) + k / size(b))}, k = scale / 255, where internal is the cost of the
 * edge that was joined last. Then segments smaller than a minimum size are joined to a neighbour. One instance serves
 * several scales: smoothing and sorting are done once.
 */
final class Felzenszwalb {
    private final int pixels;
    /** Both ends of each edge and its cost, from the cheapest on. */
    private final int[] first;

    private final int[] second;
    private final double[] costs;

    /**
     * Smooths the image and sorts its edges.
     *
     * @param channels each height x width
     * @param sigma of the Gaussian, px
     */
    Felzenszwalb(float[][] channels, int height, int width, double sigma) {
        pixels = height * width;
        double[][] smooth = new double[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            double[] image = new double[pixels];
            for (int i = 0; i < pixels; i++) {
                image[i] = channels[c][i];
            }
            smooth[c] = GaussianSmoothing.smooth(image, height, width, sigma, sigma, Border.REFLECT);
        }
        int edges = 4 * height * width - 3 * height - 3 * width + 2;
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] cost = new double[edges];
        int n = 0;
        // The order of equal costs decides segments: left-right, up-down, and the two diagonals, each row by row.
        int[][] directions = {{0, -1}, {-1, 0}, {-1, -1}, {-1, 1}};
        for (int[] d : directions) {
            for (int y = -d[0]; y < height; y++) {
                for (int x = Math.max(0, -d[1]); x < width - Math.max(0, d[1]); x++) {
                    int p = y * width + x;
                    int q = p + d[0] * width + d[1];
                    from[n] = p;
                    to[n] = q;
                    cost[n++] = distance(smooth, p, q);
                }
            }
        }
        int[] order = StableOrder.of(cost);
        first = new int[edges];
        second = new int[edges];
        costs = new double[edges];
        for (int e = 0; e < edges; e++) {
            first[e] = from[order[e]];
            second[e] = to[order[e]];
            costs[e] = cost[order[e]];
        }
    }

    /** The number of the segment of each pixel, from 0 in the order of the segments' first pixels. */
    int[] labels(double scale, int minSize) {
        double k = scale / 255.0;
        int[] parent = new int[pixels];
        int[] size = new int[pixels];
        double[] internal = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            parent[i] = i;
            size[i] = 1;
        }
        for (int e = 0; e < costs.length; e++) {
            int a = root(parent, first[e]);
            int b = root(parent, second[e]);
            if (a != b && costs[e] < Math.min(internal[a] + k / size[a], internal[b] + k / size[b])) {
                internal[join(parent, size, a, b)] = costs[e];
            }
        }
        for (int e = 0; e < costs.length; e++) {
            int a = root(parent, first[e]);
            int b = root(parent, second[e]);
            if (a != b && (size[a] < minSize || size[b] < minSize)) {
                join(parent, size, a, b);
            }
        }
        int[] labels = new int[pixels];
        int next = 0;
        for (int i = 0; i < pixels; i++) {
            int root = root(parent, i);
            labels[i] = root == i ? next++ : labels[root];
        }
        return labels;
    }

    private static double distance(double[][] smooth, int p, int q) {
        if (smooth.length == 1) {
            return Math.abs(smooth[0][p] - smooth[0][q]);
        }
        double sum = 0;
        for (double[] channel : smooth) {
            sum += (channel[p] - channel[q]) * (channel[p] - channel[q]);
        }
        return Math.sqrt(sum);
    }

    private static int root(int[] parent, int n) {
        while (parent[n] != n) {
            parent[n] = parent[parent[n]];
            n = parent[n];
        }
        return n;
    }

    /** The smaller index stays the root, so a segment's root is its first pixel. */
    private static int join(int[] parent, int[] size, int a, int b) {
        int root = Math.min(a, b);
        int other = Math.max(a, b);
        parent[other] = root;
        size[root] += size[other];
        return root;
    }

    /** Ascending order of values that are not negative; equal values keep their order (radix sort of the bits). */
    private static final class StableOrder {
        private static final int BITS = 16;

        static int[] of(double[] values) {
            int n = values.length;
            long[] keys = new long[n];
            int[] order = new int[n];
            for (int i = 0; i < n; i++) {
                keys[i] = Double.doubleToRawLongBits(values[i]);
                order[i] = i;
            }
            long[] otherKeys = new long[n];
            int[] otherOrder = new int[n];
            int[] starts = new int[(1 << BITS) + 1];
            for (int shift = 0; shift < Long.SIZE; shift += BITS) {
                Arrays.fill(starts, 0);
                for (long key : keys) {
                    starts[digit(key, shift) + 1]++;
                }
                for (int d = 1; d < starts.length; d++) {
                    starts[d] += starts[d - 1];
                }
                for (int i = 0; i < n; i++) {
                    int place = starts[digit(keys[i], shift)]++;
                    otherKeys[place] = keys[i];
                    otherOrder[place] = order[i];
                }
                long[] swapKeys = keys;
                keys = otherKeys;
                otherKeys = swapKeys;
                int[] swapOrder = order;
                order = otherOrder;
                otherOrder = swapOrder;
            }
            return order;
        }

        private static int digit(long key, int shift) {
            return (int) (key >>> shift) & ((1 << BITS) - 1);
        }
    }
}
