package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.cli.Outcome.run;
import static org.lobescope.cli.SampleFiles.FRI;
import static org.lobescope.cli.SampleFiles.FRII;
import static org.lobescope.cli.SampleFiles.names;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of wrong arguments, files that are no images, and folders that cannot be written. */
class ExplainProblemsTest {
    @TempDir
    Path folder;

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
            assertEquals(2, outcome.code(), wrong + ": " + outcome.err());
            assertTrue(outcome.err().contains(wrong.getLast().replaceFirst(".*,", "")), outcome.err());
            assertEquals("", outcome.out());
        }
        assertEquals(2, run("explain").code(), "no file");
        Outcome mistyped = run("explian", FRI);
        assertEquals(2, mistyped.code());
        assertTrue(mistyped.err().contains("explain"), mistyped.err());
    }

    @Test
    void aMissingOrBrokenClassifierIsAProblem() throws IOException {
        for (String name : List.of("resnetz", "none.onnx")) {
            Outcome outcome = run("explain", FRI, "--classifier", name);
            assertEquals(1, outcome.code());
            assertTrue(outcome.err().contains(name), outcome.err());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
        }
        Path half = folder.resolve("half.onnx");
        byte[] whole = Files.readAllBytes(Path.of("models", "lenet.onnx"));
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        Outcome outcome = run("explain", FRI, "--classifier", half);
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("half.onnx"), outcome.err());
    }

    @Test
    void aFolderThatCannotBeMadeIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Outcome outcome = run("explain", FRI, "--methods", "grad-cam", "--maps", file.resolve("maps"));
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("could not be made"), outcome.err());
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
        assertEquals(1, outcome.code());
        for (String name : List.of("text.fits", "none.fits", "half.fits")) {
            assertEquals(
                    1,
                    outcome.err()
                            .lines()
                            .filter(line -> line.contains(name) && !line.startsWith("["))
                            .count(),
                    outcome.err());
        }
        assertFalse(outcome.err().contains("\tat "), outcome.err());
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
}
