package org.lobescope.network.onnx;

import static org.lobescope.network.onnx.OneOperator.count;
import static org.lobescope.network.onnx.OneOperator.run;
import static org.lobescope.network.onnx.OneOperator.same;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators that compute: normalisations, functions, arithmetic, reductions and matrices. On small inputs, against values worked out by hand. */
class FunctionOperatorsTest {
    @Test
    void batchNormByHand() {
        same(
                run(
                        1,
                        2,
                        new double[] {1, 3},
                        n -> n.floats("s", List.of(1), 2)
                                .floats("b", List.of(1), 0.5)
                                .floats("m", List.of(1), 1)
                                .floats("v", List.of(1), 4)
                                .node("BatchNormalization", List.of("x", "s", "b", "m", "v"), "y", "epsilon", 0f)),
                0.5,
                2.5);
    }

    @Test
    void layerGroupAndInstanceNorm() {
        double r = 1 / Math.sqrt(1 + 1e-5);
        UnaryOperator<TinyNetwork> scales =
                n -> n.floats("s", List.of(2), 1, 10).floats("b", List.of(2), 0, 1);
        same(
                run(
                        1,
                        2,
                        new double[] {1, 3},
                        n -> scales.apply(n).node("LayerNormalization", List.of("x", "s", "b"), "y")),
                -r,
                10 * r + 1);
        double[] x = {1, 3, 5, 7};
        same(
                run(17, 2, 1, 2, x, n -> scales.apply(n).node("InstanceNormalization", List.of("x", "s", "b"), "y")),
                -r,
                r,
                -10 * r + 1,
                10 * r + 1);
        double g = 1 / Math.sqrt(5 + 1e-5);
        same(
                run(
                        21,
                        2,
                        1,
                        2,
                        x,
                        n -> scales.apply(n).node("GroupNormalization", List.of("x", "s", "b"), "y", "num_groups", 1)),
                -3 * g,
                -g,
                10 * g + 1,
                30 * g + 1);
    }

    @Test
    void localResponseNorm() {
        // size 3, two channels: both see both.
        double d = Math.pow(1 + 0.3 / 3 * (1 + 4), 0.5);
        same(
                run(
                        17,
                        2,
                        1,
                        1,
                        new double[] {1, 2},
                        n -> n.node("LRN", List.of("x"), "y", "size", 3, "alpha", 0.3f, "beta", 0.5f, "bias", 1f)),
                1 / d,
                2 / d);
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                Arguments.of("Relu", -2.0, 0.0),
                Arguments.of("LeakyRelu", -2.0, -0.02),
                Arguments.of("Elu", -1.0, Math.exp(-1) - 1),
                Arguments.of("Selu", -1.0, 1.0507009873554805 * 1.6732632423543772 * (Math.exp(-1) - 1)),
                Arguments.of("Celu", -1.0, Math.exp(-1) - 1),
                Arguments.of("Sigmoid", 1.0, 1 / (1 + Math.exp(-1))),
                Arguments.of("HardSigmoid", 1.0, 0.7),
                Arguments.of("HardSwish", 1.0, 4 / 6.0),
                Arguments.of("Tanh", 0.5, Math.tanh(0.5)),
                Arguments.of("Softplus", 1.0, Math.log(1 + Math.E)),
                Arguments.of("Softsign", -3.0, -0.75),
                Arguments.of("Mish", 1.0, Math.tanh(Math.log(1 + Math.E))),
                Arguments.of("ThresholdedRelu", 0.5, 0.0),
                Arguments.of("Erf", 0.5, 0.5204998778),
                Arguments.of("Gelu", 1.0, 0.8413447461),
                Arguments.of("Exp", 1.0, Math.E),
                Arguments.of("Log", 2.0, Math.log(2)),
                Arguments.of("Sqrt", 2.0, Math.sqrt(2)),
                Arguments.of("Reciprocal", 4.0, 0.25),
                Arguments.of("Neg", 4.0, -4.0),
                Arguments.of("Abs", -4.0, 4.0),
                Arguments.of("Sign", -4.0, -1.0),
                Arguments.of("Floor", -1.5, -2.0),
                Arguments.of("Ceil", -1.5, -1.0),
                Arguments.of("Round", 2.5, 2.0),
                Arguments.of("Sin", 1.0, Math.sin(1)),
                Arguments.of("Cos", 1.0, Math.cos(1)),
                Arguments.of("Tan", 1.0, Math.tan(1)),
                Arguments.of("Atan", 1.0, Math.PI / 4));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionsOfOneValue(String kind, double x, double y) {
        same(run(20, 1, 1, 1, new double[] {x}, n -> n.node(kind, List.of("x"), "y")), y);
    }

