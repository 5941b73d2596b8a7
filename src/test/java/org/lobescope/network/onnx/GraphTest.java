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
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;

/** What is known about a network once it is read: input, logits, what is worked out beforehand, and what goes wrong. */
class GraphTest {
    private static final TensorProto.DataType FLOAT = TensorProto.DataType.FLOAT;

    private static void contains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith("."), message);
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
        Graph graph = ResidualBlock.network().read();
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
