package org.lobescope.network.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;

/** What is known about a network once it is read: input, layers and their names, logits, and what goes wrong. */
class GraphTest {
    private static final TensorProto.DataType FLOAT = TensorProto.DataType.FLOAT;

    private static void contains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith("."), message);
    }

    /** A residual block as PyTorch's older exporter names its nodes; the relu module is called twice. */
    private static TinyNetwork residual() {
        return TinyNetwork.of("n", 1, "h", "w")
                .random("w1", 1, 2, 1, 3, 3)
                .random("w2", 2, 2, 2, 3, 3)
                .named(
                        "/stage/stage.0/conv1/Conv",
                        "Conv",
                        List.of("x", "w1"),
                        List.of("c1"),
                        "pads",
                        List.of(1, 1, 1, 1))
                .named("/stage/stage.0/relu/Relu", "Relu", List.of("c1"), List.of("r1"))
                .named(
                        "/stage/stage.0/conv2/Conv",
                        "Conv",
                        List.of("r1", "w2"),
                        List.of("c2"),
                        "pads",
                        List.of(1, 1, 1, 1))
                .named("/stage/stage.0/Add", "Add", List.of("c2", "r1"), List.of("s"))
                .named("/stage/stage.0/relu_1/Relu", "Relu", List.of("s"), List.of("r2"))
                .named("/drop/Dropout", "Dropout", List.of("r2"), List.of("d"))
                .named("/pool/MaxPool", "MaxPool", List.of("d"), List.of("p"), "kernel_shape", List.of(2, 2))
                .named("/GlobalAveragePool", "GlobalAveragePool", List.of("p"), List.of("g"))
                .named("/Flatten", "Flatten", List.of("g"), List.of("f"))
                .random("fc", 3, 3, 2)
                .named("/head/Gemm", "Gemm", List.of("f", "fc"), List.of("z"), "transB", 1)
                .output("z", "n", 3);
    }

    @Test
    void layersHaveTheNamesOfTheirModules() {
        Graph graph = residual().read().at(8, 10);
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

    @Test
    void logitsAreWhatGoesIntoTheLastSoftmax() {
        for (String last : List.of("Softmax", "LogSoftmax", "Sigmoid")) {
            Graph graph = TinyNetwork.of("n", 1, 1, 2)
                    .node("Flatten", List.of("x"), "z")
                    .node(last, List.of("z"), "p")
                    .node("Identity", List.of("p"), "out")
                    .output("out", "n", 2)
                    .read();
            try (TorchNetwork network = new TorchNetwork(graph)) {
                assertArrayEquals(
                        new float[] {3, -4},
                        network.logits(new Tensor(new int[] {1, 1, 1, 2}, new float[] {3, -4}))[0],
                        last);
            }
        }
        // log(softmax(z)), and a list of one number per image.
        Graph graph = TinyNetwork.of("n", 1, 1, 2)
                .node("Flatten", List.of("x"), "z")
                .node("Softmax", List.of("z"), "p")
                .node("Log", List.of("p"), "out")
                .output("out", "n", 2)
                .read();
        assertTrue(graph.program(1).logits().contains("z"));
        Graph single = TinyNetwork.of("n", 1, 1, 2)
                .node("ReduceSum", List.of("x"), "z", "keepdims", 0)
                .output("z")
                .read();
        assertEquals(OptionalInt.of(1), single.fixedBatch(), "the batch is summed over, too");
        assertEquals(1, single.logitCount());
    }

    @Test
    void imagesWithChannelsLast() {
        Graph graph = new TinyNetwork(17)
                .input("x", FLOAT, "n", 4, 6, 3)
                .node("Transpose", List.of("x"), "t", "perm", List.of(0, 3, 1, 2))
                .random("w1", 1, 2, 3, 1, 1)
                .node("Conv", List.of("t", "w1"), "c")
                .node("GlobalMaxPool", List.of("c"), "g")
                .node("Flatten", List.of("g"), "z")
                .output("z", "n", 2)
                .read();
        assertEquals(new ImageShape(3, 4, 6), graph.input());
        assertEquals(new Layer("c", "Conv", "c", 2, 4, 6), graph.layer("c").orElseThrow());
        assertTrue(graph.hasMaxPooling());
    }

    @Test
    void freeSizesAreBoundLater() {
        Graph graph = residual().read();
        assertTrue(graph.resizable());
        assertEquals(new ImageShape(1, 150, 150), graph.input());
        Graph other = graph.at(9, 7);
        assertEquals(new ImageShape(1, 9, 7), other.input());
        assertEquals(7, other.layers().getFirst().width());
        assertSame(other, other.at(9, 7));
        assertSame(graph.identity(), other.identity());
        contains(
                String.valueOf(assertThrows(Problem.class, () -> graph.at(1, 1)).getMessage()),
                "pool",
                "larger images");
        // The size is free in the file, but the dense layer wants 32 x 32.
        Graph dense = TinyNetwork.of("n", 1, "h", "w")
                .node("Flatten", List.of("x"), "f")
                .random("w1", 1, 32 * 32, 2)
                .node("Gemm", List.of("f", "w1"), "z")
                .output("z", "n", 2)
                .read();
        assertEquals(new ImageShape(1, 32, 32), dense.input());
        Graph fixed = TinyNetwork.of("n", 1, 3, 4)
                .node("Flatten", List.of("x"), "z")
                .output("z", "n", 12)
                .read();
        assertFalse(fixed.resizable());
        contains(
                String.valueOf(assertThrows(Problem.class, () -> fixed.at(3, 5)).getMessage()), "3 x 4", "3 x 5");
    }

    @Test
    void aBatchThatIsFixedByTheGraphItself() {
        // The file says that the batch is free, but the reshape was traced with one image.
        Graph graph = TinyNetwork.of("n", 1, 2, 2)
                .ints("shape", 1, 4)
                .node("Reshape", List.of("x", "shape"), "f")
                .random("w1", 1, 4, 2)
                .node("MatMul", List.of("f", "w1"), "z")
                .output("z", "n", 2)
                .read();
        assertEquals(OptionalInt.of(1), graph.fixedBatch());
        try (TorchNetwork network = new TorchNetwork(graph)) {
            assertEquals(3, network.logits(new Tensor(new int[] {3, 1, 2, 2}, new float[12])).length);
        }
    }

    @Test
    void kernelsComputedInTheGraphAreWorkedOutOnce() {
        Graph graph = TinyNetwork.of("n", 1, 4, 4)
                .floats("w1", List.of(1, 1, 2, 2), 1, 2, 3, 4)
                .node("Identity", List.of("w1"), "again")
                .node("Transpose", List.of("again"), "turned", "perm", List.of(0, 1, 3, 2))
                .ints("starts", -1)
                .ints("ends", -5)
                .ints("axes", 2)
                .ints("steps", -1)
                .node("Slice", List.of("turned", "starts", "ends", "axes", "steps"), "flipped")
                .node("Concat", List.of("w1", "flipped"), "kernels", "axis", 0)
                .node("Conv", List.of("x", "kernels"), "c")
                .node("GlobalMaxPool", List.of("c"), "g")
                .node("Flatten", List.of("g"), "z")
                .output("z", "n", 2)
                .read();
        assertEquals(3, graph.program(2).nodes().size());
        assertArrayEquals(
                new float[] {1, 2, 3, 4, 2, 4, 1, 3},
                java.util.Objects.requireNonNull(graph.program(1).constants().get("kernels"))
                        .floats());
        assertSame(
                graph.program(1).constants().get("kernels"),
                graph.program(5).constants().get("kernels"));
        assertEquals(8, graph.origin().parameters(), "the kernel and its copy");
    }

    @Test
    void conditionsThatAreKnownAreFollowed() {
        TinyNetwork yes =
                new TinyNetwork(17).node("Flatten", List.of("x"), "inner").output("inner");
        TinyNetwork no = new TinyNetwork(17).node("Loop", List.of("x"), "inner").output("inner");
        Graph graph = TinyNetwork.of("n", 1, 1, 2)
                .node("Shape", List.of("x"), "shape")
                .ints("three", 3)
                .ints("two", 2)
                .node("Gather", List.of("shape", "three"), "width")
                .node("Equal", List.of("width", "two"), "narrow")
                .node("If", List.of("narrow"), "z", "then_branch", yes.inner(), "else_branch", no.inner())
                .output("z", "n", 2)
                .read();
        assertEquals(2, graph.logitCount());
    }

    @Test
    void functionsOfTheFileArePutInPlace() {
        FunctionProto half = FunctionProto.newBuilder()
                .setDomain("own")
                .setName("Scaled")
                .addInput("a")
                .addOutput("b")
                .addAttribute("factor")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addOutput("f")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("value_float")
                                .setRefAttrName("factor")))
                .addNode(TinyNetwork.node("", "Mul", List.of("a", "f"), List.of("b")))
                .build();
        ModelProto model = TinyNetwork.of("n", 1, 1, 2)
                .node("Flatten", List.of("x"), "flat")
                .output("z", "n", 2)
                .model();
        ModelProto.Builder calling = model.toBuilder().addFunctions(half);
        calling.getGraphBuilder()
                .addNode(TinyNetwork.node("once", "Scaled", List.of("flat"), List.of("s"), "factor", 0.5f).toBuilder()
                        .setDomain("own"))
                .addNode(TinyNetwork.node("twice", "Scaled", List.of("s"), List.of("z"), "factor", 3f).toBuilder()
                        .setDomain("own"));
        try (TorchNetwork network = new TorchNetwork(TinyNetwork.read(calling.build()))) {
            float[] z = network.logits(new Tensor(new int[] {1, 1, 1, 2}, new float[] {2, 4}))[0];
            assertArrayEquals(new float[] {3, 6}, z);
        }
    }

    @Test
    void anOutputThatIsNotNeededMayHoldAnything() {
        Graph graph = TinyNetwork.of("n", 1, 4, 4)
                .node("DFT", List.of("x"), "other")
                .node("Flatten", List.of("x"), "logits")
                .output("other", "n", 16)
                .output("logits", "n", 16)
                .read();
        assertEquals(16, graph.logitCount());
    }
}
