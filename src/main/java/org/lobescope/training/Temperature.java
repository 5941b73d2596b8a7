package org.lobescope.training;

/**
 * The number that logits are divided by so that probabilities mean what they say: the one with the lowest cross-entropy on
 * the validation images (Guo et al. 2017).
 */
final class Temperature {
    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 20;
    private static final int ROUNDS = 60;

    private Temperature() {}

    /** The best temperature, by golden section on its logarithm, where the loss has one minimum. */
    static double of(float[][] logits, int[] labels) {
        double low = Math.log(LOWEST);
        double high = Math.log(HIGHEST);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int i = 0; i < ROUNDS; i++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (loss(logits, labels, Math.exp(left)) < loss(logits, labels, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** Mean cross-entropy at a temperature. */
    static double loss(float[][] logits, int[] labels, double temperature) {
        Loss loss = new Loss(0);
        double sum = 0;
        for (int n = 0; n < logits.length; n++) {
            sum += loss.of(logits[n], labels[n], temperature);
        }
        return sum / logits.length;
    }
}
