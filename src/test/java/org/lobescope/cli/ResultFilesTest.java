package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.Preset;

/** The files that outlive every end of the program. */
class ResultFilesTest {
    @TempDir
    Path folder;

    private static final List<String> IMAGES = List.of("a/one.fits", "b/\"two\", the ö.fits", "three.png");

    private final Classifier lenet = new ClassifierLibrary(Path.of("none")).load("lenet");

    private ExplainJob job(String... methods) {
        return new ExplainJob(
                lenet,
                Preset.REFERENCE,
                ChosenMethod.of(Arrays.asList(methods), Preset.REFERENCE, Optional.empty(), List.of()),
                Optional.empty(),
                ChosenComparison.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(folder));
    }

    private static ImageReport failed(String image) {
        return new ImageReport(
                Path.of(image),
                OutputNames.stem(Path.of(image)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Damaged, \"as it seems\";\nσ = 0."));
    }

    private static List<Path> images(List<PastResult> results) {
        return results.stream().map(PastResult::image).toList();
    }

    private static List<Path> keys(int count) {
        return IMAGES.subList(0, count).stream()
                .map(image -> PastResult.key(Path.of(image)))
                .toList();
    }

    private interface Maker {
        ResultFile make();
    }

    private static void write(ResultFile file, int count) {
        file.begin(image -> false);
        for (String image : IMAGES.subList(0, count)) {
            file.add(file.record(failed(image)));
        }
        file.close();
    }

    /** A kill in the middle of a record leaves the first bytes of what was to be written, over what was there. */
    private void isWholeAfterEveryTear(Path path, Maker maker) throws IOException {
        try (ResultFile file = maker.make()) {
            assertEquals(List.of(), file.past());
            write(file, 0);
            assertEquals(List.of(), file.past());
            write(file, 2);
        }
        byte[] before = Files.readAllBytes(path);
        try (ResultFile file = maker.make()) {
            assertEquals(keys(2), images(file.past()));
            file.begin(image -> true);
            assertEquals(keys(2), images(file.past()), "nothing is lost by opening it");
            file.add(file.record(failed(IMAGES.get(2))));
        }
        byte[] after = Files.readAllBytes(path);
        int from = Arrays.mismatch(before, after);
        // The head has the time of its writing: what is compared are the records.
        int tail = path.toString().endsWith(".json") ? "\n  ]\n}\n".length() : 1;
        from = Math.max(from, before.length - tail);
        for (int torn = from; torn <= after.length; torn++) {
            byte[] bytes = Arrays.copyOf(after, Math.max(torn, before.length));
            System.arraycopy(
                    before,
                    Math.min(torn, before.length),
                    bytes,
                    Math.min(torn, before.length),
                    Math.max(0, before.length - torn));
            Files.write(path, bytes);
            try (ResultFile file = maker.make()) {
                List<Path> found = images(file.past());
                assertTrue(found.equals(keys(2)) || found.equals(keys(3)), torn + ": " + found);
                file.begin(image -> true);
                if (found.size() == 2) {
                    file.add(file.record(failed(IMAGES.get(2))));
                }
                assertEquals(keys(3), images(file.past()), "torn at " + torn);
            }
        }
    }

    @Test
    void theTableIsWholeAfterEveryTear() throws IOException {
        Path path = folder.resolve("table.csv");
        isWholeAfterEveryTear(path, () -> new SummaryTable(path, job("grad-cam")));
        List<String> lines = Files.readAllLines(path);
        assertEquals(4, lines.size());
        assertTrue(lines.get(2).startsWith("\"b/\"\"two\"\", the ö.fits\",\"\"\"two\"\", the ö\",,"), lines.get(2));
        assertTrue(lines.get(2).contains(",\"Damaged, \"\"as it seems\"\"; σ = 0.\","), lines.get(2));
    }

    @Test
    void theJsonIsWholeAfterEveryTear() throws IOException {
        Path path = folder.resolve("explanations.json");
        isWholeAfterEveryTear(path, () -> new ExplanationsFile(folder, job("grad-cam")));
        assertEquals(
                3,
                JsonParser.parseString(Files.readString(path))
                        .getAsJsonObject()
                        .getAsJsonArray("images")
                        .size());
    }

