package org.lobescope.network.onnx;

import java.util.HashMap;
import java.util.Map;

/** The ONNX operators that Lobescope knows, by name. */
final class Operators {
    private static final Map<String, Operator> ALL = new HashMap<>();

    static {
        ALL.putAll(ConvolutionOperators.ALL);
        ALL.putAll(NormalizationOperators.ALL);
        ALL.putAll(PoolingOperators.ALL);
        ALL.putAll(ElementwiseOperators.ALL);
        ALL.putAll(MatrixOperators.ALL);
        ALL.putAll(ShapeOperators.ALL);
    }

    private Operators() {}

    static Operator of(OnnxNode node) {
        Operator operator = ALL.get(node.kind());
        if (operator == null) {
            throw node.problem(
                    "is an operation that Lobescope does not know",
                    "replace it in the network by operations such as Conv, MaxPool, Relu, Add or Gemm and export it again");
        }
        return operator;
    }
}
