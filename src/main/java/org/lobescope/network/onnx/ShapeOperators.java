package org.lobescope.network.onnx;

import java.util.List;
import java.util.Map;
import org.lobescope.network.Op;

/** Operations that move values without changing them. */
final class ShapeOperators {
    static final Map<String, Operator> ALL = Map.of("Flatten", ShapeOperators::flatten);

    private ShapeOperators() {}

    private static void flatten(OnnxNode node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int axis = node.attributes().integer("axis", 1);
        axis = axis < 0 ? axis + x.size() : axis;
        List<Integer> shape = List.of(Shapes.size(x.subList(0, axis)), Shapes.size(x.subList(axis, x.size())));
        program.emit(node, new Op.Reshape(shape), shape);
    }
}
