package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Shared;
import org.lobescope.explain.MethodId;
import org.lobescope.network.NpyFile;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;
import picocli.CommandLine;

/** The command from end to end, with the bundled classifiers on the simulated samples. */
class ExplainCommandTest {
    private static final Path SAMPLES = Path.of("assets", "samples");
    private static final String FRI = SAMPLES.resolve("fri.fits").toString();
    private static final String FRII = SAMPLES.resolve("frii.fits").toString();

    @TempDir
    Path folder;

    /** What a run of the program said. */
    private record Outcome(int code, String out, String err) {}

    private static Outcome run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] words = Stream.of(args).map(Object::toString).toArray(String[]::new);
        return new Outcome(line.execute(words), out.toString(), err.toString());
    }

    @Test
    void printsATableOfAllTenMethods() {
        Outcome outcome = run("explain", FRII, "--classifier", "lenet");
        assertEquals(0, outcome.code, outcome.err);
        assertEquals("", outcome.err);
        assertTrue(outcome.out.contains("explained: FRII"), outcome.out);
        for (MethodId id : MethodId.values()) {
            assertTrue(outcome.out.contains("  " + id.title() + " "), id.title());
        }
    }

    @Test
    void writesMapsWithTheirNumbers() throws IOException {
        Outcome outcome = run(
                "explain", FRII, "--classifier", "resnets", "--methods", "grad-cam,vanilla-gradient", "--maps", folder);
        assertEquals(0, outcome.code, outcome.err);
        assertEquals(List.of("explanations.json", "frii.grad-cam.fits", "frii.vanilla-gradient.fits"), names(folder));
        JsonObject all = json();
        assertEquals("resnets", all.get("classifier").getAsString());
        assertEquals("reference", all.get("preset").getAsString());
        for (String key : List.of("lobescope", "djl", "pytorch")) {
            assertTrue(all.get(key).getAsString().matches("\\d+\\.\\d+\\.\\d+.*"), key);
        }
        JsonObject image = all.getAsJsonArray("images").get(0).getAsJsonObject();
        assertEquals(FRII, image.get("file").getAsString());
        assertEquals("FRII", image.get("class").getAsString());
        assertTrue(image.getAsJsonObject("probabilities").get("FRII").getAsDouble() > 0.98);
        assertEquals(2, image.getAsJsonArray("logits").size());
        JsonArray methods = image.getAsJsonArray("methods");
        assertEquals(2, methods.size());
        for (int i = 0; i < 2; i++) {
            JsonObject method = methods.get(i).getAsJsonObject();
            RadioImage map = ImageReader.read(folder.resolve(method.get("map").getAsString()));
            assertEquals(150, map.width());
            float max = Float.NEGATIVE_INFINITY;
            double sum = 0;
            for (float value : map.pixels()) {
                max = Math.max(max, value);
                sum += value;
            }
            assertEquals(max, method.get("max").getAsDouble(), 0);
            assertEquals(sum, method.get("sum").getAsDouble(), 1e-6 * Math.abs(sum));
            assertTrue(method.get("seconds").getAsDouble() > 0);
        }
        assertEquals("logit", methods.get(0).getAsJsonObject().get("target").getAsString());
        assertTrue(methods.get(0).getAsJsonObject().get("layer").isJsonNull());
        assertTrue(methods.get(1).getAsJsonObject().get("layer").getAsString().startsWith("stage3"));
    }

    @Test
    void mapsAreThoseOfTheReference() {
        Path golden = Shared.path("reference/golden/resnets/frii");
        Path picture = Shared.path("reference/images/frii.png");
        Outcome outcome = run(
                "explain",
                picture,
                "--classifier",
                "resnets",
                "--methods",
                "grad-cam,vanilla-gradient",
                "--maps",
                folder);
        assertEquals(0, outcome.code, outcome.err);
        assertArrayEquals(
                NpyFile.read(golden.resolve("gradcam-stage3-half_pixel.npy")).values(),
                ImageReader.read(folder.resolve("frii.grad-cam.fits")).pixels(),
                2e-5f * 0.07f);
        assertArrayEquals(
                NpyFile.read(golden.resolve("vanilla_gradient-logit.npy")).values(),
                ImageReader.read(folder.resolve("frii.vanilla-gradient.fits")).pixels(),
                5e-5f * 0.07f);
    }

    @Test
    void oneBadFileDoesNotStopTheRest() throws IOException {
        Path text = folder.resolve("text.fits");
        Files.writeString(text, "SIMPLY no image");
        Path half = folder.resolve("half.fits");
        byte[] whole = Files.readAllBytes(Path.of(FRI));
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        Path maps = folder.resolve("maps");
        Outcome outcome = run(
                "explain", text, FRI, folder.resolve("none.fits"), half, FRII, "--methods", "grad-cam", "--maps", maps);
        assertEquals(1, outcome.code);
        for (String name : List.of("text.fits", "none.fits", "half.fits")) {
            assertEquals(
                    1,
                    outcome.err
                            .lines()
                            .filter(line -> line.contains(name) && !line.startsWith("["))
                            .count(),
                    outcome.err);
        }
        assertFalse(outcome.err.contains("\tat "), outcome.err);
        assertEquals(List.of("explanations.json", "fri.grad-cam.fits", "frii.grad-cam.fits"), names(maps));
        JsonArray images = JsonParser.parseString(Files.readString(maps.resolve("explanations.json")))
                .getAsJsonObject()
                .getAsJsonArray("images");
        assertEquals(5, images.size());
        List<Boolean> failed = images.asList().stream()
                .map(image -> image.getAsJsonObject().has("failure"))
                .toList();
        assertEquals(List.of(true, false, true, true, false), failed);
    }

    @Test
    void imagesOfTheSameNameDoNotOverwriteOneAnother() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("other")).resolve("fri.fits");
        Files.copy(Path.of(FRII), copy);
        Path maps = folder.resolve("maps");
        Path panel = folder.resolve("figures").resolve("panel.png");
        Outcome outcome = run("explain", FRI, copy, "--methods", "grad-cam", "--maps", maps, "--panel", panel);
        assertEquals(0, outcome.code, outcome.err);
        assertEquals(List.of("explanations.json", "fri-2.grad-cam.fits", "fri.grad-cam.fits"), names(maps));
        assertEquals(List.of("panel-fri-2.png", "panel-fri.png"), names(panel.resolveSibling("")));
        BufferedImage figure =
                ImageIO.read(panel.resolveSibling("panel-fri.png").toFile());
        assertTrue(figure.getWidth() >= 1000 && figure.getHeight() >= 300);
    }

    @Test
    void theFigureOfOneImageHasTheNameThatWasAskedFor() throws IOException {
        Path panel = folder.resolve("panel.png");
        Outcome outcome = run("explain", FRI, "--methods", "grad-cam,smoothgrad", "--panel", panel);
        assertEquals(0, outcome.code, outcome.err);
        assertEquals(List.of("panel.png"), names(folder));
        assertFalse(outcome.out.contains("METHOD"), "no table beside files");
    }

    @Test
    void classTargetLayerPresetAndOptionsAreObeyed() throws IOException {
        Outcome outcome = run(
                "explain",
                FRII,
                "--classifier",
                "lenet",
                "--methods",
                "grad-cam,smoothgrad",
                "--class",
                "fri",
                "--target",
                "Difference",
                "--layer",
                "conv2",
                "--preset",
                "paper",
                "--option",
                "smoothgrad.samples=3",
                "--maps",
                folder);
        assertEquals(0, outcome.code, outcome.err);
        JsonObject image = json().getAsJsonArray("images").get(0).getAsJsonObject();
        assertEquals("FRI", image.get("class").getAsString());
        assertEquals("FRII", image.get("predicted_class").getAsString());
        assertEquals("paper", json().get("preset").getAsString());
        JsonObject smooth = image.getAsJsonArray("methods").get(0).getAsJsonObject();
        assertEquals("difference", smooth.get("target").getAsString());
        assertEquals(3, smooth.getAsJsonObject("options").get("samples").getAsInt());
        JsonObject cam = image.getAsJsonArray("methods").get(1).getAsJsonObject();
        assertEquals("conv2", cam.get("layer").getAsString());
    }

    @Test
    void argumentsThatMakeNoSenseAreToldBeforeAnythingIsComputed() {
        for (List<String> wrong : List.of(
                List.of("--methods", "grad-cam,gradcam"),
                List.of("--class", "FRIII"),
                List.of("--layer", "conv99"),
                List.of("--preset", "best"),
                List.of("--target", "z"),
                List.of("--panel", "figure.gif"),
                List.of("--option", "smoothgrad=3"),
                List.of("--colour"))) {
            Object[] args =
                    Stream.concat(Stream.of("explain", FRI), wrong.stream()).toArray();
            Outcome outcome = run(args);
            assertEquals(2, outcome.code, wrong + ": " + outcome.err);
            assertTrue(outcome.err.contains(wrong.getLast().replaceFirst(".*,", "")), outcome.err);
            assertEquals("", outcome.out);
        }
        assertEquals(2, run("explain").code, "no file");
        Outcome mistyped = run("explian", FRI);
        assertEquals(2, mistyped.code);
        assertTrue(mistyped.err.contains("explain"), mistyped.err);
    }

    @Test
    void aMissingOrBrokenClassifierIsAProblem() throws IOException {
        for (String name : List.of("resnetz", "none.onnx")) {
            Outcome outcome = run("explain", FRI, "--classifier", name);
            assertEquals(1, outcome.code);
            assertTrue(outcome.err.contains(name), outcome.err);
            assertEquals(1, outcome.err.lines().count(), outcome.err);
        }
        Path half = folder.resolve("half.onnx");
        byte[] whole = Files.readAllBytes(Path.of("models", "lenet.onnx"));
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        Outcome outcome = run("explain", FRI, "--classifier", half);
        assertEquals(1, outcome.code);
        assertTrue(outcome.err.contains("half.onnx"), outcome.err);
    }

    @Test
    void aFolderThatCannotBeMadeIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Outcome outcome = run("explain", FRI, "--methods", "grad-cam", "--maps", file.resolve("maps"));
        assertEquals(1, outcome.code);
        assertTrue(outcome.err.contains("could not be made"), outcome.err);
    }

    @Test
    void theTableHasTheNumbersOfTheMaps() throws IOException {
        Path table = folder.resolve("results").resolve("table.csv");
        Path maps = folder.resolve("maps");
        Outcome outcome =
                run("explain", SAMPLES, "--methods", "grad-cam,vanilla-gradient", "--maps", maps, "--table", table);
        assertEquals(0, outcome.code, outcome.err);
        assertEquals(
                List.of("10 images done: see " + table), outcome.out.lines().toList());
        List<String> lines = Files.readAllLines(table);
        assertEquals(11, lines.size());
        List<String> columns = List.of(lines.getFirst().split(","));
        assertEquals(columns.size(), Set.copyOf(columns).size());
        List<String> classes = new ArrayList<>();
        for (String line : lines.subList(1, 11)) {
            Map<String, String> row = new HashMap<>();
            // Only the notes have commas in them.
            String[] fields = line.replaceFirst(",\"[^\"]*\",", ",,").split(",", -1);
            assertEquals(columns.size(), fields.length, line);
            for (int i = 0; i < fields.length; i++) {
                row.put(columns.get(i), fields[i]);
            }
            RadioImage image = ImageReader.read(Path.of(row.get("image")));
            classes.add(row.get("class"));
            double p = Double.parseDouble(row.get("p_" + row.get("class")));
            assertEquals(p, Double.parseDouble(row.get("probability")), 0);
            assertEquals(1, Double.parseDouble(row.get("p_FRI")) + Double.parseDouble(row.get("p_FRII")), 1e-12);
            for (String method : List.of("vanilla-gradient", "grad-cam")) {
                String column = method.replace('-', '_') + "_";
                RadioImage map = ImageReader.read(maps.resolve(row.get("name") + "." + method + ".fits"));
                int peak = 0;
                float max = Float.NEGATIVE_INFINITY;
                double sum = 0;
                double all = 0;
                double inside = 0;
                // Another survey's pixels: the map lies on a cut-out of as much sky, resampled.
                int side = (int) Math.round(150
                        * map.wcs().orElseThrow().scale()
                        / image.wcs().orElseThrow().scale());
                double step = side / 150.0;
                int offset = (image.width() - side) / 2;
                double limit = threeSigma(image.pixels());
                for (int i = 0; i < map.pixels().length; i++) {
                    float value = map.pixels()[i];
                    // The gradient has a sign: its magnitude counts; Grad-CAM has none.
                    peak = Math.abs(value) > Math.abs(map.pixels()[peak]) ? i : peak;
                    max = Math.max(max, value);
                    sum += value;
                    all += Math.abs(value);
                    inside += image.at(
                                            offset + (int) ((i % map.width() + 0.5) * step),
                                            offset + (int) ((i / map.width() + 0.5) * step))
                                    > limit
                            ? Math.abs(value)
                            : 0;
                }
                int x = (int) Math.rint(offset + (peak % map.width() + 0.5) * step - 0.5);
                int y = (int) Math.rint(offset + (peak / map.width() + 0.5) * step - 0.5);
                assertEquals(max, Float.parseFloat(row.get(column + "max")), 0);
                assertEquals(sum, Double.parseDouble(row.get(column + "sum")), 1e-9 * all);
                assertEquals(x, Integer.parseInt(row.get(column + "peak_x")));
                assertEquals(y, Integer.parseInt(row.get(column + "peak_y")));
                SkyPosition sky =
                        image.wcs().orElseThrow().toSky(new PixelPosition(x, y)).orElseThrow();
                assertEquals(sky.longitude(), Double.parseDouble(row.get(column + "peak_ra")), 1e-7);
                assertEquals(sky.latitude(), Double.parseDouble(row.get(column + "peak_dec")), 1e-7);
                assertEquals(inside / all, Double.parseDouble(row.get(column + "in_source")), 1e-9);
                assertTrue(inside > 0 && inside < all);
            }
        }
        assertEquals(List.of("FRI", "FRII", "FRI", "FRII", "FRII", "FRI", "FRI", "FRI", "FRII", "FRII"), classes);
    }

    /** The median and three times the deviation of what is left after clipping at 3 sigma, written once more. */
    private static double threeSigma(float[] pixels) {
        List<Double> kept = new ArrayList<>();
        for (float pixel : pixels) {
            kept.add((double) pixel);
        }
        double median = 0;
        double deviation = 0;
        for (int round = 0; round <= 5; round++) {
            List<Double> sorted = kept.stream().sorted().toList();
            int n = sorted.size();
            median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
            double mean = sorted.stream().mapToDouble(v -> v).average().orElseThrow();
            deviation = Math.sqrt(
                    sorted.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / n);
            double low = median - 3 * deviation;
            double high = median + 3 * deviation;
            kept = sorted.stream().filter(v -> v >= low && v <= high).toList();
        }
        return median + 3 * deviation;
    }

    @Test
    void aJobThatWasStoppedGoesOnAndAnotherJobIsRefused() throws IOException {
        Path maps = folder.resolve("maps");
        Path table = folder.resolve("table.csv");
        Object[] files = {"--methods", "grad-cam", "--maps", maps, "--table", table};
        Outcome first = run(with(files, "explain", FRI));
        assertEquals(0, first.code, first.err);
        FileTime written = Files.getLastModifiedTime(maps.resolve("fri.grad-cam.fits"));
        Outcome second = run(with(files, "explain", FRI, FRII));
        assertEquals(0, second.code, second.err);
        assertTrue(second.out.contains("1 of 2 images were finished before"), second.out);
        assertEquals(written, Files.getLastModifiedTime(maps.resolve("fri.grad-cam.fits")));
        assertEquals(3, Files.readAllLines(table).size());

        String before = Files.readString(table);
        Outcome other = run(with(files, "explain", FRI, "--target", "probability"));
        assertEquals(2, other.code);
        assertTrue(other.err.contains("--restart"), other.err);
        assertEquals(before, Files.readString(table), "nothing is lost");
        Outcome restart = run(with(files, "explain", FRI, "--target", "probability", "--restart"));
        assertEquals(0, restart.code, restart.err);
        assertEquals(2, Files.readAllLines(table).size());
        Outcome done = run(with(files, "explain", FRI, "--target", "probability"));
        assertEquals(0, done.code);
        assertTrue(done.out.contains("1 of 1 image was finished before"), done.out);
        Files.delete(maps.resolve("fri.grad-cam.fits"));
        assertEquals(0, run(with(files, "explain", FRI, "--target", "probability")).code);
        assertTrue(Files.exists(maps.resolve("fri.grad-cam.fits")), "a map that is gone is made again");
        assertEquals(2, Files.readAllLines(table).size());
    }

    private static Object[] with(Object[] more, Object... args) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray();
    }

    @Test
    void mapsAndFiguresAmongTheImagesAreNotTakenForImages() throws IOException {
        Files.copy(Path.of(FRI), folder.resolve("fri.fits"));
        Files.copy(Path.of(FRII), folder.resolve("frii.fits"));
        Object[] command = {
            "explain", folder, "--methods", "grad-cam", "--maps", folder, "--panel", folder.resolve("figure.png")
        };
        assertEquals(0, run(command).code);
        Outcome again = run(command);
        assertEquals(0, again.code, again.err);
        assertTrue(again.out.contains("2 of 2 images were finished before"), again.out);
    }

    @Test
    void helpAndVersionAreThere() {
        Outcome version = run("--version");
        assertEquals(0, version.code);
        assertTrue(version.out.matches("(?s)Lobescope \\d+\\.\\d+\\.\\d+.*"), version.out);
        for (Object[] args : List.of(
                new Object[] {"--help"}, new Object[] {"explain", "--help"}, new Object[] {"help", "explain"})) {
            Outcome help = run(args);
            assertEquals(0, help.code);
            assertTrue(help.out.contains("Examples:"), help.out);
        }
        assertTrue(run("explain", "--help").out.contains("grad-cam-plus-plus"));
    }

    private JsonObject json() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("explanations.json")))
                .getAsJsonObject();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
