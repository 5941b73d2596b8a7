package org.lobescope.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as text for a terminal. */
public final class EvaluationText {
    private EvaluationText() {}

    /** All of it, line by line. */
    public static List<String> lines(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        Interval interval = evaluation.interval();
        Reliability reliability = evaluation.reliability();
        lines.add(
                evaluation.classifier() + " on " + evaluation.answers().size() + " images (" + evaluation.data() + ")");
        lines.add("");
        lines.add(format(
                "Accuracy     %.1f %% (%d of %d), 95 %% interval %.1f to %.1f %%",
                100 * evaluation.accuracy(),
                evaluation.right(),
                evaluation.answers().size(),
                100 * interval.low(),
                100 * interval.high()));
        for (int c : evaluation.curves()) {
            lines.add(format(
                    "ROC area     %.3f (%s against %s)",
                    evaluation.roc(c).area(),
                    evaluation.classes().get(c),
                    evaluation.classes().size() == 2 ? evaluation.classes().getFirst() : "the others"));
        }
        lines.add(format("Calibration  expected error %.3f, log loss %.3f", reliability.error(), evaluation.logLoss()));
        int all = evaluation.answers().size() + evaluation.others().size();
        lines.add(format("Flagged      %d of %d as unlike the training data", evaluation.unlikeTraining(), all));
        lines.add("");
        int wide = Math.max(
                8, evaluation.classes().stream().mapToInt(String::length).max().orElse(0) + 2);
        classes(evaluation, wide, lines);
        confusion(evaluation, wide, lines);
        lines.add("Confidence   images  mean confidence  right");
        for (Reliability.Bin bin : reliability.bins()) {
            lines.add(format(
                    "%.1f to %.1f  %8d  %15.3f  %5.3f",
                    bin.low(), bin.high(), bin.count(), bin.confidence(), bin.accuracy()));
        }
        lines.add("");
        wrong(evaluation, lines);
        others(evaluation, lines);
        return lines;
    }

    private static void classes(Evaluation evaluation, int wide, List<String> lines) {
        lines.add(format("%-" + wide + "s %6s  %9s  %6s  %6s", "Class", "images", "precision", "recall", "F1"));
        for (Evaluation.ClassScore score : evaluation.scores()) {
            lines.add(format(
                    "%-" + wide + "s %6d  %9s  %6s  %6s",
                    score.name(),
                    score.images(),
                    number(score.precision()),
                    number(score.recall()),
                    number(score.f1())));
        }
        lines.add("");
    }

    private static void confusion(Evaluation evaluation, int wide, List<String> lines) {
        StringBuilder head = new StringBuilder(format("%-" + wide + "s", "Label"));
        evaluation.classes().forEach(name -> head.append(format(" %" + wide + "s", name)));
        lines.add(head + "   (answers)");
        int[][] counts = evaluation.confusion();
        for (int row = 0; row < counts.length; row++) {
            StringBuilder line = new StringBuilder(
                    format("%-" + wide + "s", evaluation.classes().get(row)));
            for (int count : counts[row]) {
                line.append(format(" %" + wide + "d", count));
            }
            lines.add(line.toString());
        }
        lines.add("");
    }

    private static void wrong(Evaluation evaluation, List<String> lines) {
        List<Answer> wrong = evaluation.misclassified();
        if (wrong.isEmpty()) {
            lines.add("No image is misclassified.");
            return;
        }
        lines.add("Misclassified, the surest first");
        int name = wrong.stream().mapToInt(a -> a.name().length()).max().orElse(0);
        for (Answer answer : wrong) {
            lines.add(format(
                    "  %-" + name + "s  labelled %s, answer %s  (%s)",
                    answer.name(),
                    answer.label(),
                    evaluation.classes().get(answer.answer()),
                    probabilities(evaluation, answer)));
        }
    }

    static String probabilities(Evaluation evaluation, Answer answer) {
        List<String> words = new ArrayList<>();
        for (int c = 0; c < answer.probabilities().length; c++) {
            words.add(format("%s %.3f", evaluation.classes().get(c), answer.probabilities()[c]));
        }
        return String.join(", ", words);
    }

    private static void others(Evaluation evaluation, List<String> lines) {
        if (evaluation.others().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Not counted: images of classes that the classifier does not know ("
                + Evaluator.otherLabels(evaluation) + "). Its answers to them:");
        for (int c = 0; c < evaluation.classes().size(); c++) {
            int index = c;
            List<Answer> so = evaluation.others().stream()
                    .filter(answer -> answer.answer() == index)
                    .toList();
            if (!so.isEmpty()) {
                lines.add(format(
                        "  %s %d times, mean confidence %.3f",
                        evaluation.classes().get(c),
                        so.size(),
                        so.stream().mapToDouble(Answer::confidence).average().orElse(0)));
            }
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : format("%.3f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
