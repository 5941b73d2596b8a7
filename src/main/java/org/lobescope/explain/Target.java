package org.lobescope.explain;

import java.util.List;
import org.lobescope.network.Score;

/**
 * The number that is explained, S(x): made of the logits of one image.
 *
 * <p>A network with a single logit z tells two classes apart: class 1 has the logit +z, class 0 has -z, and the
 * probability of class 1 is sigmoid(z).
 *
 * @param kind which function of the logits
 * @param classIndex the class that is explained, counted from 0
 */
public record Target(Kind kind, int classIndex) implements Score {
    /** Which function of the logits is explained. */
    public enum Kind {
        /** The class's logit. */
        LOGIT,
        /** The class's softmax probability. */
        PROBABILITY,
        /** The class's logit minus the largest other logit. */
        DIFFERENCE;

        /** The name on the command line and in files: {@code logit}, {@code probability}, {@code difference}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The name of a class, {@code class 2} for one that has none. */
    public static String className(List<String> names, int index) {
        return index < names.size() ? names.get(index) : "class " + index;
    }

    /** The class probabilities that logits stand for: softmax, or sigmoid for a single logit. In double precision. */
    public static double[] probabilities(float[] logits) {
        if (logits.length == 1) {
            double p = 1 / (1 + Math.exp(-logits[0]));
            return new double[] {1 / (1 + Math.exp(logits[0])), p};
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (float z : logits) {
            largest = Math.max(largest, z);
        }
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i] - largest);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Override
    public double value(float[] logits) {
        if (logits.length == 1) {
            double z = classIndex == 1 ? logits[0] : -logits[0];
            return switch (kind) {
                case LOGIT -> z;
                case PROBABILITY -> 1 / (1 + Math.exp(-z));
                case DIFFERENCE -> 2 * z;
            };
        }
        return switch (kind) {
            case LOGIT -> logits[classIndex];
            case PROBABILITY -> probabilities(logits)[classIndex];
            case DIFFERENCE -> (double) logits[classIndex] - logits[rival(logits)];
        };
    }

    @Override
    public float[] slope(float[] logits) {
        float[] slope = new float[logits.length];
        if (logits.length == 1) {
            float sign = classIndex == 1 ? 1 : -1;
            double p = value(logits);
            slope[0] = switch (kind) {
                case LOGIT -> sign;
                case PROBABILITY -> (float) (sign * p * (1 - p));
                case DIFFERENCE -> 2 * sign;
            };
            return slope;
        }
        switch (kind) {
            case LOGIT -> slope[classIndex] = 1;
            case PROBABILITY -> {
                double[] p = probabilities(logits);
                for (int i = 0; i < p.length; i++) {
                    slope[i] = (float) (p[classIndex] * ((i == classIndex ? 1 : 0) - p[i]));
                }
            }
            case DIFFERENCE -> {
                slope[classIndex] = 1;
                slope[rival(logits)] = -1;
            }
        }
        return slope;
    }

    private int rival(float[] logits) {
        int rival = classIndex == 0 ? 1 : 0;
        for (int i = 0; i < logits.length; i++) {
            if (i != classIndex && logits[i] > logits[rival]) {
                rival = i;
            }
        }
        return rival;
    }
}
