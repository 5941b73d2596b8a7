package org.lobescope.network.onnx;

import static org.lobescope.network.onnx.OneOperator.count;
import static org.lobescope.network.onnx.OneOperator.run;
import static org.lobescope.network.onnx.OneOperator.same;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators that look at windows of an image: convolutions and pooling. On small inputs, against values worked out by hand. */
class WindowOperatorsTest {
    @Test
    void convolutionIsCorrelation() {
        same(
                run(
                        2,
                        3,
                        count(6),
                        n -> n.floats("w", List.of(1, 1, 2, 2), 1, 10, 100, 1000)
                                .floats("b", List.of(1), 0.5)
                                .node("Conv", List.of("x", "w", "b"), "y")),
                1 + 20 + 400 + 5000 + 0.5,
                2 + 30 + 500 + 6000 + 0.5);
    }

    @Test
    void convolutionWithAsymmetricPadsStrideAndDilation() {
        // One row of padding above, one column to the right, every second row, taps two columns apart.
        same(
                run(
                        2,
                        3,
                        count(6),
                        n -> n.floats("w", List.of(1, 1, 2, 2), 1, 10, 100, 1000)
                                .node(
                                        "Conv",
                                        List.of("x", "w"),
                                        "y",
                                        "pads",
                                        List.of(1, 0, 0, 1),
                                        "strides",
                                        List.of(2, 1),
                                        "dilations",
                                        List.of(1, 2))),
                100 + 3000,
                200);
    }

    @Test
    void convolutionInGroups() {
        same(
                run(
                        17,
                        2,
                        1,
                        2,
                        new double[] {1, 2, 3, 4},
                        n -> n.floats("w", List.of(2, 1, 1, 1), 10, 100)
                                .node("Conv", List.of("x", "w"), "y", "group", 2)),
                10,
                20,
                300,
                400);
    }

    @Test
    void convolutionWithSamePadding() {
        double[] x = {1, 2, 3};
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.floats("w", List.of(1, 1, 1, 2), 1, 10)
                                .node("Conv", List.of("x", "w"), "y", "auto_pad", "SAME_UPPER")),
                21,
                32,
                3);
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.floats("w", List.of(1, 1, 1, 2), 1, 10)
                                .node("Conv", List.of("x", "w"), "y", "auto_pad", "SAME_LOWER")),
                10,
                21,
                32);
    }

    @Test
    void transposedConvolutionSpreadsEveryPixel() {
        // Every pixel paints the kernel at twice its place.
        same(
                run(
                        1,
                        2,
                        new double[] {1, 2},
                        n -> n.floats("w", List.of(1, 1, 1, 3), 1, 10, 100)
                                .node("ConvTranspose", List.of("x", "w"), "y", "strides", List.of(1, 2))),
                1,
                10,
                102,
                20,
                200);
        same(
                run(
                        1,
                        2,
                        new double[] {1, 2},
                        n -> n.floats("w", List.of(1, 2, 1, 2), 1, 10, 3, 30)
                                .floats("b", List.of(2), 0, 0.5)
                                .node(
                                        "ConvTranspose",
                                        List.of("x", "w", "b"),
                                        "y",
                                        "pads",
                                        List.of(0, 1, 0, 0),
                                        "output_padding",
                                        List.of(0, 0))),
                12,
                20,
                36.5,
                60.5);
    }

    @Test
    void maxPoolingWithCeilHangsOverTheEdge() {
        same(
                run(
                        1,
                        4,
                        new double[] {1, 5, 2, 3},
                        n -> n.node(
                                "MaxPool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 3),
                                "strides",
                                List.of(1, 2),
                                "ceil_mode",
                                1)),
                5,
                3);
        same(
                run(
                        1,
                        4,
                        new double[] {1, 5, 2, 3},
                        n -> n.node(
                                "MaxPool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 2),
                                "dilations",
                                List.of(1, 2))),
                2,
                5);
        same(
                run(
                        1,
                        3,
                        new double[] {-1, -5, -2},
                        n -> n.node(
                                "MaxPool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 2),
                                "pads",
                                List.of(0, 1, 0, 0))),
                -1,
                -1,
                -2);
    }

    @Test
    void averagePoolingWithAndWithoutPadding() {
        double[] x = {3, 6, 9};
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.node(
                                "AveragePool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 3),
                                "pads",
                                List.of(0, 1, 0, 1))),
                4.5,
                6,
                7.5);
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.node(
                                "AveragePool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 3),
                                "pads",
                                List.of(0, 1, 0, 1),
                                "count_include_pad",
                                1)),
                3,
                6,
                5);
        // The last window hangs over the edge: only its pixels count, padding or not.
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.node(
                                "AveragePool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 2),
                                "strides",
                                List.of(1, 2),
                                "ceil_mode",
                                1,
                                "count_include_pad",
                                1)),
                4.5,
                9);
        same(
                run(
                        1,
                        3,
                        x,
                        n -> n.node(
                                "AveragePool",
                                List.of("x"),
                                "y",
                                "kernel_shape",
                                List.of(1, 2),
                                "pads",
                                List.of(0, 1, 0, 0))),
                3,
                4.5,
                7.5);
    }
}
