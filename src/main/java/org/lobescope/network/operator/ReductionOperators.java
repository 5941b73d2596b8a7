package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.Op;

/** Reductions over axes, and softmax. */
final class ReductionOperators {
    static final Map<String, Operator> ALL = Map.ofEntries(
            reduction("ReduceMean", Op.Reduction.MEAN),
            reduction("ReduceSum", Op.Reduction.SUM),
            reduction("ReduceMax", Op.Reduction.MAX),
            reduction("ReduceMin", Op.Reduction.MIN),
            reduction("ReduceProd", Op.Reduction.PRODUCT),
            reduction("ReduceL1", Op.Reduction.L1),
            reduction("ReduceL2", Op.Reduction.L2),
            reduction("ReduceSumSquare", Op.Reduction.SUM_SQUARE),
            reduction("ReduceLogSumExp", Op.Reduction.LOG_SUM_EXP),
            Map.entry("Softmax", (node, program) -> softmax(node, program, false)),
            Map.entry("LogSoftmax", (node, program) -> softmax(node, program, true)));

    private ReductionOperators() {}

    private static Map.Entry<String, Operator> reduction(String kind, Op.Reduction reduction) {
        return Map.entry(kind, (node, program) -> {
            int rank = program.rank(node, 0);
            // An attribute before opset 18 (13 for ReduceSum), an input since.
            List<Integer> axes = program.integers(node, "axes", 1);
            boolean keep = node.attributes().flag("keepdims", true);
            if (axes == null || axes.isEmpty()) {
                if (node.attributes().flag("noop_with_empty_axes", false)) {
                    program.emit(node, new Op.Identity(), List.of(node.input(0)), program.shape(node, 0));
                    return;
                }
                axes = IntStream.range(0, rank).boxed().toList();
            }
            reduce(node, program, reduction, Shapes.axes(node, axes, rank), keep);
        });
    }

    /** Adds a reduction over axes that are counted from the front. */
    static void reduce(Call node, ProgramBuilder program, Op.Reduction reduction, List<Integer> axes, boolean keep) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            if (!axes.contains(i)) {
                shape.add(x.get(i));
            } else if (keep) {
                shape.add(1);
            }
        }
        program.emit(node, new Op.Reduce(reduction, axes, keep), List.of(node.input(0)), shape);
    }

    private static void softmax(Call node, ProgramBuilder program, boolean logarithm) {
        List<Integer> x = program.shape(node, 0);
        boolean old = node.opset() < 13;
        int axis = Shapes.axis(node, node.attributes().integer("axis", old ? 1 : -1), x.size());
        // Before opset 13 all axes from this one on count as one.
        if (!old || axis == x.size() - 1 || Shapes.size(x.subList(axis + 1, x.size())) == 1) {
            program.emit(node, logarithm ? new Op.LogSoftmax(axis) : new Op.Softmax(axis), x);
            return;
        }
        List<Integer> flat = List.of(Shapes.size(x.subList(0, axis)), Shapes.size(x.subList(axis, x.size())));
        String rows = program.hidden(node, "rows");
        program.emit(node, new Op.Reshape(flat), node.inputs(), rows, flat);
        String normal = program.hidden(node, "normal");
        program.emit(node, logarithm ? new Op.LogSoftmax(1) : new Op.Softmax(1), List.of(rows), normal, flat);
        program.emit(node, new Op.Reshape(x), List.of(normal), x);
    }
}
