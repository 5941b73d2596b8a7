package org.lobescope.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against numbers of scipy (Wilson's interval, Mann and Whitney's U) and counts by hand. */
class EvaluationTest {
    private static final double[] SECOND = {0.9, 0.8, 0.8, 0.6, 0.4, 0.4, 0.2, 0.1};
    private static final int[] TRUTH = {1, 1, 0, 1, 0, 1, 0, 0};

    private static Evaluation example() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < TRUTH.length; i++) {
            answers.add(new Answer(
                    "s" + i,
                    TRUTH[i] == 1 ? "FRII" : "FRI",
                    TRUTH[i],
                    new double[] {1 - SECOND[i], SECOND[i]},
                    new float[0],
                    0,
                    i == 3));
        }
        Answer other = new Answer("h", "hybrid", -1, new double[] {0.3, 0.7}, new float[0], 0, true);
        return new Evaluation("Net", "net", "eight", List.of("FRI", "FRII"), answers, List.of(other));
    }

    @Test
    void intervalIsScipys() {
        Interval published = Interval.wilson(96, 104);
        assertEquals(0.8555044538374417, published.low(), 1e-12);
        assertEquals(0.9605082463089452, published.high(), 1e-12);
        assertEquals(0, Interval.wilson(0, 5).low(), 1e-12);
        assertEquals(0.43448246478317476, Interval.wilson(0, 5).high(), 1e-9);
        assertEquals(1, Interval.wilson(5, 5).high(), 1e-12);
    }

    @Test
    void countsAreThoseByHand() {
        Evaluation evaluation = example();
        assertEquals(6, evaluation.right());
        assertArrayEquals(new int[][] {{3, 1}, {1, 3}}, evaluation.confusion());
        Evaluation.ClassScore second = evaluation.scores().get(1);
        assertEquals(0.75, second.precision(), 0);
        assertEquals(0.75, second.recall(), 0);
        assertEquals(0.75, second.f1(), 0);
        assertEquals(
                List.of("s2", "s5"),
                evaluation.misclassified().stream().map(Answer::name).toList());
    }

    @Test
    void areaIsMannAndWhitneysStatistic() {
        Roc second = example().roc(1);
        assertEquals(13.0 / 16, second.area(), 1e-12);
        assertEquals(second.area(), example().roc(0).area(), 1e-12, "two classes mirror each other");
        assertEquals(new Roc.Point(1, 1, 0.1), second.points().getLast());
    }

    /** Confidences 0.9, 0.9 | 0.8, 0.8, 0.8 | 0.6, 0.6, 0.6: two of two, two of three, two of three right. */
    @Test
    void calibrationErrorIsTheMeanGap() {
        Reliability reliability = example().reliability();
        assertEquals(3, reliability.bins().size());
        double expected = (2 * 0.1 + 3 * (0.8 - 2 / 3.0) + 3 * (2 / 3.0 - 0.6)) / 8;
        assertEquals(expected, reliability.error(), 1e-12);
    }

    @Test
    void textAndJsonSayTheSame(@TempDir Path folder) throws IOException {
        String text = String.join("\n", EvaluationText.lines(example()));
        assertTrue(text.contains("75.0 % (6 of 8), 95 % interval 40.9 to 92.9 %"), text);
        assertTrue(text.contains("1 hybrid"), text);
        Path file = folder.resolve("e.json");
        EvaluationJson.write(file, example());
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertEquals(0.75, json.get("accuracy").getAsDouble());
        assertEquals(8, json.getAsJsonArray("answers").size());
        assertEquals(1, json.getAsJsonArray("not_counted").size());
        assertEquals(2, json.getAsJsonArray("misclassified").size());
    }

    @Test
    void flaggedImagesAreCounted() {
        String text = String.join("\n", EvaluationText.lines(example()));
        assertTrue(text.contains("Flagged      2 of 9 as unlike the training data"), text);
        assertEquals(2, EvaluationJson.of(example()).get("unlike_training_data").getAsInt());
    }

    /** A class without images has no recall, a class that is never answered no precision: nothing is made up. */
    @Test
    void whatIsNotKnownIsNotMadeUp() {
        Evaluation all = new Evaluation(
                "Net",
                "net",
                "one",
                List.of("FRI", "FRII"),
                List.of(new Answer("a", "FRI", 0, new double[] {0.9, 0.1}, new float[0], 0, false)),
                List.of());
        assertTrue(Double.isNaN(all.scores().get(1).recall()));
        assertTrue(Double.isNaN(all.roc(1).area()));
        assertTrue(String.join("\n", EvaluationText.lines(all)).contains("No image is misclassified."));
        assertEquals(0, EvaluationJson.of(all).getAsJsonArray("misclassified").size());
    }
}
