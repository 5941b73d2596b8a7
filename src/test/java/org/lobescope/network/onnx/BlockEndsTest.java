package org.lobescope.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.Shared;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;

/** The layers that stand for all are found from the graph, whatever the names. */
class BlockEndsTest {
    @TempDir
    Path folder;

    private static List<String> ends(Path file) {
        return OnnxReader.read(file).blockEnds().stream().map(Layer::name).toList();
    }

    @Test
    void theBundledNetworks() {
        assertEquals(List.of("relu1", "relu2"), ends(Path.of("models/lenet.onnx")));
        assertEquals(
                List.of(
                        "relu",
                        "stage1.0.relu2",
                        "stage1.1.relu2",
                        "stage2.0.relu2",
                        "stage2.1.relu2",
                        "stage3.0.relu2",
                        "stage3.1.relu2"),
                ends(Path.of("models/resnets.onnx")));
    }

    /** Nodes without names: a stem with pooling, a residual block, a convolution with normalization only. */
    @Test
    void aNetworkWithoutNames() throws IOException {
        Path file = folder.resolve("nameless.onnx");
        Files.write(
                file,
                TinyNetwork.of("n", 1, 8, 8)
                        .floats("w", List.of(1, 1, 1, 1), 1)
                        .floats("one", List.of(1), 1)
                        .node("Conv", List.of("x", "w"), "c0")
                        .node("Relu", List.of("c0"), "r0")
                        .node("MaxPool", List.of("r0"), "p0", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2))
                        .node("Conv", List.of("p0", "w"), "c1")
                        .node("Relu", List.of("c1"), "r1")
                        .node("Conv", List.of("r1", "w"), "c2")
                        .node("Add", List.of("c2", "p0"), "sum")
                        .node("Relu", List.of("sum"), "r2")
                        .node("Conv", List.of("r2", "w"), "c3")
                        .node("BatchNormalization", List.of("c3", "one", "one", "one", "one"), "b3")
                        .node("GlobalAveragePool", List.of("b3"), "g")
                        .node("Flatten", List.of("g"), "z")
                        .output("z", "n", 1)
                        .model()
                        .toByteArray());
        List<String> values =
                OnnxReader.read(file).blockEnds().stream().map(Layer::value).toList();
        assertEquals(List.of("r0", "r2", "b3"), values);
    }

    @ParameterizedTest
    @CsvSource({
        "vgg_bn, 6, features.2, features.20",
        "alexnet_like, 5, Relu, Relu_4",
        "sequential_five, 3, 2, 10",
        "resnet18_narrow, 9, relu, layer4.1.relu_1",
        "densenet, 8, features.relu0, Relu",
        "convnext, 9, features.0.1.LayerNormalization, features.5.1.Add",
        "mobilenet_v3_small, 13, features.0.2, features.12.2",
        "efficientnet, 12, features.0.2, features.8.2",
    })
    void otherArchitectures(String name, int count, String first, String last) {
        List<String> ends = ends(Shared.path("reference/foreign/" + name + "/legacy.onnx"));
        assertEquals(count, ends.size(), ends.toString());
        assertEquals(first, ends.getFirst());
        assertEquals(last, ends.getLast());
    }

    /** An invariant: in the order of computation, with maps, and the default among them. */
    @Test
    void theDefaultLayerIsAmongThem() throws IOException {
        try (Stream<Path> files = Files.walk(Shared.path("reference/foreign"))) {
            for (Path file : files.filter(f -> f.endsWith("legacy.onnx") || f.endsWith("dynamo.onnx"))
                    .toList()) {
                Graph graph = OnnxReader.read(file);
                List<Layer> ends = graph.blockEnds();
                assertTrue(ends.contains(graph.defaultCamLayer().orElseThrow()), file + ": " + ends);
                assertTrue(ends.stream().allMatch(Layer::spatial), file.toString());
                assertEquals(graph.layers().stream().filter(ends::contains).toList(), ends, file.toString());
            }
        }
    }
}
