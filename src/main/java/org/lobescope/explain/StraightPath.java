package org.lobescope.explain;

import java.util.Arrays;
import java.util.function.Supplier;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Line;
import org.lobescope.network.Network;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/**
 * The straight line from a baseline x' to an image x, and the gradient integrated along it:
 * {@code (x - x') * sum_i w_i g(x' + alpha_i (x - x'))}, C x H x W.
 *
 * @param shape of x
 * @param x the image
 * @param baseline x'
 * @param quadrature alpha and w
 */
@SuppressWarnings("ArrayRecordComponent")
record StraightPath(ImageShape shape, float[] x, float[] baseline, Quadrature quadrature) {
    /** Called once per batch. */
    interface Steps {
        void done(int points, Supplier<Attribution> soFar);
    }

    /** The attribution of every value of x. */
    Attribution attribution(Network network, Score score, Steps steps) {
        int points = quadrature.alphas().length;
        int size = shape.size();
        double[] mean = new double[size];
        for (int done = 0; done < points; ) {
            int n = Math.min(network.batch(), points - done);
            float[] alphas = Attribution.rounded(Arrays.copyOfRange(quadrature.alphas(), done, done + n));
            float[] weights = Attribution.rounded(Arrays.copyOfRange(quadrature.weights(), done, done + n));
            Line line = new Line(new Tensor(shape.batch(1), baseline), new Tensor(shape.batch(1), x), alphas);
            float[] g = network.summedGradient(line, weights, score).values();
            for (int i = 0; i < size; i++) {
                mean[i] += g[i];
            }
            done += n;
            steps.done(done, () -> timesDifference(mean));
        }
        return timesDifference(mean);
    }

    private Attribution timesDifference(double[] mean) {
        double[] values = new double[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = mean[i] * (x[i] - baseline[i]);
        }
        return new Attribution(shape, values);
    }
}
