package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.Problems;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.NpyFile;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.file.ModelFile;

/**
 * TorchScript files that no importer can make a graph of, run by PyTorch itself. The files and what they answer were made
 * by {@code src/test/resources/org/lobescope/network/programs/make_programs.py}.
 */
class ScriptProgramTest {
    static final Path FOLDER = Path.of("src/test/resources/org/lobescope/network/programs");
    private static final ImageShape ANY = new ImageShape(0, 0, 0);

    private static Graph read(String name, ImageShape expected) {
        return ModelFile.read(FOLDER.resolve(name + ".pt"), expected, new TorchScriptTrial());
    }

    private static Tensor array(String name) {
        return NpyFile.read(FOLDER.resolve(name + ".npy"));
    }

    /** The largest logit of each image. */
    private static final Score TOP = new Score() {
        @Override
        public double value(float[] logits) {
            return logits[top(logits)];
        }

        @Override
        public float[] slope(float[] logits) {
            float[] slope = new float[logits.length];
            slope[top(logits)] = 1;
            return slope;
        }

        private static int top(float[] logits) {
            int top = 0;
            for (int i = 1; i < logits.length; i++) {
                top = logits[i] > logits[top] ? i : top;
            }
            return top;
        }
    };

    @Test
    void whatDecidesByPixelsAnswersAsInPython() {
        Graph graph = read("gated", new ImageShape(1, 24, 24));
        assertEquals(new ImageShape(1, 24, 24), graph.input());
        assertEquals(2, graph.logitCount());
        assertEquals(132, graph.origin().parameters());
        try (TorchNetwork network = new TorchNetwork(graph)) {
            Tensor x = array("gated.input");
            Gradients gradients = network.gradients(x, TOP);
            assertArrayEquals(array("gated.output").values(), flat(gradients.logits()), 1e-5f);
            assertArrayEquals(
                    array("gated.gradient").values(), gradients.values().values(), 1e-5f);
            assertArrayEquals(array("gated.output").values(), flat(network.logits(x)), 1e-5f);
        }
    }

    @Test
    void probabilitiesAreTakenBackToLogits() {
        Graph graph = read("fourier", ANY);
        assertEquals(new ImageShape(1, 16, 20), graph.input());
        assertEquals(3, graph.logitCount());
        try (TorchNetwork network = new TorchNetwork(graph)) {
            Gradients gradients = network.gradients(array("fourier.input"), TOP);
            float[] logarithms = array("fourier.output").values();
            for (int i = 0; i < logarithms.length; i++) {
                logarithms[i] = (float) Math.log(logarithms[i]);
            }
            assertArrayEquals(logarithms, flat(gradients.logits()), 1e-5f);
            assertArrayEquals(
                    array("fourier.gradient").values(), gradients.values().values(), 1e-6f);
        }
    }

    @Test
    void itHasNoLayersAndSaysWhy() {
        Graph graph = read("gated", ANY);
        assertTrue(graph.layers().isEmpty());
        assertTrue(graph.blockEnds().isEmpty());
        assertEquals(Optional.empty(), graph.defaultCamLayer());
        String reason = graph.closed().orElseThrow().reason();
        assertTrue(reason.matches("in line \\d+ of .*, the network decides by the values of pixels .*"), reason);
        assertTrue(read("fourier", ANY).closed().orElseThrow().reason().contains("fft_rfft2"));
    }

    @Test
    void theSameFileIsTheSameNetwork() {
        assertEquals(read("gated", ANY).fingerprint(), read("gated", ANY).fingerprint());
        assertEquals(List.of(FOLDER.resolve("gated.pt")), read("gated", ANY).files());
    }

    @Test
    void withoutATrialTheImporterSaysWhatToDo() {
        String sentence = Problems.sentence(() -> ModelFile.read(FOLDER.resolve("gated.pt")));
        assertTrue(sentence.contains("export it as ONNX"), sentence);
    }

    @Test
    void whatWritesFilesIsNotRun() {
        String sentence = Problems.sentence(() -> read("writes", ANY));
        assertTrue(sentence.contains("'save'"), sentence);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void nothingIsLeftBehind(int runs) {
        Graph graph = read("gated", new ImageShape(1, 24, 24));
        try (TorchNetwork network = new TorchNetwork(graph)) {
            Tensor x = array("gated.input");
            network.gradients(x, TOP);
            int before = network.managed();
            for (int i = 0; i < runs; i++) {
                network.gradients(x, TOP);
                network.logits(x);
            }
            assertEquals(before, network.managed());
        }
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return Arrays.copyOf(flat, flat.length);
    }
}
