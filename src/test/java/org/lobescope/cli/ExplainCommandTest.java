package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.cli.Outcome.run;
import static org.lobescope.cli.SampleFiles.FRI;
import static org.lobescope.cli.SampleFiles.FRII;
import static org.lobescope.cli.SampleFiles.names;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Shared;
import org.lobescope.explain.MethodId;
import org.lobescope.network.NpyFile;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;

/** The command from end to end, with the bundled classifiers on the simulated samples. */
class ExplainCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsATableOfAllTenMethods() {
        Outcome outcome = run("explain", FRII, "--classifier", "lenet");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains("explained: FRII"), outcome.out());
        for (MethodId id : MethodId.values()) {
            assertTrue(outcome.out().contains("  " + id.title() + " "), id.title());
        }
    }

    @Test
    void writesMapsWithTheirNumbers() throws IOException {
        Outcome outcome = run(
                "explain", FRII, "--classifier", "resnets", "--methods", "grad-cam,vanilla-gradient", "--maps", folder);
        assertEquals(0, outcome.code(), outcome.err());
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
        assertEquals(0, outcome.code(), outcome.err());
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
    void imagesOfTheSameNameDoNotOverwriteOneAnother() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("other")).resolve("fri.fits");
        Files.copy(Path.of(FRII), copy);
        Path maps = folder.resolve("maps");
        Path panel = folder.resolve("figures").resolve("panel.png");
        Outcome outcome = run("explain", FRI, copy, "--methods", "grad-cam", "--maps", maps, "--panel", panel);
        assertEquals(0, outcome.code(), outcome.err());
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
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(List.of("panel.png"), names(folder));
        assertFalse(outcome.out().contains("METHOD"), "no table beside files");
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
        assertEquals(0, outcome.code(), outcome.err());
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
    void mapsAndFiguresAmongTheImagesAreNotTakenForImages() throws IOException {
        Files.copy(Path.of(FRI), folder.resolve("fri.fits"));
        Files.copy(Path.of(FRII), folder.resolve("frii.fits"));
        Object[] command = {
            "explain", folder, "--methods", "grad-cam", "--maps", folder, "--panel", folder.resolve("figure.png")
        };
        assertEquals(0, run(command).code());
        Outcome again = run(command);
        assertEquals(0, again.code(), again.err());
        assertTrue(again.out().contains("2 of 2 images were finished before"), again.out());
    }

    @Test
    void helpAndVersionAreThere() {
        Outcome version = run("--version");
        assertEquals(0, version.code());
        assertTrue(version.out().matches("(?s)Lobescope \\d+\\.\\d+\\.\\d+.*"), version.out());
        for (Object[] args : List.of(
                new Object[] {"--help"}, new Object[] {"explain", "--help"}, new Object[] {"help", "explain"})) {
            Outcome help = run(args);
            assertEquals(0, help.code());
            assertTrue(help.out().contains("Examples:"), help.out());
        }
        assertTrue(run("explain", "--help").out().contains("grad-cam-plus-plus"));
    }

    private JsonObject json() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("explanations.json")))
                .getAsJsonObject();
    }
}
