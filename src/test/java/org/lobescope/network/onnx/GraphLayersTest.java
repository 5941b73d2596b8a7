package org.lobescope.network.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;

/** The layers of a network: their names, their shapes, and what lies between the last one and the logits. */
class GraphLayersTest {
    @Test
    void layersHaveTheNamesOfTheirModules() {
        Graph graph = ResidualBlock.network().read().at(8, 10);
        assertEquals(
                List.of(
                        "stage.0.conv1",
                        "stage.0.relu",
                        "stage.0.conv2",
                        "stage.0.Add",
                        "stage.0.relu_1",
                        "pool",
                        "GlobalAveragePool",
                        "Flatten",
                        "head"),
                graph.layers().stream().map(Layer::name).toList());
        Layer conv = graph.layers().getFirst();
        assertEquals(new Layer("stage.0.conv1", "Conv", "c1", 2, 8, 10), conv);
        assertTrue(conv.spatial());
        assertFalse(graph.layer("GlobalAveragePool").orElseThrow().spatial());
        // A module is what its last node makes; nodes and values are found by name too.
        Layer last = graph.layer("stage.0.relu_1").orElseThrow();
        for (String name : List.of("stage", "stage.0", "r2", "/stage/stage.0/relu_1/Relu", "drop", "d")) {
            assertEquals(Optional.of(last), graph.layer(name), name);
        }
        assertEquals(Optional.empty(), graph.layer("stag"));
        assertEquals(last, graph.defaultCamLayer().orElseThrow());
        assertTrue(graph.hasMaxPooling());
        assertFalse(graph.hasGapLinearHead(), "max pooling comes between");
        assertEquals(3, graph.logitCount());
    }

    @Test
    void newerExportersNameModulesInMetadata() {
        Graph graph = TinyNetwork.of("n", 1, 8, 8)
                .random("w1", 1, 2, 1, 1, 1)
                .scoped("['', 'block', 'block.conv', 'conv2d']", "Conv", List.of("x", "w1"), "conv2d")
                .scoped("['', 'block', 'block.act', 'silu']", "Sigmoid", List.of("conv2d"), "sigmoid")
                .scoped("['', 'block', 'block.act', 'silu']", "Mul", List.of("conv2d", "sigmoid"), "silu")
                .scoped("['', 'block', 'block.act', 'silu_1']", "Sigmoid", List.of("silu"), "sigmoid_1")
                .scoped("['', 'block', 'block.act', 'silu_1']", "Mul", List.of("silu", "sigmoid_1"), "silu_1")
                .scoped("['', 'block', 'add_7']", "Add", List.of("silu_1", "conv2d"), "add_7")
                .scoped("['', 'relu']", "Relu", List.of("add_7"), "relu")
                .ints("axes", 2, 3)
                .scoped("['', 'mean']", "ReduceMean", List.of("relu", "axes"), "mean", "keepdims", 0)
                .output("mean", "n", 2)
                .read();
        assertEquals(
                List.of(
                        "block.conv",
                        "block.act.Sigmoid",
                        "block.act",
                        "block.act_1.Sigmoid",
                        "block.act_1",
                        "block.add_7",
                        "relu",
                        "mean"),
                graph.layers().stream().map(Layer::name).toList());
        assertEquals("add_7", graph.layer("block").orElseThrow().value());
        assertEquals("relu", graph.defaultCamLayer().orElseThrow().name());
    }

    @Test
    void layersWithMovedOrSplitChannels() {
        Graph graph = TinyNetwork.of("n", 1, 4, 6)
                .random("w1", 1, 6, 1, 1, 1)
                .node("Conv", List.of("x", "w1"), "c")
                .ints("five", -1, 3, 2, 4, 6)
                .node("Reshape", List.of("c", "five"), "group")
                .node("ReduceMax", List.of("group"), "strongest", "axes", List.of(2), "keepdims", 0)
                .node("Transpose", List.of("strongest"), "last", "perm", List.of(0, 2, 3, 1))
                .random("w2", 2, 3, 5)
                .node("MatMul", List.of("last", "w2"), "mixed")
                .node("ReduceMean", List.of("mixed"), "one", "axes", List.of(3), "keepdims", 0)
                .node("Flatten", List.of("one"), "z")
                .output("z", "n", 24)
                .read();
        assertEquals(6, graph.layer("group").orElseThrow().channels());
        assertEquals(3, graph.layer("strongest").orElseThrow().channels());
        assertEquals(
                new Layer("last", "Transpose", "last", 3, 4, 6),
                graph.layer("last").orElseThrow());
        assertEquals(
                new Layer("mixed", "MatMul", "mixed", 5, 4, 6),
                graph.layer("mixed").orElseThrow());
        assertEquals(1, graph.layer("one").orElseThrow().channels());
        // Whatever the order of axes in the file, a layer comes as N x K x h x w.
        float[] x = new float[2 * 24];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 7 - 3;
        }
        Tensor images = new Tensor(new int[] {2, 1, 4, 6}, x);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            List<Layer> both = List.of(
                    graph.layer("strongest").orElseThrow(), graph.layer("last").orElseThrow());
            var passes = network.layers(images, both, new Sum());
            assertArrayEquals(
                    passes.get(0).activation().values(),
                    passes.get(1).activation().values(),
                    1e-6f);
            assertArrayEquals(
                    passes.get(0).gradient().values(), passes.get(1).gradient().values(), 1e-6f);
            assertArrayEquals(new int[] {2, 3, 4, 6}, passes.get(1).activation().shape());
            for (Layer layer : graph.layers()) {
                var pass = network.layers(images, List.of(layer), new Sum()).getFirst();
                float[][] again = network.logitsFrom(layer, pass.activation(), images);
                assertArrayEquals(pass.logits()[1], again[1], 1e-5f, layer.name());
            }
        }
    }

    /** The sum of all logits. */
    private record Sum() implements org.lobescope.network.Score {
        @Override
        public double value(float[] logits) {
            double sum = 0;
            for (float z : logits) {
                sum += z;
            }
            return sum;
        }

        @Override
        public float[] slope(float[] logits) {
            float[] slope = new float[logits.length];
            java.util.Arrays.fill(slope, 1);
            return slope;
        }
    }

    @Test
    void globalAveragePoolingIntoALinearLayerIsSeen() {
        for (boolean convolution : new boolean[] {false, true}) {
            TinyNetwork network = TinyNetwork.of("n", 1, 8, 8)
                    .random("w1", 1, 4, 1, 3, 3)
                    .node("Conv", List.of("x", "w1"), "c")
                    .node("Relu", List.of("c"), "r")
                    .node("AveragePool", List.of("r"), "g", "kernel_shape", List.of(6, 6));
            Graph graph = convolution
                    ? network.random("w2", 2, 2, 4, 1, 1)
                            .node("Conv", List.of("g", "w2"), "z")
                            .output("z", "n", 2, 1, 1)
                            .read()
                    : network.node("Flatten", List.of("g"), "f")
                            .random("w2", 2, 4, 2)
                            .random("b2", 2, 2)
                            .node("MatMul", List.of("f", "w2"), "m")
                            .node("Add", List.of("m", "b2"), "z")
                            .output("z", "n", 2)
                            .read();
            assertEquals("r", graph.defaultCamLayer().orElseThrow().name());
            assertTrue(graph.hasGapLinearHead());
            assertFalse(graph.hasMaxPooling());
            assertEquals(2, graph.logitCount());
        }
    }
}
