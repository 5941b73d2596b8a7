package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.network.torch.ReferenceModelsTest.difference;
import static org.lobescope.network.torch.ReferenceModelsTest.top;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lobescope.Shared;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.NpyFile;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.file.ModelFile;

/** Network files of all formats give the numbers that PyTorch gives. */
class ForeignModelsTest {
    /** The logit of each image's top class; a single logit as it is. */
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
    };

    /** The largest difference that is asked for, relative to the largest magnitude: eager PyTorch reaches 2e-5 itself. */
    private static final double TOLERANCE = 3e-5;

    /** ONNX 32, .pt2 27, TorchScript 31. */
    private static final int FILES = 90;

    @TestFactory
    Stream<DynamicTest> filesOfAllExporters() throws IOException {
        Path folder = Shared.path("reference/foreign");
        JsonObject manifest = JsonParser.parseString(Files.readString(folder.resolve("manifest.json")))
                .getAsJsonObject();
        JsonObject models = manifest.getAsJsonObject("models");
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonElement> model : models.entrySet()) {
            JsonObject about = model.getValue().getAsJsonObject();
            Map<String, JsonElement> formats =
                    new LinkedHashMap<>(about.getAsJsonObject("formats").asMap());
            for (String set : List.of("pt2-newer", "pt2-middle")) {
                JsonObject others = manifest.getAsJsonObject(set);
                if (others.has(model.getKey())) {
                    others.getAsJsonObject(model.getKey())
                            .getAsJsonObject("formats")
                            .asMap()
                            .forEach((kind, format) -> formats.put(set + kind, format));
                }
            }
            for (JsonElement format : formats.values()) {
                JsonObject f = format.getAsJsonObject();
                if (f.has("file") && !f.get("file").isJsonNull()) {
                    tests.add(DynamicTest.dynamicTest(
                            f.get("file").getAsString(), () -> check(folder, model.getKey(), about, f)));
                }
            }
        }
        assertEquals(FILES, tests.size());
        return tests.stream();
    }

    private static void check(Path folder, String model, JsonObject about, JsonObject format) {
        Path data = folder.resolve(model);
        Tensor x = NpyFile.read(data.resolve("input.npy"));
        // A scripted file does not tell the size of its images.
        ImageShape shape = new ImageShape(x.axis(1), x.axis(2), x.axis(3));
        Graph graph = ModelFile.read(folder.resolve(format.get("file").getAsString()), shape)
                .at(x.axis(2), x.axis(3));
        boolean inside = Files.exists(data.resolve("logits.npy"));
        Tensor expected = NpyFile.read(data.resolve(inside ? "logits.npy" : "output.npy"));
        assertEquals(about.get("classes").getAsInt(), graph.logitCount());
        try (TorchNetwork network = new TorchNetwork(graph)) {
            close(expected.values(), flat(network.logits(x)), "logits");
            Gradients gradients = network.gradients(x, TOP);
            close(expected.values(), flat(gradients.logits()), "logits with gradient");
            Tensor gradient = NpyFile.read(data.resolve("input_gradient.npy"));
            close(gradient.values(), gradients.values().values(), "gradient");
            batches(network, x, expected);
            for (JsonElement element : about.getAsJsonArray("layers")) {
                layer(folder, graph, network, x, element.getAsJsonObject(), format);
            }
            System.out.println(format.get("file").getAsString() + ": CAM layer "
                    + graph.defaultCamLayer().orElseThrow() + ", GAP head " + graph.hasGapLinearHead()
                    + ", max pooling " + graph.hasMaxPooling());
        }
    }

    /** Batches of 1 and of 3 images. */
    private static void batches(TorchNetwork network, Tensor x, Tensor expected) {
        int[] shape = x.shape().clone();
        shape[0] = 3;
        float[] three = Arrays.copyOf(x.values(), 3 * x.stride());
        System.arraycopy(x.values(), 0, three, 2 * x.stride(), x.stride());
        float[][] logits = network.logits(new Tensor(shape, three));
        close(expected.entry(0).values(), logits[0], "image 0 of 3");
        close(expected.entry(1).values(), logits[1], "image 1 of 3");
        close(expected.entry(0).values(), logits[2], "image 2 of 3");
        close(expected.entry(1).values(), network.logits(x.entry(1))[0], "one image");
    }

    private static void layer(
            Path folder, Graph graph, TorchNetwork network, Tensor x, JsonObject layer, JsonObject format) {
        String name = layer.get("layer").getAsString();
        Tensor activation = NpyFile.read(folder.resolve(layer.get("activation").getAsString()));
        Tensor gradient = NpyFile.read(folder.resolve(layer.get("gradient").getAsString()));
        for (String value : names(name, format)) {
            Layer found = graph.layer(value)
                    .orElseThrow(() -> new AssertionError("no layer " + value + " in " + graph.layers()));
            LayerPass pass = network.layers(x, List.of(found), TOP).getFirst();
            close(activation.values(), pass.activation().values(), name + " activation");
            close(gradient.values(), pass.gradient().values(), name + " gradient at " + value);
            close(flat(pass.logits()), flat(network.logitsFrom(found, pass.activation(), x)), name + " onwards");
        }
    }

    /** What a layer is called: its values in the file, and its module's path where the file keeps it. */
    private static List<String> names(String layer, JsonObject format) {
        List<String> names = new ArrayList<>();
        if (format.has("layer_tensors")) {
            format.getAsJsonObject("layer_tensors").getAsJsonArray(layer).forEach(v -> names.add(v.getAsString()));
        }
        String file = format.get("file").getAsString();
        boolean frozen = file.contains("frozen");
        if (!file.endsWith(".onnx") && !frozen) {
            // The third call of a module ends in _2; the fifth call of a function at the top is called as the function.
            names.add(layer.replace('@', '_').replaceFirst("^F\\.(\\w+)#", "$1_"));
        }
        return names;
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return flat;
    }

    private static void close(float[] expected, float[] actual, String what) {
        double difference = difference(expected, actual);
        assertTrue(difference < TOLERANCE, what + " differs by " + difference);
    }
}
