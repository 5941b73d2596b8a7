package org.lobescope.network.onnx;

import java.util.List;
import java.util.Map;
import org.lobescope.network.Op;

/** Functions of single values. */
final class ElementwiseOperators {
    static final Map<String, Operator> ALL = Map.ofEntries(
            unary("Relu", Op.Function.RELU),
            unary("Sigmoid", Op.Function.SIGMOID),
            unary("Tanh", Op.Function.TANH),
            Map.entry("Identity", ElementwiseOperators::identity),
            Map.entry("Dropout", ElementwiseOperators::identity),
            binary("Add", Op.Operator.ADD),
            binary("Sub", Op.Operator.SUB),
            binary("Mul", Op.Operator.MUL),
            binary("Div", Op.Operator.DIV));

    private ElementwiseOperators() {}

    private static Map.Entry<String, Operator> unary(String kind, Op.Function function) {
        return Map.entry(kind, (node, program) -> program.emit(node, new Op.Unary(function), program.shape(node, 0)));
    }

    private static Map.Entry<String, Operator> binary(String kind, Op.Operator operator) {
        return Map.entry(
                kind,
                (node, program) -> program.emit(
                        node,
                        new Op.Binary(operator),
                        Shapes.broadcast(node, program.shape(node, 0), program.shape(node, 1))));
    }

    private static void identity(OnnxNode node, ProgramBuilder program) {
        program.emit(node, new Op.Identity(), List.of(node.input(0)), program.shape(node, 0));
    }
}
