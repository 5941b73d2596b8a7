package org.lobescope.explain;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The path of Guided IG (Kapishnikov et al. 2021, algorithm 1) from a baseline x' to an image x, in double precision,
 * with exactly one gradient per step.
 *
 * @param x the image, any shape
 * @param baseline x', the same shape
 * @param steps T
 * @param fraction of all values moved at a time
 * @param maxDistance how far a value may leave the straight line
 */
@SuppressWarnings("ArrayRecordComponent")
record GuidedPath(double[] x, double[] baseline, int steps, double fraction, double maxDistance) {
    /** Two L1 distances this near each other, absolutely or relatively, count as equal. */
    private static final double EPSILON = 1e-9;

    /** Called after each step. */
    interface Steps {
        void done(int steps, double[] soFar);
    }

    /**
     * Whether the path is the straight line whatever the gradients: the values that equal the baseline fill the quantile,
     * so every other value is moved at every step.
     */
    boolean isStraight() {
        int[] moving = moving();
        return moving.length > 0 && rank() >= moving.length;
    }

    /** The sum over the steps of (change of the point) * gradient, in the shape of x. */
    double[] attribution(UnaryOperator<double[]> gradient, Steps progress) {
        double[] attribution = new double[x.length];
        int[] moving = moving();
        double total = distance(moving, baseline);
        if (total == 0) {
            return attribution;
        }
        double[] point = baseline.clone();
        boolean[] arrived = new boolean[moving.length];
        double[] costs = new double[moving.length];
        for (int t = 0; t < steps; t++) {
            double[] g = gradient.apply(point.clone());
            double alpha = (t + 1.0) / steps;
            double low = Math.max(alpha - maxDistance, 0);
            double high = Math.min(alpha + maxDistance, 1);
            double goal = total * (1 - alpha);
            Arrays.fill(arrived, false);
            lift(moving, point, low, g, attribution);
            boolean reached = false;
            while (!reached) {
                double now = distance(moving, point);
                if (isClose(goal, now) || now < goal) {
                    break;
                }
                reached = advance(moving, point, high, now - goal, g, arrived, costs, attribution);
            }
            progress.done(t + 1, attribution);
        }
        return attribution;
    }

    /** Values that lag behind the straight line by more than allowed are lifted to the limit. */
    private void lift(int[] moving, double[] point, double low, double[] g, double[] attribution) {
        for (int i : moving) {
            double d = x[i] - baseline[i];
            if ((point[i] - baseline[i]) / d < low) {
                double to = baseline[i] + d * low;
                attribution[i] += (to - point[i]) * g[i];
                point[i] = to;
            }
        }
    }

    /**
     * Moves the values with the smallest gradients towards their upper limit until the distance to x has shrunk by
     * {@code excess}; false when all of them went to the limit and that was not enough.
     */
    private boolean advance(
            int[] moving,
            double[] point,
            double high,
            double excess,
            double[] g,
            boolean[] arrived,
            double[] costs,
            double[] attribution) {
        int free = 0;
        for (int m = 0; m < moving.length; m++) {
            int i = moving[m];
            arrived[m] |= point[i] == limit(i, high);
            if (!arrived[m]) {
                costs[free++] = Math.abs(g[i]);
            }
        }
        if (free == 0) {
            return true;
        }
        // Values at their limit cost infinity: a rank beyond the free ones picks all of these.
        double threshold = rank() < free ? Selection.smallest(costs, free, rank()) : Double.POSITIVE_INFINITY;
        double room = 0;
        for (int m = 0; m < moving.length; m++) {
            int i = moving[m];
            if (!arrived[m] && Math.abs(g[i]) <= threshold) {
                room += Math.abs(point[i] - limit(i, high));
            }
        }
        double gamma = room > 0 ? excess / room : Double.POSITIVE_INFINITY;
        for (int m = 0; m < moving.length; m++) {
            int i = moving[m];
            if (!arrived[m] && Math.abs(g[i]) <= threshold) {
                double limit = limit(i, high);
                double to = gamma > 1 ? limit : point[i] + gamma * (limit - point[i]);
                attribution[i] += (to - point[i]) * g[i];
                point[i] = to;
                arrived[m] = gamma > 1;
            }
        }
        return gamma <= 1;
    }

    private double limit(int i, double high) {
        return baseline[i] + (x[i] - baseline[i]) * high;
    }

    /** The values that differ from the baseline; the others are at their limit all the time. */
    private int[] moving() {
        int[] moving = new int[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] != baseline[i]) {
                moving[n++] = i;
            }
        }
        return Arrays.copyOf(moving, n);
    }

    /** The rank of the quantile among all values, the lower one of two. */
    private int rank() {
        return (int) Math.floor(fraction * (x.length - 1));
    }

    private double distance(int[] moving, double[] point) {
        double sum = 0;
        for (int i : moving) {
            sum += Math.abs(point[i] - x[i]);
        }
        return sum;
    }

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= Math.max(EPSILON * Math.max(Math.abs(a), Math.abs(b)), EPSILON);
    }
}
