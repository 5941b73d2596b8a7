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
     * so every other value is moved at every step. The attribution is then that of the {@link StraightPath} with {@link
     * Quadrature#leftEnds}.
     */
    boolean isStraight() {
        int[] moving = moving();
        return moving.length > 0 && rank() >= moving.length;
    }

    /** The sum over the steps of (change of the point) * gradient, in the shape of x. */
    double[] attribution(UnaryOperator<double[]> gradient, Steps progress) {
        double[] attribution = new double[x.length];
        int[] moving = moving();
        double total = 0;
        for (int i : moving) {
            total += Math.abs(baseline[i] - x[i]);
        }
        double[] point = baseline.clone();
        double[] cost = new double[moving.length];
        int[] free = new int[moving.length];
        for (int t = 0; t < steps && total > 0; t++) {
            double[] g = gradient.apply(point.clone());
            double alpha = (t + 1.0) / steps;
            double low = Math.max(alpha - maxDistance, 0);
            double high = Math.min(alpha + maxDistance, 1);
            double goal = total * (1 - alpha);
            double now = 0;
            int count = 0;
            for (int i : moving) {
                double d = x[i] - baseline[i];
                if ((point[i] - baseline[i]) / d < low) {
                    move(i, baseline[i] + d * low, point, g, attribution);
                }
                now += Math.abs(point[i] - x[i]);
                if (point[i] != limit(i, high)) {
                    cost[count] = Math.abs(g[i]);
                    free[count++] = i;
                }
            }
            advance(now - goal, goal, high, cost, free, count, point, g, attribution);
            progress.done(t + 1, attribution);
        }
        return attribution;
    }

    /**
     * Moves the free values towards their upper limit, those with the smallest gradients first, until the distance to x
     * has shrunk from {@code goal + excess} to {@code goal}.
     *
     * @param cost the magnitude of the gradient of each free value; reordered together with {@code free}
     * @param free the values not yet at their limit
     * @param count how many these are
     */
    private void advance(
            double excess,
            double goal,
            double high,
            double[] cost,
            int[] free,
            int count,
            double[] point,
            double[] g,
            double[] attribution) {
        int first = 0;
        while (first < count && excess > 0 && !isClose(goal, goal + excess)) {
            // Values at their limit cost infinity: a rank beyond the free ones picks all of these.
            int last = rank() < count - first ? Selection.partition(cost, free, first, count, first + rank()) : count;
            double room = 0;
            for (int m = first; m < last; m++) {
                room += Math.abs(point[free[m]] - limit(free[m], high));
            }
            double gamma = room > 0 ? excess / room : Double.POSITIVE_INFINITY;
            for (int m = first; m < last; m++) {
                int i = free[m];
                double limit = limit(i, high);
                move(i, gamma > 1 ? limit : point[i] + gamma * (limit - point[i]), point, g, attribution);
            }
            if (gamma <= 1) {
                return;
            }
            excess -= room;
            first = last;
        }
    }

    private static void move(int i, double to, double[] point, double[] g, double[] attribution) {
        attribution[i] += (to - point[i]) * g[i];
        point[i] = to;
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

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= Math.max(EPSILON * Math.max(Math.abs(a), Math.abs(b)), EPSILON);
    }
}
