package org.lobescope.training;

import java.util.Map;
import org.lobescope.network.Tensor;

/**
 * Adam with decoupled weight decay (Kingma &amp; Ba 2015; Loshchilov &amp; Hutter 2019), with the gradient's length limited
 * first, and the exponential average of the parameters beside it. Works on the arrays of a {@link TrainingState} in place.
 *
 * @param decay per step and unit of learning rate, for kernels only
 * @param clip the largest length of the gradient
 * @param average how much of the average stays per step, once it has settled
 */
record AdamW(double decay, double clip, double average) {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /** The average follows quickly at first: after n steps it forgets what is older than a tenth of n. */
    private static final int SETTLING = 10;

    /** How much faster directions are learnt, whose numbers are of order 1, than gains, biases and the last layer. */
    private static final double DIRECTIONS = 5;

    /** One step; whether the gradient was finite, else nothing changes. */
    boolean step(TrainingState state, Map<String, float[]> gradients, Blueprint blueprint, double rate) {
        double square = 0;
        for (float[] gradient : gradients.values()) {
            for (float g : gradient) {
                square += (double) g * g;
            }
        }
        if (!Double.isFinite(square)) {
            return false;
        }
        double factor = Math.min(1, clip / (Math.sqrt(square) + EPSILON));
        long n = state.countStep();
        double correction1 = 1 - Math.pow(BETA1, n);
        double correction2 = 1 - Math.pow(BETA2, n);
        double kept = Math.min(average, (1.0 + n) / (SETTLING + n));
        for (Map.Entry<String, Tensor> entry : state.parameters().entrySet()) {
            String name = entry.getKey();
            float[] w = entry.getValue().values();
            float[] gradient = gradients.getOrDefault(name, new float[w.length]);
            float[] first = TrainingState.of(state.first(), name);
            float[] second = TrainingState.of(state.second(), name);
            float[] mean = TrainingState.of(state.averaged(), name);
            double own = blueprint.directions().contains(name) ? DIRECTIONS * rate : rate;
            double shrink = blueprint.decayed().contains(name) ? 1 - own * decay : 1;
            for (int i = 0; i < w.length; i++) {
                double g = factor * gradient[i];
                first[i] = (float) (BETA1 * first[i] + (1 - BETA1) * g);
                second[i] = (float) (BETA2 * second[i] + (1 - BETA2) * g * g);
                double move = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
                w[i] = (float) (shrink * w[i] - own * move);
                mean[i] = (float) (kept * mean[i] + (1 - kept) * w[i]);
            }
        }
        return true;
    }
}
