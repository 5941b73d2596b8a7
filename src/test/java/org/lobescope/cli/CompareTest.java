package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.cli.Outcome.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.Preset;
import org.lobescope.session.CarriedSession;
import org.lobescope.session.Comparison;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.ImageReader;

/** {@code --compare}: two maps of each method, of two classes or with two presets. */
class CompareTest {
    private static final Path SAMPLES = Path.of("assets", "samples");
    private static final Path FRII = SAMPLES.resolve("frii.fits");
    private static final Path FRI = SAMPLES.resolve("fri.fits");

    @TempDir
    Path folder;

    private static float[] map(Path file) {
        return ImageReader.read(file).pixels();
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void theSecondMapIsTheOneThatTheOtherClassHasAlone() throws IOException {
        Path maps = folder.resolve("maps");
        Path panel = folder.resolve("both.pdf");
        Path cube = folder.resolve("cube.fits");
        Path statistics = folder.resolve("s.csv");
        Outcome both = run(
                "explain",
                FRII,
                "--classifier",
                "lenet",
                "--methods",
                "vanilla-gradient,grad-cam",
                "--compare",
                "fri",
                "--maps",
                maps,
                "--panel",
                panel,
                "--cube",
                cube,
                "--statistics",
                statistics,
                "--regions",
                folder);
        assertEquals(0, both.code(), both.err());
        Path alone = folder.resolve("alone");
        Outcome other = run(
                "explain",
                FRII,
                "--classifier",
                "lenet",
                "--methods",
                "vanilla-gradient,grad-cam",
                "--class",
                "FRI",
                "--maps",
                alone);
        assertEquals(0, other.code(), other.err());
        for (String method : List.of("vanilla-gradient", "grad-cam")) {
            assertArrayEquals(
                    map(alone.resolve("frii." + method + ".fits")), map(maps.resolve("frii." + method + ".fri.fits")));
            assertFalse(java.util.Arrays.equals(
                    map(maps.resolve("frii." + method + ".fits")), map(maps.resolve("frii." + method + ".fri.fits"))));
            assertTrue(Files.exists(folder.resolve("frii." + method + ".fri.reg")));
        }
        JsonArray methods = JsonParser.parseString(Files.readString(maps.resolve("explanations.json")))
                .getAsJsonObject()
                .getAsJsonArray("images")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("methods");
        assertEquals(
                List.of("FRII", "FRI", "FRII", "FRI"),
                methods.asList().stream()
                        .map(each -> each.getAsJsonObject().get("compared").getAsString())
                        .toList());
        ImageFile written = ImageReader.open(cube);
        assertEquals(5, written.images().size());
        List<String> rows = Files.readAllLines(statistics);
        assertEquals(5, rows.size());
        assertTrue(rows.get(2).contains(",FRI,logit,vanilla-gradient,FRI,"), rows.get(2));
        String words = text(panel);
        assertTrue(words.contains("FRII") && words.contains("FRI"), words);

        Session again = new Session(panel);
        assertEquals(new Comparison.WithClass("FRI"), again.comparison());
        Path copy = folder.resolve("again.pdf");
        assertEquals(0, run("figure", panel, "--out", copy).code());
        assertArrayEquals(Files.readAllBytes(panel), Files.readAllBytes(copy));
    }

    /** The session that a figure carries. */
    private record Session(Path figure) {
        Comparison comparison() {
            return CarriedSession.read(figure).session().question().comparison();
        }
    }

    @Test
    void theOtherPresetHasItsOwnOptionsAndScores() throws IOException {
        Path maps = folder.resolve("maps");
        Path panel = folder.resolve("presets.svg");
        Outcome both = run(
                "explain",
                FRII,
                "--classifier",
                "lenet",
                "--methods",
                "vanilla-gradient",
                "--compare",
                "paper",
                "--maps",
                maps,
                "--panel",
                panel);
        assertEquals(0, both.code(), both.err());
        Path alone = folder.resolve("alone");
        assertEquals(
                0,
                run(
                                "explain",
                                FRII,
                                "--classifier",
                                "lenet",
                                "--methods",
                                "vanilla-gradient",
                                "--preset",
                                "paper",
                                "--maps",
                                alone)
                        .code());
        assertArrayEquals(
                map(alone.resolve("frii.vanilla-gradient.fits")),
                map(maps.resolve("frii.vanilla-gradient.paper.fits")));
        assertEquals(new Comparison.WithPreset(Preset.PAPER), new Session(panel).comparison());
    }

    @Test
    void ofManyImagesEachIsComparedWithItsOwnNextClass() throws IOException {
        Path table = folder.resolve("table.csv");
        Object[] command = {
            "explain",
            FRI,
            FRII,
            "--classifier",
            "lenet",
            "--methods",
            "grad-cam",
            "--compare",
            "next",
            "--table",
            table
        };
        Outcome done = run(command);
        assertEquals(0, done.code(), done.err());
        List<String> lines = Files.readAllLines(table);
        List<String> columns = List.of(lines.getFirst().split(","));
        int explained = columns.indexOf("explained_class");
        int with = columns.indexOf("compared_with");
        int max = columns.indexOf("grad_cam_compared_max");
        for (String line : lines.subList(1, 3)) {
            String[] fields = line.split(",");
            assertEquals(fields[explained].equals("FRI") ? "FRII" : "FRI", fields[with]);
            assertTrue(Double.parseDouble(fields[max]) >= 0);
        }
        assertTrue(run(command).out().contains("2 of 2 images were finished before"));
        Outcome named = run("explain", FRI, "--classifier", "lenet", "--methods", "grad-cam", "--compare", "FRI");
        assertEquals(1, named.code());
        assertTrue(named.err().contains("--compare next"), named.err());
    }

    @Test
    void comparisonsThatMakeNoSenseAreToldBeforeAnythingIsComputed() {
        for (String[] wrong : List.of(
                new String[] {"FRIII", "neither a class"},
                new String[] {"reference", "reference already"},
                new String[] {"1", "FRII already"})) {
            Outcome outcome = run("explain", FRII, "--classifier", "lenet", "--class", "FRII", "--compare", wrong[0]);
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().contains(wrong[1]), outcome.err());
        }
    }

    @Test
    void theNextClassIsTheMostLikelyOther() {
        ChosenComparison next = new ChosenComparison(Comparison.NONE, true);
        List<String> classes = List.of("a", "b", "c", "d");
        float[] logits = {0.5f, 3, -1, 2};
        assertEquals(new Comparison.WithClass("d"), next.with(1, logits, classes));
        assertEquals(new Comparison.WithClass("b"), next.with(0, logits, classes));
        assertEquals("next", next.suffix());
        assertEquals("fr-i", new ChosenComparison(new Comparison.WithClass("FR I"), false).suffix());
        assertEquals(Optional.empty(), Optional.of(ChosenComparison.NONE).filter(ChosenComparison::pairs));
    }
}
