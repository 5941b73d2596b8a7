package org.lobescope.network.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** The ONNX operators that Lobescope knows, by name. */
final class Operators {
    private static final Map<String, Operator> ALL = new HashMap<>();

    static {
        ALL.putAll(ConvolutionOperators.ALL);
        ALL.putAll(NormalizationOperators.ALL);
        ALL.putAll(PoolingOperators.ALL);
        ALL.putAll(ElementwiseOperators.ALL);
        ALL.putAll(MatrixOperators.ALL);
        ALL.putAll(ReductionOperators.ALL);
        ALL.putAll(ShapeOperators.ALL);
        ALL.putAll(IndexOperators.ALL);
        ALL.putAll(ResizeOperators.ALL);
        ALL.put("If", Operators::branch);
    }

    private Operators() {}

    static Operator of(String kind, Call node) {
        Operator operator = ALL.get(kind);
        if (operator != null) {
            return operator;
        }
        if (kind.startsWith("Random") || kind.equals("Bernoulli") || kind.equals("Multinomial")) {
            throw node.problem("draws random numbers", "call model.eval() before the export");
        }
        if (kind.contains("Quantize") || kind.startsWith("QLinear") || kind.endsWith("Integer")) {
            throw node.problem("belongs to a quantised network", "export the network with 32-bit floats");
        }
        if (List.of("Loop", "Scan", "LSTM", "GRU", "RNN").contains(kind)) {
            throw node.problem("repeats a part of the network", "export a network without loops");
        }
        throw node.problem(
                "is an operation that Lobescope does not know",
                "build the network of operations such as Conv, MaxPool, Relu, Add and Gemm and export it again");
    }

    /** A condition that is known at import: an inner graph takes the node's place. */
    private static void branch(Call node, ProgramBuilder program) {
        boolean yes = program.constant(node, 0).number(0) != 0;
        Call.Branch branch = node.branches().get(yes ? "then_branch" : "else_branch");
        if (branch == null) {
            throw node.problem("has no " + (yes ? "then" : "else") + " branch", "export the network again");
        }
        branch.nodes().forEach(program::add);
        for (int i = 0; i < branch.results().size(); i++) {
            String result = branch.results().get(i);
            String output = node.outputs().get(i);
            Constant known = program.constant(result).orElse(null);
            if (known != null) {
                program.constant(output, known);
            } else {
                program.emit(node, new Op.Identity(), List.of(result), output, program.shapeOf(node, result));
            }
        }
    }
}
