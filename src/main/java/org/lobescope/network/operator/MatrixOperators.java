package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lobescope.Problem;
import org.lobescope.network.Op;

/** Matrix products. */
final class MatrixOperators {
    static final Map<String, Operator> ALL = Map.of("Gemm", MatrixOperators::gemm, "MatMul", MatrixOperators::matMul);

    private MatrixOperators() {}

    private static void gemm(Call node, ProgramBuilder program) {
        boolean ta = node.attributes().flag("transA", false);
        boolean tb = node.attributes().flag("transB", false);
        List<Integer> a = program.shape(node, 0);
        List<Integer> b = program.shape(node, 1);
        if (a.size() != 2 || b.size() != 2 || !a.get(ta ? 0 : 1).equals(b.get(tb ? 1 : 0))) {
            throw mismatch(node, a, b);
        }
        program.emit(
                node,
                new Op.Gemm(
                        node.attributes().number("alpha", 1), node.attributes().number("beta", 1), ta, tb),
                List.of(a.get(ta ? 1 : 0), b.get(tb ? 0 : 1)));
    }

    private static void matMul(Call node, ProgramBuilder program) {
        List<Integer> a = program.shape(node, 0);
        List<Integer> b = program.shape(node, 1);
        if (a.isEmpty() || b.isEmpty() || !a.getLast().equals(b.get(Math.max(0, b.size() - 2)))) {
            throw mismatch(node, a, b);
        }
        List<Integer> shape = new ArrayList<>(Shapes.broadcast(
                node, a.subList(0, Math.max(0, a.size() - 2)), b.subList(0, Math.max(0, b.size() - 2))));
        if (a.size() > 1) {
            shape.add(a.get(a.size() - 2));
        }
        if (b.size() > 1) {
            shape.add(b.getLast());
        }
        program.emit(node, new Op.MatMul(), shape);
    }

    private static Problem mismatch(Call node, List<Integer> a, List<Integer> b) {
        return node.problem(
                "multiplies matrices of the shapes " + Shapes.text(a) + " and " + Shapes.text(b),
                "give the network images of the size that it was trained with");
    }
}
