package org.lobescope.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A classifier's answers to labelled images, and what follows from them.
 *
 * @param classifier its name, for people
 * @param id its id
 * @param data what was asked, for people: the table and its rows
 * @param classes the classifier's classes
 * @param answers to images whose label is one of them
 * @param others answers to images of other labels; they count nowhere
 */
public record Evaluation(
        String classifier, String id, String data, List<String> classes, List<Answer> answers, List<Answer> others) {
    public Evaluation {
        classes = List.copyOf(classes);
        answers = List.copyOf(answers);
        others = List.copyOf(others);
    }

    /**
     * How well a class is told from the others.
     *
     * @param name of the class
     * @param images labelled so
     * @param precision part of the answers of this class that are right; NaN where there are none
     * @param recall part of the images of this class that are found; NaN where there are none
     */
    public record ClassScore(String name, int images, double precision, double recall) {
        /** The harmonic mean of both. */
        public double f1() {
            return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        }
    }

    /** The number of right answers. */
    public int right() {
        return (int) answers.stream().filter(Answer::right).count();
    }

    /** Part of the answers that are right, 0 to 1. */
    public double accuracy() {
        return (double) right() / answers.size();
    }

    /** Its 95 % interval. */
    public Interval interval() {
        return Interval.wilson(right(), answers.size());
    }

    /** How many of all images are flagged as unlike the training data. */
    public long unlikeTraining() {
        return Stream.concat(answers.stream(), others.stream())
                .filter(Answer::unlikeTraining)
                .count();
    }

    /** How many images of class i (row) got answer j (column). */
    public int[][] confusion() {
        int[][] counts = new int[classes.size()][classes.size()];
        for (Answer answer : answers) {
            counts[answer.truth()][answer.answer()]++;
        }
        return counts;
    }

    /** The scores of each class. */
    public List<ClassScore> scores() {
        int[][] counts = confusion();
        return IntStream.range(0, classes.size())
                .mapToObj(c -> {
                    int images = IntStream.of(counts[c]).sum();
                    int answered = IntStream.range(0, classes.size())
                            .map(row -> counts[row][c])
                            .sum();
                    return new ClassScore(
                            classes.get(c), images, (double) counts[c][c] / answered, (double) counts[c][c] / images);
                })
                .toList();
    }

    /** How well probabilities are calibrated. */
    public Reliability reliability() {
        return Reliability.of(answers);
    }

    /** The curve of a class against the others. */
    public Roc roc(int index) {
        return Roc.of(answers, index);
    }

    /** The classes that have a curve of their own: of two, the second says all. */
    public List<Integer> curves() {
        return classes.size() == 2
                ? List.of(1)
                : IntStream.range(0, classes.size()).boxed().toList();
    }

    /** The mean negative logarithm of the right class's probability. */
    public double logLoss() {
        return answers.stream()
                .mapToDouble(a -> -Math.log(Math.max(1e-12, a.probabilities()[a.truth()])))
                .average()
                .orElse(Double.NaN);
    }

    /** Wrong answers, the surest first. */
    public List<Answer> misclassified() {
        return answers.stream()
                .filter(answer -> !answer.right())
                .sorted(Comparator.comparingDouble(Answer::confidence)
                        .reversed()
                        .thenComparing(Answer::name))
                .toList();
    }
}
