package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;

/** Gradients of every operator, at the input and at inner layers, against differences of the network's own output. */
class DerivativesTest {
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;

    private record Case(String name, int opset, UnaryOperator<TinyNetwork> nodes) {}

    private static final List<Case> CASES = new ArrayList<>();

    private static void add(String name, UnaryOperator<TinyNetwork> nodes) {
        CASES.add(new Case(name, 20, nodes));
    }

    private static void function(String kind, Object... attributes) {
        add(kind, n -> n.node(kind, List.of("a"), "b", attributes));
    }

    static {
        for (String kind : List.of(
                "Relu",
                "LeakyRelu",
                "Elu",
                "Selu",
                "Celu",
                "Sigmoid",
                "HardSigmoid",
                "HardSwish",
                "Tanh",
                "Softplus",
                "Softsign",
                "Mish",
                "ThresholdedRelu",
                "Erf",
                "Gelu",
                "Exp",
                "Neg",
                "Abs",
                "Sin",
                "Cos",
                "Atan",
                "Identity")) {
            function(kind);
        }
        function("Gelu", "approximate", "tanh");
        add(
                "Log, Sqrt, Reciprocal, Tan",
                n -> n.floats("two", List.of(), 2.5)
                        .floats("tenth", List.of(), 0.1)
                        .node("Mul", List.of("a", "a"), "s")
                        .node("Add", List.of("s", "two"), "p")
                        .node("Log", List.of("p"), "l")
                        .node("Sqrt", List.of("p"), "q")
                        .node("Reciprocal", List.of("p"), "r")
                        .node("Mul", List.of("a", "tenth"), "small")
                        .node("Tan", List.of("small"), "t")
                        .node("Sum", List.of("l", "q", "r", "t"), "b"));
        add("PRelu", n -> n.floats("slope", List.of(3, 1, 1), 0.5, -0.3, 2).node("PRelu", List.of("a", "slope"), "b"));
        add(
                "Clip",
                n -> n.floats("low", List.of(), -0.7)
                        .floats("high", List.of(), 0.9)
                        .node("Clip", List.of("a", "low", "high"), "b"));
        add(
                "Add, Sub, Mul, Div, Pow",
                n -> n.floats("two", List.of(), 2.5)
                        .node("Mul", List.of("a", "a"), "s")
                        .node("Add", List.of("s", "two"), "p")
                        .node("Div", List.of("a", "p"), "q")
                        .node("Sub", List.of("two", "q"), "r")
                        .node("Pow", List.of("r", "two"), "b"));
        add(
                "Min, Max, Where, Cast",
                n -> n.random("c", 5, 1, 3, 6, 5)
                        .floats("zero", List.of(), 0)
                        .node("Min", List.of("a", "c"), "m")
                        .node("Max", List.of("m", "zero", "c"), "o")
                        .node("Less", List.of("c", "zero"), "yes")
                        .node("Where", List.of("yes", "a", "o"), "chosen")
                        .node("Cast", List.of("yes"), "f", "to", 1)
                        .node("Add", List.of("chosen", "f"), "b"));
        add(
                "Conv",
                n -> n.random("w2", 2, 4, 3, 3, 2)
                        .random("b2", 3, 4)
                        .node(
                                "Conv",
                                List.of("a", "w2", "b2"),
                                "b",
                                "pads",
                                List.of(2, 0, 1, 1),
                                "strides",
                                List.of(2, 1),
                                "dilations",
                                List.of(1, 2)));
        add(
                "Conv in groups",
                n -> n.random("w2", 2, 6, 1, 3, 3)
                        .node("Conv", List.of("a", "w2"), "b", "pads", List.of(1, 1, 1, 1), "group", 3));
        add(
                "Conv with a computed kernel",
                n -> n.random("w2", 2, 2, 3, 3, 3)
                        .node("GlobalAveragePool", List.of("a"), "g")
                        .ints("first", 0)
                        .node("Gather", List.of("g", "first"), "g1", "axis", 0)
                        .node("Mul", List.of("w2", "g1"), "k")
                        .node("Conv", List.of("a", "k"), "b"));
        add(
                "ConvTranspose",
                n -> n.random("w2", 2, 3, 2, 3, 3)
                        .random("b2", 3, 2)
                        .node(
                                "ConvTranspose",
                                List.of("a", "w2", "b2"),
                                "b",
                                "strides",
                                List.of(2, 3),
                                "pads",
                                List.of(1, 0, 0, 1),
                                "output_padding",
                                List.of(1, 0)));
        add(
                "BatchNormalization",
                n -> n.random("s", 2, 3)
                        .random("t", 3, 3)
                        .random("m", 4, 3)
                        .floats("v", List.of(3), 0.5, 2, 1)
                        .node("BatchNormalization", List.of("a", "s", "t", "m", "v"), "b"));
        add(
                "LayerNormalization",
                n -> n.random("s", 2, 5).random("t", 3, 5).node("LayerNormalization", List.of("a", "s", "t"), "b"));
        add(
                "LayerNormalization, odd scale",
                n -> n.random("s", 2, 6, 1).node("LayerNormalization", List.of("a", "s"), "b", "axis", 2));
        add(
                "InstanceNormalization",
                n -> n.random("s", 2, 3).random("t", 3, 3).node("InstanceNormalization", List.of("a", "s", "t"), "b"));
        add(
                "GroupNormalization",
                n -> n.random("s", 2, 1)
                        .random("t", 3, 1)
                        .node("GroupNormalization", List.of("a", "s", "t"), "b", "num_groups", 1));
        function("LRN", "size", 3, "alpha", 0.5f);
        function("LpNormalization", "axis", 1);
        function("MaxPool", "kernel_shape", List.of(3, 2), "strides", List.of(2, 2), "ceil_mode", 1);
        function("MaxPool", "kernel_shape", List.of(2, 2), "dilations", List.of(2, 1), "pads", List.of(1, 0, 0, 1));
        function("AveragePool", "kernel_shape", List.of(3, 2), "strides", List.of(2, 2), "pads", List.of(1, 0, 1, 1));
        function("AveragePool", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2), "ceil_mode", 1);
        function("GlobalAveragePool");
        function("GlobalMaxPool");
        for (String kind : List.of(
                "ReduceMean",
                "ReduceSum",
                "ReduceMax",
                "ReduceMin",
                "ReduceProd",
                "ReduceL1",
                "ReduceL2",
                "ReduceSumSquare",
                "ReduceLogSumExp")) {
            add(kind, n -> n.ints("axes", 1, -1).node(kind, List.of("a", "axes"), "b", "keepdims", 0));
        }
        function("Softmax", "axis", 1);
        function("LogSoftmax", "axis", -1);
        add(
                "Gemm",
                n -> n.ints("shape", -1, 5)
                        .node("Reshape", List.of("a", "shape"), "r")
                        .random("w2", 2, 5, 4)
                        .random("c2", 3, 1, 4)
                        .node("Gemm", List.of("r", "w2", "c2"), "g", "alpha", 0.5f, "beta", 2f)
                        .ints("back", -1, 72)
                        .node("Reshape", List.of("g", "back"), "b"));
        add(
                "MatMul of two values",
                n -> n.node("Transpose", List.of("a"), "t", "perm", List.of(0, 1, 3, 2))
                        .node("MatMul", List.of("a", "t"), "b"));
        add(
                "Concat, Split, Slice, Gather",
                n -> n.ints("lengths", 2, 3)
                        .named("", "Split", List.of("a", "lengths"), List.of("p", "q"), "axis", 3)
                        .node("Concat", List.of("q", "p", "p"), "c", "axis", 3)
                        .ints("starts", 5, -1)
                        .ints("ends", 0, -4)
                        .ints("axes", 2, 3)
                        .ints("steps", -2, -1)
                        .node("Slice", List.of("c", "starts", "ends", "axes", "steps"), "s")
                        .ints("index", 2, 0, 2)
                        .node("Gather", List.of("s", "index"), "b", "axis", 1));
        add(
                "Expand, Tile, Squeeze, Unsqueeze",
                n -> n.ints("one", 1)
                        .node("Unsqueeze", List.of("a", "one"), "u")
                        .ints("shape", 1, 2, 1, 1, 1)
                        .node("Expand", List.of("u", "shape"), "e")
                        .ints("repeats", 1, 1, 2, 1, 1)
                        .node("Tile", List.of("e", "repeats"), "b"));
        add("Pad", n -> n.ints("pads", 0, 0, 1, 2, 0, 0, 2, -1).node("Pad", List.of("a", "pads"), "b"));
        add(
                "Pad by reflection",
                n -> n.ints("pads", 0, 0, 1, 2, 0, 0, 2, 1).node("Pad", List.of("a", "pads"), "b", "mode", "reflect"));
        add(
                "Resize linear",
                n -> n.floats("s", List.of(4), 1, 1, 1.5, 2)
                        .node("Resize", List.of("a", "", "s"), "b", "mode", "linear"));
        add(
                "Resize cubic",
                n -> n.ints("s", 1, 3, 4, 9).node("Resize", List.of("a", "", "", "s"), "b", "mode", "cubic"));
        add("Resize nearest", n -> n.floats("s", List.of(4), 1, 1, 2, 3).node("Resize", List.of("a", "", "s"), "b"));
        function("SpaceToDepth", "blocksize", 1);
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreDerivatives() {
        return CASES.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    /** x -> convolution -> the operator -> all its values, weighted, as two logits. */
    private static void check(Case c) {
        TinyNetwork network = new TinyNetwork(c.opset())
                .input("x", ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT, 1, 1, HEIGHT, WIDTH)
                .random("w", 1, 3, 1, 3, 3)
                .random("bias", 9, 3)
                .node("Conv", List.of("x", "w", "bias"), "a", "pads", List.of(1, 1, 1, 1));
        Graph probe = c.nodes()
                .apply(network)
                .node("Flatten", List.of("b"), "flat", "axis", 0)
                .output("flat", 1, "k")
                .read();
        int size = probe.logitCount();
        TinyNetwork full = c.nodes()
                .apply(new TinyNetwork(c.opset())
                        .input("x", ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT, 1, 1, HEIGHT, WIDTH)
                        .random("w", 1, 3, 1, 3, 3)
                        .random("bias", 9, 3)
                        .node("Conv", List.of("x", "w", "bias"), "a", "pads", List.of(1, 1, 1, 1)));
        Graph graph = full.node("Flatten", List.of("b"), "flat", "axis", 0)
                .random("head", 7, size, 2)
                .node("Gemm", List.of("flat", "head"), "logits")
                .output("logits", 1, 2)
                .read();
        // A score that bends: its slope is different at every point.
        Score score = new Score() {
            @Override
            public double value(float[] z) {
                return Math.tanh(z[0] / 20) + 0.3 * z[1];
            }

            @Override
            public float[] slope(float[] z) {
                double t = Math.tanh(z[0] / 20);
                return new float[] {(float) ((1 - t * t) / 20), 0.3f};
            }
        };
        Random random = new Random(3);
        float[] x = new float[HEIGHT * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        int[] shape = {1, 1, HEIGHT, WIDTH};
        try (TorchNetwork torch = new TorchNetwork(graph)) {
            float[] g = torch.gradients(new Tensor(shape, x), score).values().values();
            compare(c.name(), x, g, moved -> torch.logits(new Tensor(shape, moved))[0], score);
            Layer layer = graph.layer("a").orElseThrow();
            LayerPass pass =
                    torch.layers(new Tensor(shape, x), List.of(layer), score).getFirst();
            compare(
                    c.name() + " at the layer",
                    pass.activation().values(),
                    pass.gradient().values(),
                    moved -> torch.logitsFrom(
                                    layer, new Tensor(pass.activation().shape(), moved), new Tensor(shape, x))[0],
                    score);
        }
    }

    private interface Forward {
        float[] logits(float[] x);
    }

    /**
     * Along every coordinate, a difference of two values must be the gradient, but where a kink lies between them: there
     * the two one-sided differences disagree.
     */
    private static void compare(String what, float[] x, float[] gradient, Forward forward, Score score) {
        double step = 0.01;
        double largest = 1e-3;
        for (float v : gradient) {
            largest = Math.max(largest, Math.abs(v));
        }
        double here = score.value(forward.logits(x));
        int smooth = 0;
        for (int i = 0; i < x.length; i++) {
            double up = (score.value(forward.logits(shifted(x, i, step))) - here) / step;
            double down = (here - score.value(forward.logits(shifted(x, i, -step)))) / step;
            if (Math.abs(up - down) < 0.05 * largest) {
                smooth++;
                double tolerance = 0.01 * largest + Math.abs(up - down);
                assertEquals(gradient[i], (up + down) / 2, tolerance, what + ", coordinate " + i);
            }
        }
        assertTrue(smooth > x.length / 2, what + ": only " + smooth + " of " + x.length + " coordinates are smooth");
    }

    private static float[] shifted(float[] x, int i, double by) {
        float[] moved = x.clone();
        moved[i] += (float) by;
        return moved;
    }
}
