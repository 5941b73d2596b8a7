package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.Op;
import org.lobescope.network.Window;

/** Pooling over windows and over the whole image. */
final class PoolingOperators {
    static final Map<String, Operator> ALL = Map.of(
            "MaxPool",
            PoolingOperators::maxPool,
            "AveragePool",
            PoolingOperators::averagePool,
            "GlobalAveragePool",
            (node, program) -> global(node, program, Op.Reduction.MEAN),
            "GlobalMaxPool",
            (node, program) -> global(node, program, Op.Reduction.MAX));

    private PoolingOperators() {}

    private static void maxPool(Call node, ProgramBuilder program) {
        boolean ceil = node.attributes().flag("ceil_mode", false);
        Window window = window(node, program);
        program.emit(node, new Op.MaxPool(window, ceil), pooled(program.shape(node, 0), window, ceil));
    }

    private static void averagePool(Call node, ProgramBuilder program) {
        boolean ceil = node.attributes().flag("ceil_mode", false);
        boolean count = node.attributes().flag("count_include_pad", false);
        Window window = window(node, program);
        program.emit(node, new Op.AveragePool(window, ceil, count), pooled(program.shape(node, 0), window, ceil));
    }

    private static Window window(Call node, ProgramBuilder program) {
        List<Integer> kernel = node.attributes()
                .integers("kernel_shape")
                .orElseThrow(() -> node.problem("has no kernel_shape", "export the network again"));
        return Windows.of(node, kernel, program.shape(node, 0));
    }

    private static List<Integer> pooled(List<Integer> x, Window window, boolean ceil) {
        List<Integer> shape = new ArrayList<>(x.subList(0, 2));
        for (int i = 0; i < window.axes(); i++) {
            shape.add(window.places(i, x.get(2 + i), ceil));
        }
        return shape;
    }

    private static void global(Call node, ProgramBuilder program, Op.Reduction kind) {
        int rank = program.rank(node, 0);
        ReductionOperators.reduce(
                node, program, kind, IntStream.range(2, rank).boxed().toList(), true);
    }
}
