package org.lobescope.training;

/**
 * Cross-entropy of softmax probabilities with smoothed labels, weighted by image, as the mean over a batch.
 *
 * @param smoothing this much of every label is shared out evenly to all classes
 */
record Loss(double smoothing) {
    /** The probabilities of the classes. */
    static double[] probabilities(float[] logits, double temperature) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit / temperature);
        }
        double[] p = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(logits[c] / temperature - largest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /** The loss of one image. */
    double of(float[] logits, int label, double temperature) {
        double[] p = probabilities(logits, temperature);
        double loss = 0;
        for (int c = 0; c < p.length; c++) {
            double target = target(c, label, p.length);
            if (target > 0) {
                // Never infinite: a probability that has become 0 counts as the smallest number.
                loss -= target * Math.log(Math.max(p[c], Double.MIN_NORMAL));
            }
        }
        return Double.isNaN(p[0]) ? Double.NaN : loss;
    }

    /** The derivative of the mean loss with respect to every logit of a batch. */
    float[][] slopes(float[][] logits, int[] labels, double[] weights) {
        float[][] slopes = new float[logits.length][];
        for (int n = 0; n < logits.length; n++) {
            double[] p = probabilities(logits[n], 1);
            slopes[n] = new float[p.length];
            for (int c = 0; c < p.length; c++) {
                slopes[n][c] = (float) (weights[n] * (p[c] - target(c, labels[n], p.length)) / logits.length);
            }
        }
        return slopes;
    }

    private double target(int c, int label, int classes) {
        return smoothing / classes + (c == label ? 1 - smoothing : 0);
    }
}
