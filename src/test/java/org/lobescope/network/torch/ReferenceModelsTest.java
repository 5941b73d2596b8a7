package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.Shared;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.NpyFile;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.OnnxReader;

/** The three networks of the reference material give the numbers that PyTorch gives. */
class ReferenceModelsTest {
    private static final List<String> IMAGES = List.of("fri", "frii", "frii_unclipped", "random");

    /** The logit of one class. */
    record Logit(int index) implements Score {
        @Override
        public double value(float[] logits) {
            return logits[index];
        }

        @Override
        public float[] slope(float[] logits) {
            float[] slope = new float[logits.length];
            slope[index] = 1;
            return slope;
        }
    }

    static int top(float[] logits) {
        int top = 0;
        for (int i = 1; i < logits.length; i++) {
            top = logits[i] > logits[top] ? i : top;
        }
        return top;
    }

    /** The largest difference divided by the largest magnitude of what is expected. */
    static double difference(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, "size");
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double d = Math.abs((double) expected[i] - actual[i]);
            difference = Math.max(difference, Double.isNaN(d) ? Double.POSITIVE_INFINITY : d);
        }
        return difference / (largest == 0 ? 1 : largest);
    }

    @ParameterizedTest
    @CsvSource({"toy,toy", "toy-folded,toy", "lenet,lenet", "resnets,resnets", "resnets-folded,resnets"})
    void logitsAndGradientsAreTheGoldenOnes(String file, String model) {
        Graph graph = OnnxReader.read(Shared.path("reference/models/" + file + ".onnx"));
        for (String image : IMAGES) {
            Path golden = Shared.path("reference/golden").resolve(model).resolve(image);
            if (!Files.exists(golden)) {
                continue;
            }
            Tensor x = NpyFile.read(golden.resolve("input.npy"));
            float[] expected = NpyFile.read(golden.resolve("logits.npy")).values();
            x = new Tensor(
                    graph.at(x.axis(x.shape().length - 2), x.axis(x.shape().length - 1))
                            .input()
                            .batch(1),
                    x.values());
            try (TorchNetwork network = new TorchNetwork(graph.at(x.axis(2), x.axis(3)))) {
                assertTrue(difference(expected, network.logits(x)[0]) < 1e-5, file + " " + image);
                Gradients g = network.gradients(x, new Logit(top(expected)));
                assertTrue(difference(expected, g.logits()[0]) < 1e-5);
                double d = difference(
                        NpyFile.read(golden.resolve("vanilla_gradient-logit.npy"))
                                .values(),
                        g.values().values());
                System.out.println(file + " " + image + " gradient differs by " + d);
                // On clipped sky lenet's pooling windows tie, and which pixel wins is not defined.
                boolean tied = model.equals("lenet") && !image.equals("frii_unclipped");
                assertTrue(tied || d < 5e-5, file + " " + image + ": " + d);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"toy", "lenet", "resnets"})
    void layersAreThoseOfTheCard(String model) throws IOException {
        Graph graph = OnnxReader.read(Shared.path("reference/models/" + model + ".onnx"));
        JsonObject card = JsonParser.parseString(Files.readString(Shared.path("reference/models/" + model + ".json")))
                .getAsJsonObject();
        for (JsonElement element : card.getAsJsonArray("layers")) {
            JsonObject layer = element.getAsJsonObject();
            if (layer.getAsJsonArray("shape").size() != 4) {
                continue;
            }
            String name = layer.get("layer").getAsString();
            String value = layer.get("onnx").getAsString();
            if (name.endsWith("down") && !value.contains("down")) {
                continue; // an nn.Identity leaves no trace in the file
            }
            assertEquals(value, graph.layer(name).orElseThrow().value(), name);
        }
        Layer cam = graph.layer(card.get("default_cam_layer").getAsString()).orElseThrow();
        assertEquals(cam, graph.defaultCamLayer().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"toy,48,64", "lenet,150,150", "resnets,150,150"})
    void allLayersAtOnceAreEachLayerAlone(String model, int height, int width) {
        Graph graph = OnnxReader.read(Shared.path("reference/models/" + model + ".onnx"))
                .at(height, width);
        java.util.Random random = new java.util.Random(1);
        float[] values = new float[3 * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Tensor x = new Tensor(new int[] {3, 1, height, width}, values);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            Score score = new Logit(1);
            float[][] logits = network.logits(x);
            List<LayerPass> all = network.layers(x, graph.layers(), score);
            List<Float> flat = new ArrayList<>();
            for (LayerPass pass : all) {
                LayerPass alone =
                        network.layers(x, List.of(pass.layer()), score).getFirst();
                assertTrue(difference(
                                alone.activation().values(), pass.activation().values())
                        < 2e-5);
                assertTrue(difference(alone.gradient().values(), pass.gradient().values()) < 2e-5);
                float[][] again = network.logitsFrom(pass.layer(), pass.activation(), x);
                for (int n = 0; n < logits.length; n++) {
                    assertTrue(difference(logits[n], pass.logits()[n]) < 1e-5);
                    assertTrue(
                            difference(logits[n], again[n]) < 2e-5, pass.layer().name());
                    flat.add(again[n][0]);
                }
            }
            assertTrue(flat.size() >= 3 * 4);
        }
    }
}