    @Test
    void clippingAsAttributesAndAsInputs() {
        double[] x = {-1, 0.5, 7};
        same(run(10, 1, 1, 3, x, n -> n.node("Clip", List.of("x"), "y", "min", 0f, "max", 6f)), 0, 0.5, 6);
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.floats("low", List.of(), -0.5)
                                .floats("high", List.of(), 1)
                                .node("Clip", List.of("x", "low", "high"), "y")),
                -0.5,
                0.5,
                1);
        same(run(1, 3, x, n -> n.floats("high", List.of(), 1).node("Clip", List.of("x", "", "high"), "y")), -1, 0.5, 1);
    }

    @Test
    void preluAndWhere() {
        same(
                run(
                        17,
                        2,
                        1,
                        1,
                        new double[] {-2, -2},
                        n -> n.floats("slope", List.of(2, 1, 1), 0.5, 3).node("PRelu", List.of("x", "slope"), "y")),
                -1,
                -6);
        same(
                run(
                        1,
                        3,
                        new double[] {-1, 2, 3},
                        n -> n.floats("two", List.of(), 2)
                                .floats("other", List.of(3), 7, 8, 9)
                                .node("GreaterOrEqual", List.of("x", "two"), "big")
                                .node("Where", List.of("big", "x", "other"), "y")),
                7,
                2,
                3);
    }

    @Test
    void arithmeticBroadcastsAndConstantsComeFirstToo() {
        double[] x = {1, 2, 4, 8};
        same(run(2, 2, x, n -> n.floats("c", List.of(2), 10, 20).node("Add", List.of("x", "c"), "y")), 11, 22, 14, 28);
        same(run(2, 2, x, n -> n.floats("c", List.of(2, 1), 10, 20).node("Sub", List.of("c", "x"), "y")), 9, 8, 16, 12);
        same(run(2, 2, x, n -> n.floats("c", List.of(), 8).node("Div", List.of("c", "x"), "y")), 8, 4, 2, 1);
        same(run(2, 2, x, n -> n.floats("c", List.of(), 2).node("Pow", List.of("x", "c"), "y")), 1, 4, 16, 64);
        same(
                run(
                        2,
                        2,
                        x,
                        n -> n.floats("c", List.of(), 3)
                                .node("Max", List.of("x", "c"), "m")
                                .floats("d", List.of(), 5)
                                .node("Min", List.of("m", "d"), "y")),
                3,
                3,
                4,
                5);
        same(
                run(
                        1,
                        1,
                        new double[] {3},
                        n -> n.floats("a", List.of(), 1)
                                .floats("b", List.of(), 5)
                                .node("Mean", List.of("x", "a", "b"), "m")
                                .node("Sum", List.of("m", "x", "x"), "y")),
                9);
    }

    @Test
    void softmaxBeforeAndSinceOpset13() {
        double e = Math.exp(1);
        // Before 13 all axes behind the given one count as one, since then only that axis.
        same(
                run(11, 2, 1, 2, new double[] {0, 0, 0, 1}, n -> n.node("Softmax", List.of("x"), "y", "axis", 1)),
                1 / (3 + e),
                1 / (3 + e),
                1 / (3 + e),
                e / (3 + e));
        same(
                run(13, 2, 1, 2, new double[] {0, 0, 0, 1}, n -> n.node("Softmax", List.of("x"), "y", "axis", 1)),
                0.5,
                1 / (1 + e),
                0.5,
                e / (1 + e));
        same(
                run(13, 1, 1, 2, new double[] {0, 1}, n -> n.node("LogSoftmax", List.of("x"), "y", "axis", 3)),
                -Math.log(1 + e),
                1 - Math.log(1 + e));
    }

    static Stream<Arguments> reductions() {
        return Stream.of(
                Arguments.of("ReduceMean", 2.5),
                Arguments.of("ReduceSum", 10.0),
                Arguments.of("ReduceMax", 4.0),
                Arguments.of("ReduceMin", 1.0),
                Arguments.of("ReduceProd", 24.0),
                Arguments.of("ReduceL1", 10.0),
                Arguments.of("ReduceL2", Math.sqrt(30)),
                Arguments.of("ReduceSumSquare", 30.0),
                Arguments.of("ReduceLogSumExp", Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3) + Math.exp(4))));
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void reductionsWithAxesAsAttributeAndAsInput(String kind, double expected) {
        if (!kind.equals("ReduceSum")) {
            same(run(13, 1, 2, 2, count(4), n -> n.node(kind, List.of("x"), "y", "axes", List.of(-1, 2))), expected);
        }
        same(
                run(
                        18,
                        1,
                        2,
                        2,
                        count(4),
                        n -> n.ints("axes", 2, 3).node(kind, List.of("x", "axes"), "y", "keepdims", 0)),
                expected);
    }

    @Test
    void globalPooling() {
        same(run(2, 2, count(4), n -> n.node("GlobalAveragePool", List.of("x"), "y")), 2.5);
        same(run(2, 2, count(4), n -> n.node("GlobalMaxPool", List.of("x"), "y")), 4);
    }

    @Test
    void matricesWithFactorsAndTransposition() {
        double[] x = {1, 2};
        UnaryOperator<TinyNetwork> flat = n -> n.node("Flatten", List.of("x"), "row");
        same(
                run(
                        1,
                        2,
                        x,
                        n -> flat.apply(n)
                                .floats("w", List.of(2, 2), 1, 2, 3, 4)
                                .floats("c", List.of(2), 1, 1)
                                .node("Gemm", List.of("row", "w", "c"), "y", "alpha", 2f, "beta", 3f)),
                2 * 7 + 3,
                2 * 10 + 3);
        same(
                run(
                        1,
                        2,
                        x,
                        n -> flat.apply(n)
                                .floats("w", List.of(2, 2), 1, 2, 3, 4)
                                .node("Gemm", List.of("row", "w"), "y", "transB", 1)),
                5,
                11);
        same(
                run(
                        1,
                        2,
                        x,
                        n -> n.floats("w", List.of(2, 3), 1, 2, 3, 4, 5, 6).node("MatMul", List.of("x", "w"), "y")),
                9,
                12,
                15);
    }
}
