package org.lobescope.evaluation;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lobescope.Version;
import org.lobescope.WholeFile;

/** An evaluation as JSON, with every answer; docs/evaluation.md describes the fields. */
public final class EvaluationJson {
    private EvaluationJson() {}

    /**
     * Writes the file.
     *
     * @throws org.lobescope.Problem when it cannot be written
     */
    public static void write(Path file, Evaluation evaluation) {
        String text = new GsonBuilder().setPrettyPrinting().create().toJson(of(evaluation));
        WholeFile.write(file, draft -> Files.writeString(draft, text + "\n", StandardCharsets.UTF_8));
    }

    static JsonObject of(Evaluation evaluation) {
        JsonObject json = new JsonObject();
        json.addProperty("lobescope", Version.CURRENT.toString());
        json.addProperty("classifier", evaluation.id());
        json.addProperty("name", evaluation.classifier());
        json.addProperty("data", evaluation.data());
        json.addProperty("images", evaluation.answers().size());
        json.addProperty("right", evaluation.right());
        json.addProperty("accuracy", evaluation.accuracy());
        JsonArray interval = new JsonArray();
        interval.add(evaluation.interval().low());
        interval.add(evaluation.interval().high());
        json.add("accuracy_95", interval);
        json.addProperty("log_loss", evaluation.logLoss());
        json.addProperty("unlike_training_data", evaluation.unlikeTraining());
        JsonArray classes = new JsonArray();
        List<Evaluation.ClassScore> scores = evaluation.scores();
        int[][] confusion = evaluation.confusion();
        for (int c = 0; c < scores.size(); c++) {
            Evaluation.ClassScore score = scores.get(c);
            JsonObject one = new JsonObject();
            one.addProperty("name", score.name());
            one.addProperty("images", score.images());
            number(one, "precision", score.precision());
            number(one, "recall", score.recall());
            number(one, "f1", score.f1());
            JsonArray answers = new JsonArray();
            for (int count : confusion[c]) {
                answers.add(count);
            }
            one.add("answers", answers);
            number(one, "roc_area", evaluation.roc(c).area());
            classes.add(one);
        }
        json.add("classes", classes);
        json.add("reliability", reliability(evaluation.reliability()));
        json.add("roc", curves(evaluation));
        json.add("misclassified", answers(evaluation, evaluation.misclassified()));
        json.add("answers", answers(evaluation, evaluation.answers()));
        json.add("not_counted", answers(evaluation, evaluation.others()));
        return json;
    }

    private static JsonObject reliability(Reliability reliability) {
        JsonObject json = new JsonObject();
        json.addProperty("expected_calibration_error", reliability.error());
        JsonArray bins = new JsonArray();
        for (Reliability.Bin bin : reliability.bins()) {
            JsonObject one = new JsonObject();
            one.addProperty("from", bin.low());
            one.addProperty("to", bin.high());
            one.addProperty("images", bin.count());
            one.addProperty("confidence", bin.confidence());
            one.addProperty("accuracy", bin.accuracy());
            bins.add(one);
        }
        json.add("bins", bins);
        return json;
    }

    private static JsonArray curves(Evaluation evaluation) {
        JsonArray curves = new JsonArray();
        for (int c : evaluation.curves()) {
            JsonObject curve = new JsonObject();
            curve.addProperty("class", evaluation.classes().get(c));
            JsonArray points = new JsonArray();
            for (Roc.Point point : evaluation.roc(c).points()) {
                JsonArray one = new JsonArray();
                one.add(point.falsePositive());
                one.add(point.truePositive());
                one.add(point.threshold());
                points.add(one);
            }
            curve.add("false_positive_true_positive_threshold", points);
            curves.add(curve);
        }
        return curves;
    }

    private static JsonArray answers(Evaluation evaluation, List<Answer> answers) {
        JsonArray list = new JsonArray();
        for (Answer answer : answers) {
            JsonObject one = new JsonObject();
            one.addProperty("name", answer.name());
            one.addProperty("label", answer.label());
            one.addProperty("answer", evaluation.classes().get(answer.answer()));
            JsonObject probabilities = new JsonObject();
            for (int c = 0; c < evaluation.classes().size(); c++) {
                probabilities.addProperty(evaluation.classes().get(c), answer.probabilities()[c]);
            }
            one.add("probabilities", probabilities);
            one.addProperty("unlike_training_data", answer.unlikeTraining());
            list.add(one);
        }
        return list;
    }

    /** What is not known is left out: JSON has no NaN. */
    private static void number(JsonObject json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.addProperty(name, value);
        }
    }
}
