package org.lobescope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.Problems;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.figure.ColorLimits;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Stretch;

class SessionFileTest {
    @TempDir
    Path folder;

    private Session session(Interval interval, Stretch stretch, ColorLimits limits) {
        return Sessions.unusual(
                folder.resolve("data").resolve("a b.fits"), folder.resolve("net.onnx"), interval, stretch, limits);
    }

    private Session session() {
        return session(new Interval.Sigma(-1, 20), new Stretch.Power(0.4), new ColorLimits.Fixed(-1e-9, 3e20));
    }

    @Test
    void whatIsWrittenComesBack() {
        for (Interval interval : List.of(
                new Interval.MinMax(),
                new Interval.Percentile(0.5, 99.75),
                new Interval.Zscale(),
                new Interval.Sigma(3, 20),
                new Interval.Manual(-1e-5, 1e-3))) {
            for (Stretch stretch : List.of(
                    new Stretch.Linear(),
                    new Stretch.Log(500),
                    new Stretch.Sqrt(),
                    new Stretch.Asinh(0.02),
                    new Stretch.Power(2))) {
                Session session = session(interval, stretch, new ColorLimits.PerMap(1, 98.5));
                Path file = folder.resolve("s.json");
                SessionFile.write(file, session);
                assertEquals(session, SessionFile.read(file));
            }
        }
        Path file = folder.resolve("t.json");
        SessionFile.write(file, session());
        assertEquals(session(), SessionFile.read(file));
    }

    @Test
    void pathsAreRelativeToTheFile() throws IOException {
        Path file = folder.resolve("s.json");
        SessionFile.write(file, session());
        assertTrue(Files.readString(file).contains("\"data/a b.fits\""), Files.readString(file));
        Path moved = Files.createDirectory(folder.resolve("elsewhere"));
        Files.copy(file, moved.resolve("s.json"));
        assertEquals(
                Optional.of(moved.resolve("data").resolve("a b.fits")),
                SessionFile.read(moved.resolve("s.json")).image().file());
    }

    @Test
    void whatIsMissingHasItsDefault() {
        Session bare = SessionFile.parse("{\"lobescope_session\": 1}", "s.json", folder);
        assertEquals(Presets.methods(Preset.REFERENCE), bare.methods());
        assertEquals(Session.Question.DEFAULT, bare.question());
        assertEquals(ImageStyle.DEFAULT, bare.display().image());
        assertEquals(HeatmapStyle.DEFAULT, bare.display().maps());
        assertEquals(FigureOptions.OVERVIEW, bare.figure());
        assertEquals(Session.View.WHOLE, bare.view());
        assertTrue(bare.cutOut().isEmpty());
        assertTrue(bare.pure());
        Session paper = SessionFile.parse(
                "{\"lobescope_session\": 1, \"question\": {\"preset\": \"paper\"}, \"a\": {\"later\": [1]}}",
                "s.json",
                folder);
        assertEquals(Presets.methods(Preset.PAPER), paper.methods());
    }

    @Test
    void aNewerFormatIsSaid() {
        String sentence = Problems.sentence(() -> SessionFile.parse("{\"lobescope_session\": 2}", "new.json", folder));
        assertTrue(sentence.contains("new.json") && sentence.contains("newer Lobescope"), sentence);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        String opacity = Problems.sentence(() -> SessionFile.parse(
                "{\"lobescope_session\": 1, \"display\": {\"maps\": {\"opacity\": 7}}}", "s.json", folder));
        assertTrue(opacity.contains("display.maps.opacity") && opacity.contains("0 to 1"), opacity);
        String option = Problems.sentence(() -> SessionFile.parse(
                "{\"lobescope_session\": 1, \"methods\": [{\"method\": \"smoothgrad\", \"options\": {\"samples\": -1}}]}",
                "s.json",
                folder));
        assertTrue(option.contains("samples") && option.contains("SmoothGrad"), option);
        for (String text :
                List.of("", "{", "[]", "null", "12", "{}", "\u0000\u0001", "{\"lobescope_session\": \"x\"}")) {
            Problems.sentence(() -> SessionFile.parse(text, "s.json", folder));
        }
        Problems.sentence(() -> SessionFile.parse("[".repeat(100_000), "s.json", folder));
        Problems.sentence(() -> SessionFile.read(folder.resolve("nowhere.json")));
    }

    /** Whatever is cut off, overwritten or replaced: a session or a sentence, never another failure. */
    @Test
    void damagedFilesGiveASessionOrASentence() {
        String text = SessionFile.text(session(), folder);
        Random random = new Random(11);
        int sentences = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            if (i % 3 == 0) {
                damaged.setLength(random.nextInt(text.length()));
            }
            for (int j = 0; j < 1 + i % 4 && !damaged.isEmpty(); j++) {
                damaged.setCharAt(random.nextInt(damaged.length()), "{}[]\",:0-9eax\\\n".charAt(random.nextInt(15)));
            }
            sentences += told(damaged.toString());
        }
        assertTrue(sentences > 1000, sentences + " sentences");
    }

    @Test
    void everyFieldMayBeOfAnotherKind() {
        JsonElement whole = JsonParser.parseString(SessionFile.text(session(), folder));
        List<List<Object>> places = new ArrayList<>();
        collect(whole, List.of(), places);
        assertTrue(places.size() > 70);
        int sentences = 0;
        List<JsonElement> others = List.of(
                new JsonPrimitive("word"),
                new JsonPrimitive(-7.5),
                new JsonPrimitive(1e300),
                new JsonPrimitive(true),
                new JsonObject(),
                new JsonArray(),
                JsonParser.parseString("[{\"method\": 3}, null, 1e999]"),
                JsonParser.parseString("null"));
        for (List<Object> place : places) {
            for (JsonElement other : others) {
                JsonElement copy = whole.deepCopy();
                put(copy, place, other);
                sentences += told(copy.toString());
            }
        }
        assertTrue(sentences > 200, sentences + " sentences");
    }

    private int told(String text) {
        try {
            SessionFile.parse(text, "s.json", folder);
            return 0;
        } catch (Problem problem) {
            String sentence = String.valueOf(problem.getMessage());
            assertTrue(sentence.endsWith("."), sentence);
            assertFalse(sentence.contains("Exception") || sentence.contains("\n"), sentence);
            return 1;
        }
    }

    private static void collect(JsonElement at, List<Object> place, List<List<Object>> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        if (at instanceof JsonObject object) {
            object.entrySet().forEach(entry -> collect(entry.getValue(), longer(place, entry.getKey()), places));
        } else if (at instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), longer(place, i), places);
            }
        }
    }

    private static List<Object> longer(List<Object> place, Object step) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }

    private static void put(JsonElement root, List<Object> place, JsonElement value) {
        JsonElement at = root;
        for (Object step : place.subList(0, place.size() - 1)) {
            at = step instanceof Integer i
                    ? at.getAsJsonArray().get(i)
                    : at.getAsJsonObject().get((String) step);
        }
        Object last = place.getLast();
        if (last instanceof Integer i) {
            at.getAsJsonArray().set(i, value);
        } else {
            at.getAsJsonObject().add((String) last, value);
        }
    }
}
