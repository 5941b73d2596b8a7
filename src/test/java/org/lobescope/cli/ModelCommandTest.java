package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.network.NpyFile;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;
import picocli.CommandLine;

class ModelCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path model = Path.of("");

    /** y = relu(2 x), logits (mean of the first row, mean of the second). */
    @BeforeEach
    void writeNetwork() throws IOException {
        model = Files.write(
                folder.resolve("rows.onnx"),
                TinyNetwork.of("n", 1, 2, "w")
                        .floats("k", List.of(1, 1, 1, 1), 2)
                        .named("/conv/Conv", "Conv", List.of("x", "k"), List.of("c"))
                        .named("/relu/Relu", "Relu", List.of("c"), List.of("r"))
                        .node("ReduceMean", List.of("r"), "m", "axes", List.of(3), "keepdims", 0)
                        .node("Flatten", List.of("m"), "z")
                        .output("z", "n", 2)
                        .model()
                        .toByteArray());
        NpyFile.write(
                folder.resolve("x.npy"), new Tensor(new int[] {2, 1, 2, 2}, new float[] {1, -1, 2, 4, 3, 5, 0, 1}));
    }

    private int run(String... arguments) {
        return new CommandLine(new ModelCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, command, result) -> {
                    command.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Test
    void inspectListsTheLayers() {
        assertEquals(0, run("inspect", model.toString(), "--size", "2x6"));
        String text = out.toString();
        assertTrue(text.contains("1 x 2 x 6"), text);
        assertTrue(text.contains("ONNX opset 17, tests"), text);
        assertTrue(text.matches("(?s).*relu\\s+Relu\\s+1 x 2 x 6.*"), text);
        assertTrue(text.matches("(?s).*Parameters\\s+1\\R.*"), text);
        assertTrue(text.matches("(?s).*CAM layer\\s+relu \\(2 x 6\\).*"), text);
        assertEquals(2, run("inspect", model.toString(), "--size", "large"));
        assertEquals(1, run("inspect", model.toString(), "--size", "3x3"));
        assertTrue(err.toString().contains("2 x"), err.toString());
    }

    @Test
    void runWritesWhatTheNetworkGives() {
        Path to = folder.resolve("new/place");
        assertEquals(
                0,
                run("run", model.toString(), "--input", folder.resolve("x.npy").toString(), "--out", to.toString()));
        assertArrayEquals(
                new float[] {1, 6, 8, 1}, NpyFile.read(to.resolve("logits.npy")).values(), 1e-6f);
        assertArrayEquals(
                new int[] {2, 2}, NpyFile.read(to.resolve("logits.npy")).shape());
        // The top class of the first image is row 1, of the second row 0.
        Tensor gradient = NpyFile.read(to.resolve("gradient.npy"));
        assertArrayEquals(new int[] {2, 1, 2, 2}, gradient.shape());
        assertArrayEquals(new float[] {0, 0, 1, 1, 1, 1, 0, 0}, gradient.values(), 1e-6f);
        Tensor activation = NpyFile.read(to.resolve("activation.npy"));
        assertArrayEquals(new float[] {2, 0, 4, 8, 6, 10, 0, 2}, activation.values(), 1e-6f);
        Tensor slope = NpyFile.read(to.resolve("activation_gradient.npy"));
        assertArrayEquals(new float[] {0, 0, 0.5f, 0.5f, 0.5f, 0.5f, 0, 0}, slope.values(), 1e-6f);
    }

    @Test
    void runLooksAtTheClassAndLayerThatAreAskedFor() {
        Path to = folder.resolve("out");
        NpyFile.write(folder.resolve("one.npy"), new Tensor(new int[] {2, 2}, new float[] {1, -1, 2, 4}));
        assertEquals(
                0,
                run(
                        "run",
                        model.toString(),
                        "--input",
                        folder.resolve("one.npy").toString(),
                        "--class",
                        "0",
                        "--layer",
                        "conv",
                        "--out",
                        to.toString()));
        assertArrayEquals(
                new float[] {1, 0, 0, 0},
                NpyFile.read(to.resolve("gradient.npy")).values(),
                1e-6f);
        assertArrayEquals(
                new float[] {2, -2, 4, 8},
                NpyFile.read(to.resolve("activation.npy")).values(),
                1e-6f);
        assertArrayEquals(
                new float[] {0.5f, 0, 0, 0},
                NpyFile.read(to.resolve("activation_gradient.npy")).values(),
                1e-6f);
    }

    @Test
    void mistakesAreSaidInOneSentence() {
        String x = folder.resolve("x.npy").toString();
        String to = folder.resolve("out").toString();
        expect("no layer 'x7'", "run", model.toString(), "--input", x, "--layer", "x7", "--out", to);
        expect("--class must be 0 to 1", "run", model.toString(), "--input", x, "--class", "2", "--out", to);
        NpyFile.write(folder.resolve("rgb.npy"), new Tensor(new int[] {1, 3, 2, 2}, new float[12]));
        expect(
                "takes 1 x 2",
                "run",
                model.toString(),
                "--input",
                folder.resolve("rgb.npy").toString(),
                "--out",
                to);
        expect("There is no file", "inspect", folder.resolve("absent.onnx").toString());
        assertEquals(2, run());
    }

    private void expect(String part, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(1, run(arguments));
        assertTrue(err.toString().contains(part), err.toString());
    }
}