    @Test
    void theJsonIsWholeAfterEveryRecord() throws IOException {
        Path path = folder.resolve("explanations.json");
        try (ResultFile file = new ExplanationsFile(folder, job("grad-cam"))) {
            file.begin(image -> true);
            for (int i = 0; i <= 3; i++) {
                assertEquals(
                        i,
                        JsonParser.parseString(Files.readString(path))
                                .getAsJsonObject()
                                .getAsJsonArray("images")
                                .size());
                if (i < 3) {
                    file.add(file.record(failed(IMAGES.get(i))));
                }
            }
        }
    }

    @Test
    void resultsOfAnotherJobAreRefused() throws IOException {
        Path table = folder.resolve("table.csv");
        write(new SummaryTable(table, job("grad-cam")), 2);
        write(new ExplanationsFile(folder, job("grad-cam")), 2);
        String[] others = {"xrai", "grad-cam,grad-cam-plus-plus"};
        for (String other : others) {
            refused(new SummaryTable(table, job(other.split(","))));
            refused(new ExplanationsFile(folder, job(other.split(","))));
        }
        // Files of other programs, and explanations as version 0.1.0 wrote them at first.
        for (String foreign : List.of("x,y\n1,2\n", "{\n  \"images\": [\n  ]\n}\n", "no records", "\0\0\0")) {
            Files.writeString(table, foreign);
            Files.writeString(folder.resolve("explanations.json"), foreign);
            refused(new SummaryTable(table, job("grad-cam")));
            refused(new ExplanationsFile(folder, job("grad-cam")));
            assertEquals(foreign, Files.readString(table), "what a person has is not touched");
        }
    }

    private static void refused(ResultFile file) {
        Problem problem = assertThrows(Problem.class, file::past);
        assertTrue(String.valueOf(problem.getMessage()).contains("--restart"), problem.getMessage());
    }

    @Test
    void twoProgramsNeverWriteToOneFile() {
        Path table = folder.resolve("table.csv");
        try (ResultFile first = new SummaryTable(table, job("grad-cam"));
                ResultFile second = new SummaryTable(table, job("grad-cam"))) {
            first.begin(image -> true);
            Problem problem = assertThrows(Problem.class, () -> second.begin(image -> true));
            assertTrue(String.valueOf(problem.getMessage()).contains("Another Lobescope"), problem.getMessage());
            first.add(first.record(failed(IMAGES.getFirst())));
            assertEquals(keys(1), images(first.past()));
        }
    }

    @Test
    void anImageIsFinishedWhenAllFilesTellOfItAndItsMapsAreThere() throws IOException {
        ExplainJob job = job("grad-cam");
        Path table = folder.resolve("table.csv");
        String image = "x/m87.fits";
        Path map = folder.resolve("m87.grad-cam.fits");
        // Complete reports need an image; the files' own words will do.
        for (ResultFile file : List.of(new SummaryTable(table, job), new ExplanationsFile(folder, job))) {
            try (file) {
                file.begin(any -> false);
                String failure = file.record(failed(image));
                file.add(
                        failure.contains("\"complete\"")
                                ? failure.replace("\"complete\":false", "\"complete\":true")
                                : failure.replaceFirst("\"Damaged.*\",", ","));
            }
        }
        assertFalse(read(job, table, false).isFinished(Path.of(image)), "its map is not there");
        Files.writeString(map, "a map");
        assertTrue(read(job, table, false).isFinished(Path.of(image)));
        assertEquals("m87", read(job, table, false).names().get(PastResult.key(Path.of(image))));
        assertFalse(read(job, table, true).isFinished(Path.of(image)), "begun anew");
        assertFalse(
                new ResultFiles(
                                job,
                                new Figures(Optional.of(folder.resolve("panel.png")), false),
                                List.of(new SummaryTable(table, job)),
                                false)
                        .isFinished(Path.of(image)),
                "its figure is not there");
        // What is done again leaves the files at the beginning, what is not among the images stays.
        try (ResultFiles files = read(job, table, false)) {
            files.begin(List.of(Path.of("other.fits")));
        }
        assertTrue(read(job, table, false).isFinished(Path.of(image)));
        try (ResultFiles files = read(job, table, false)) {
            files.begin(List.of(Path.of(image)));
        }
        assertFalse(read(job, table, false).isFinished(Path.of(image)));
    }

    private ResultFiles read(ExplainJob job, Path table, boolean restart) {
        return new ResultFiles(
                job,
                new Figures(Optional.empty(), true),
                List.of(new ExplanationsFile(folder, job), new SummaryTable(table, job)),
                restart);
    }
}
