package org.lobescope.network.onnx;

import java.util.List;
import java.util.Map;
import org.lobescope.network.Op;

/** Normalisations. */
final class NormalizationOperators {
    static final Map<String, Operator> ALL = Map.of("BatchNormalization", NormalizationOperators::batchNorm);

    private NormalizationOperators() {}

    private static void batchNorm(OnnxNode node, ProgramBuilder program) {
        if (node.attributes().flag("training_mode", false)) {
            throw node.problem("is in training mode", "call model.eval() before the export");
        }
        program.emit(
                node,
                new Op.BatchNorm(node.attributes().number("epsilon", 1e-5f)),
                List.copyOf(node.inputs().subList(0, 5)),
                program.shape(node, 0));
    }
}
