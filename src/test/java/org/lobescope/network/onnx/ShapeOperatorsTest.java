package org.lobescope.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lobescope.network.onnx.OneOperator.count;
import static org.lobescope.network.onnx.OneOperator.run;
import static org.lobescope.network.onnx.OneOperator.same;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Graph;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;

/** Operators that move, cut and resample values, and work on shapes. On small inputs, against values worked out by hand. */
class ShapeOperatorsTest {
    @Test
    void slicesForwardAndBackward() {
        same(
                run(
                        9,
                        1,
                        1,
                        5,
                        count(5),
                        n -> n.node(
                                "Slice",
                                List.of("x"),
                                "y",
                                "axes",
                                List.of(3),
                                "starts",
                                List.of(1),
                                "ends",
                                List.of(-1))),
                2,
                3,
                4);
        same(
                run(
                        1,
                        5,
                        count(5),
                        n -> n.ints("s", -1)
                                .ints("e", Long.MIN_VALUE)
                                .ints("a", 3)
                                .ints("t", -2)
                                .node("Slice", List.of("x", "s", "e", "a", "t"), "y")),
                5,
                3,
                1);
    }

    @Test
    void partsPutTogether() {
        same(
                run(
                        1,
                        4,
                        count(4),
                        n -> n.ints("l", 1, 3)
                                .named("", "Split", List.of("x", "l"), List.of("p", "q"), "axis", 3)
                                .node("Concat", List.of("q", "p"), "y", "axis", -1)),
                2,
                3,
                4,
                1);
        same(
                run(
                        11,
                        1,
                        1,
                        4,
                        count(4),
                        n -> n.named("", "Split", List.of("x"), List.of("p", "q"), "axis", 3)
                                .node("Sub", List.of("q", "p"), "y")),
                2,
                2);
    }

    @Test
    void gathers() {
        same(
                run(1, 4, count(4), n -> n.ints("i", 3, -4, 3).node("Gather", List.of("x", "i"), "y", "axis", 3)),
                4,
                1,
                4);
        same(
                run(
                        2,
                        2,
                        count(4),
                        n -> n.initializer(TinyNetwork.intTensor("i", 0, 0, 1, 1, 0, 0, 1, 0).toBuilder()
                                        .clearDims()
                                        .addDims(1)
                                        .addDims(2)
                                        .addDims(4)
                                        .build())
                                .node("GatherND", List.of("x", "i"), "y", "batch_dims", 0)),
                4,
                3);
        same(
                run(
                        2,
                        2,
                        count(4),
                        n -> n.initializer(TinyNetwork.intTensor("i", 1, 0).toBuilder()
                                        .clearDims()
                                        .addDims(1)
                                        .addDims(1)
                                        .addDims(1)
                                        .addDims(2)
                                        .build())
                                .node("GatherElements", List.of("x", "i"), "y", "axis", 2)),
                3,
                2);
    }

    @Test
    void paddingOfAllKinds() {
        double[] x = {1, 2, 3};
        UnaryOperator<TinyNetwork> pads =
                n -> n.ints("p", 0, 0, 0, 2, 0, 0, 0, 1).floats("v", List.of(), 9);
        same(run(1, 3, x, n -> pads.apply(n).node("Pad", List.of("x", "p", "v"), "y")), 9, 9, 1, 2, 3, 9);
        same(run(1, 3, x, n -> pads.apply(n).node("Pad", List.of("x", "p"), "y", "mode", "reflect")), 3, 2, 1, 2, 3, 2);
        same(run(1, 3, x, n -> pads.apply(n).node("Pad", List.of("x", "p"), "y", "mode", "edge")), 1, 1, 1, 2, 3, 3);
        same(
                run(
                        10,
                        1,
                        1,
                        3,
                        x,
                        n -> n.node("Pad", List.of("x"), "y", "pads", List.of(0, 0, 0, -1, 0, 0, 0, 1), "value", 5f)),
                2,
                3,
                5);
    }

    @Test
    void resizing() {
        double[] x = {1, 3};
        same(
                run(
                        1,
                        2,
                        x,
                        n -> n.floats("r", List.of(0))
                                .floats("s", List.of(4), 1, 1, 1, 2)
                                .node("Resize", List.of("x", "r", "s"), "y", "mode", "linear")),
                1,
                1.5,
                2.5,
                3);
        same(
                run(
                        1,
                        2,
                        x,
                        n -> n.ints("s", 1, 1, 1, 3)
                                .node(
                                        "Resize",
                                        List.of("x", "", "", "s"),
                                        "y",
                                        "mode",
                                        "linear",
                                        "coordinate_transformation_mode",
                                        "align_corners")),
                1,
                2,
                3);
        same(
                run(
                        1,
                        2,
                        x,
                        n -> n.floats("s", List.of(4), 1, 1, 2, 2)
                                .node(
                                        "Resize",
                                        List.of("x", "", "s"),
                                        "y",
                                        "nearest_mode",
                                        "floor",
                                        "coordinate_transformation_mode",
                                        "asymmetric")),
                1,
                1,
                3,
                3,
                1,
                1,
                3,
                3);
        same(
                run(9, 1, 1, 2, x, n -> n.floats("s", List.of(4), 1, 1, 1, 2).node("Upsample", List.of("x", "s"), "y")),
                1,
                1,
                3,
                3);
    }

    @Test
    void depthAndSpace() {
        double[] x = count(4);
        same(run(17, 4, 1, 1, x, n -> n.node("DepthToSpace", List.of("x"), "y", "blocksize", 2)), 1, 2, 3, 4);
        same(
                run(
                        2,
                        2,
                        x,
                        n -> n.node("SpaceToDepth", List.of("x"), "d", "blocksize", 2)
                                .node("Transpose", List.of("d"), "y", "perm", List.of(0, 2, 3, 1))),
                1,
                2,
                3,
                4);
    }

    @Test
    void shapesAreWorkedOutFromTheInput() {
        // y = x reshaped to (N, W, H) by arithmetic on Shape(x), tiled and expanded.
        Graph graph = TinyNetwork.of("n", 1, "h", "w")
                .node("Shape", List.of("x"), "shape")
                .ints("zero", 0)
                .ints("three", 3)
                .ints("two", 2)
                .node("Gather", List.of("shape", "zero"), "n")
                .node("Gather", List.of("shape", "three"), "w")
                .node("Gather", List.of("shape", "two"), "h")
                .node("Mul", List.of("h", "w"), "area")
                .node("Div", List.of("area", "h"), "w2")
                .node("Concat", List.of("n", "w2", "h"), "new", "axis", 0)
                .node("Reshape", List.of("x", "new"), "r")
                .ints("axes", 1)
                .node("ReduceSum", List.of("r", "axes"), "s", "keepdims", 0)
                .node("ConstantOfShape", List.of("new"), "zeros")
                .node("ReduceSum", List.of("zeros", "axes"), "z", "keepdims", 0)
                .node("Add", List.of("s", "z"), "y")
                .output("y", "n", "h")
                .read();
        for (int images : new int[] {1, 2, 3, 8, 11}) {
            Graph sized = graph.at(3, 2);
            float[] values = new float[images * 6];
            java.util.Arrays.fill(values, 1);
            values[0] = 5;
            try (TorchNetwork network = new TorchNetwork(sized)) {
                float[][] logits = network.logits(new Tensor(new int[] {images, 1, 3, 2}, values));
                assertEquals(images, logits.length);
                same(logits[0], 6, 2, 2);
            }
        }
    }
}
