package org.lobescope.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The receiver operating characteristic of one class against all others: how many of its images are found, and how many
 * others with them, as the probability that is asked for falls from 1 to 0.
 *
 * @param points from (0, 0) to (1, 1)
 * @param area under the curve: the probability that an image of the class gets a larger value than another one, ties half
 */
public record Roc(List<Point> points, double area) {
    public Roc {
        points = List.copyOf(points);
    }

    /**
     * A point of the curve.
     *
     * @param falsePositive fraction of the others that are taken for the class
     * @param truePositive fraction of the class that is found
     * @param threshold the least probability that counts
     */
    public record Point(double falsePositive, double truePositive, double threshold) {}

    /** The curve of a class; empty of points but the ends where either side has no image. */
    static Roc of(List<Answer> answers, int index) {
        List<Answer> sorted = answers.stream()
                .sorted(Comparator.comparingDouble((Answer a) -> -a.probabilities()[index]))
                .toList();
        double positives = sorted.stream().filter(a -> a.truth() == index).count();
        double negatives = sorted.size() - positives;
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0, 1)));
        if (positives == 0 || negatives == 0) {
            points.add(new Point(1, 1, 0));
            return new Roc(points, Double.NaN);
        }
        int hits = 0;
        int misses = 0;
        double area = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).truth() == index) {
                hits++;
            } else {
                misses++;
            }
            double here = sorted.get(i).probabilities()[index];
            boolean last = i + 1 == sorted.size();
            if (last || sorted.get(i + 1).probabilities()[index] != here) {
                Point from = points.getLast();
                Point to = new Point(misses / negatives, hits / positives, here);
                area += (to.falsePositive - from.falsePositive) * (to.truePositive + from.truePositive) / 2;
                points.add(to);
            }
        }
        return new Roc(points, area);
    }
}
