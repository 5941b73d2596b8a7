package org.lobescope.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a classifier is right as often as it says (Guo et al. 2017, ICML): answers in bins of their confidence.
 *
 * @param bins those that hold answers, from low to high confidence
 * @param error expected calibration error: the bins' mean difference of confidence and accuracy, weighted by their answers
 */
public record Reliability(List<Bin> bins, double error) {
    /** Bins of equal width from 0 to 1. */
    public static final int BINS = 10;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Answers of similar confidence.
     *
     * @param low least confidence
     * @param high largest confidence
     * @param count answers
     * @param confidence their mean confidence
     * @param accuracy how many of them are right, 0 to 1
     */
    public record Bin(double low, double high, int count, double confidence, double accuracy) {}

    static Reliability of(List<Answer> answers) {
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            int bin = b;
            List<Answer> inside = answers.stream()
                    .filter(answer -> Math.clamp((int) (answer.confidence() * BINS), 0, BINS - 1) == bin)
                    .toList();
            if (inside.isEmpty()) {
                continue;
            }
            double confidence =
                    inside.stream().mapToDouble(Answer::confidence).average().orElseThrow();
            double accuracy = (double) inside.stream().filter(Answer::right).count() / inside.size();
            bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, inside.size(), confidence, accuracy));
            error += Math.abs(confidence - accuracy) * inside.size() / answers.size();
        }
        return new Reliability(bins, error);
    }
}
