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

    private static final int IN_THE_REPOSITORY = 6;
    private static final double CORRELATION = 0.9999;

    /** A few small files that are part of the repository. */
    @TestFactory
    Stream<DynamicTest> filesInTheRepository() throws IOException {
        return files(Path.of("src/test/resources/reference/foreign"), IN_THE_REPOSITORY);
    }

    @TestFactory
    Stream<DynamicTest> filesOfAllExporters() throws IOException {
        return files(Shared.path("reference/foreign"), FILES);
    }

    private static Stream<DynamicTest> files(Path folder, int count) throws IOException {
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
        assertEquals(count, tests.size());
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
            double logits = close(expected.values(), flat(network.logits(x)), "logits");
            Gradients gradients = network.gradients(x, TOP);
            close(expected.values(), flat(gradients.logits()), "logits with gradient");
            Tensor gradient = NpyFile.read(data.resolve("input_gradient.npy"));
            close(gradient.values(), gradients.values().values(), "gradient");
            double correlation =
                    correlation(gradient.values(), gradients.values().values());
            assertTrue(correlation > CORRELATION, "gradient correlates with " + correlation);
            batches(network, x, expected);
            double[] worst = {0, 1, 0};
            for (JsonElement element : about.getAsJsonArray("layers")) {
                layer(folder, graph, network, x, element.getAsJsonObject(), format, worst);
            }
            System.out.printf(
                    "%-36s logits %.1e, gradient r %.6f, %.0f layers: values %.1e, gradient r %.6f; CAM layer %s%n",
                    format.get("file").getAsString(),
                    logits,
                    correlation,
                    worst[2],
                    worst[0],
                    worst[1],
                    graph.defaultCamLayer().orElseThrow());
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
            Path folder,
            Graph graph,
            TorchNetwork network,
            Tensor x,
            JsonObject layer,
            JsonObject format,
            double[] worst) {
        String name = layer.get("layer").getAsString();
        Tensor activation = NpyFile.read(folder.resolve(layer.get("activation").getAsString()));
        Tensor gradient = NpyFile.read(folder.resolve(layer.get("gradient").getAsString()));
        for (String value : names(name, format)) {
            Layer found = graph.layer(value)
                    .orElseThrow(() -> new AssertionError("no layer " + value + " in " + graph.layers()));
            LayerPass pass = network.layers(x, List.of(found), TOP).getFirst();
            double values = close(activation.values(), pass.activation().values(), name + " activation");
            double correlation = correlation(gradient.values(), pass.gradient().values());
            assertTrue(correlation > CORRELATION, name + " gradient correlates with " + correlation);
            worst[0] = Math.max(worst[0], values);
            worst[1] = Math.min(worst[1], correlation);
            worst[2]++;
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

    /** Pearson's r. */
    private static double correlation(float[] x, float[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / (double) x.length;
            meanY += y[i] / (double) x.length;
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double close(float[] expected, float[] actual, String what) {
        double difference = difference(expected, actual);
        assertTrue(difference < TOLERANCE, what + " differs by " + difference);
        return difference;
    }
}
