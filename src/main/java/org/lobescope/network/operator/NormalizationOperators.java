package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Normalisations. */
final class NormalizationOperators {
    static final Map<String, Operator> ALL = Map.of(
            "BatchNormalization", NormalizationOperators::batchNorm,
            "LayerNormalization", NormalizationOperators::layerNorm,
            "InstanceNormalization", NormalizationOperators::instanceNorm,
            "GroupNormalization", NormalizationOperators::groupNorm,
            "LRN", NormalizationOperators::localResponse,
            "LpNormalization", NormalizationOperators::lp);

    private NormalizationOperators() {}

    private static void batchNorm(Call node, ProgramBuilder program) {
        if (node.attributes().flag("training_mode", false)) {
            throw node.problem("is in training mode", "call model.eval() before the export");
        }
        program.emit(
                node,
                new Op.BatchNorm(node.attributes().number("epsilon", 1e-5f)),
                List.copyOf(node.inputs().subList(0, 5)),
                program.shape(node, 0));
    }

    private static void layerNorm(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int axis = Shapes.axis(node, node.attributes().integer("axis", -1), x.size());
        float epsilon = node.attributes().number("epsilon", 1e-5f);
        List<Integer> normalised = x.subList(axis, x.size());
        boolean plain = program.shape(node, 1).equals(normalised)
                && (!node.has(2) || program.shape(node, 2).equals(normalised));
        if (plain) {
            String shift = node.has(2) ? node.input(2) : filled(node, program, "shift", normalised, 0);
            program.emit(node, new Op.LayerNorm(axis, epsilon), List.of(node.input(0), node.input(1), shift), x);
            return;
        }
        String normal = unit(node, program, node.input(0), x, axis, epsilon);
        affine(node, program, normal, node.input(1), node.input(2), x);
    }

    private static void instanceNorm(Call node, ProgramBuilder program) {
        group(node, program, program.shape(node, 0).get(1), false);
    }

    private static void groupNorm(Call node, ProgramBuilder program) {
        int groups = node.attributes().integer("num_groups", 1);
        // Until opset 20 there was one scale per group, since then one per channel.
        group(node, program, groups, program.shape(node, 1).equals(List.of(groups)));
    }

    private static void group(Call node, ProgramBuilder program, int groups, boolean perGroup) {
        List<Integer> x = program.shape(node, 0);
        float epsilon = node.attributes().number("epsilon", 1e-5f);
        List<Integer> rows = List.of(x.get(0), groups, Shapes.size(x) / x.get(0) / groups);
        String grouped = program.hidden(node, "grouped");
        program.emit(node, new Op.Reshape(rows), List.of(node.input(0)), grouped, rows);
        String normal = unit(node, program, grouped, rows, 2, epsilon);
        List<Integer> vector = new ArrayList<>(Collections.nCopies(perGroup ? 3 : x.size(), 1));
        vector.set(1, perGroup ? groups : x.get(1));
        List<String> factors = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            String factor = program.hidden(node, "factor" + i);
            program.emit(node, new Op.Reshape(vector), List.of(node.input(i)), factor, vector);
            factors.add(factor);
        }
        if (perGroup) {
            String scaled = program.hidden(node, "scaled");
            program.emit(node, new Op.Binary(Op.Operator.MUL), List.of(normal, factors.get(0)), scaled, rows);
            String moved = program.hidden(node, "moved");
            program.emit(node, new Op.Binary(Op.Operator.ADD), List.of(scaled, factors.get(1)), moved, rows);
            program.emit(node, new Op.Reshape(x), List.of(moved), x);
        } else {
            String back = program.hidden(node, "back");
            program.emit(node, new Op.Reshape(x), List.of(normal), back, x);
            affine(node, program, back, factors.get(0), factors.get(1), x);
        }
    }

    /** Normalised to mean 0 and variance 1 from an axis on. */
    private static String unit(
            Call node, ProgramBuilder program, String x, List<Integer> shape, int axis, float epsilon) {
        List<Integer> normalised = shape.subList(axis, shape.size());
        String result = program.hidden(node, "unit");
        program.emit(
                node,
                new Op.LayerNorm(axis, epsilon),
                List.of(x, filled(node, program, "one", normalised, 1), filled(node, program, "zero", normalised, 0)),
                result,
                shape);
        return result;
    }

    private static void affine(
            Call node, ProgramBuilder program, String x, String scale, String shift, List<Integer> shape) {
        Op multiply = new Op.Binary(Op.Operator.MUL);
        if (shift.isEmpty()) {
            program.emit(node, multiply, List.of(x, scale), shape);
            return;
        }
        String scaled = program.hidden(node, "scaled");
        program.emit(node, multiply, List.of(x, scale), scaled, shape);
        program.emit(node, new Op.Binary(Op.Operator.ADD), List.of(scaled, shift), shape);
    }

    private static String filled(Call node, ProgramBuilder program, String what, List<Integer> shape, float value) {
        program.room(node, Shapes.size(shape));
        return program.derived(node, what + shape, () -> {
            float[] values = new float[Shapes.size(shape)];
            Arrays.fill(values, value);
            return Constant.of(shape, values);
        });
    }

    /** x / (bias + alpha / size * sum of squares of the neighbouring channels) ^ beta (Krizhevsky 2012). */
    private static void localResponse(Call node, ProgramBuilder program) {
        Attributes a = node.attributes();
        List<Integer> x = program.shape(node, 0);
        int size = a.integer("size", 5);
        int before = (size - 1) / 2;
        int after = size - 1 - before;
        String square = program.hidden(node, "square");
        program.emit(node, new Op.Binary(Op.Operator.MUL), List.of(node.input(0), node.input(0)), square, x);
        List<Integer> none = Collections.nCopies(x.size(), 0);
        String padded = program.hidden(node, "padded");
        program.emit(
                node,
                new Op.Pad(Shapes.with(none, 1, before), Shapes.with(none, 1, after), 0),
                List.of(square),
                padded,
                Shapes.with(x, 1, x.get(1) + size - 1));
        String sum = "";
        for (int i = 0; i < size; i++) {
            String part = program.hidden(node, "part" + i);
            program.emit(node, new Op.Slice(1, i, i + x.get(1), 1), List.of(padded), part, x);
            String more = program.hidden(node, "sum" + i);
            if (i > 0) {
                program.emit(node, new Op.Binary(Op.Operator.ADD), List.of(sum, part), more, x);
            }
            sum = i > 0 ? more : part;
        }
        String factor = filled(node, program, "factor", List.of(1), a.number("alpha", 1e-4f) / size);
        String scaled = program.hidden(node, "scaled");
        program.emit(node, new Op.Binary(Op.Operator.MUL), List.of(sum, factor), scaled, x);
        divideByPower(node, program, scaled, a.number("bias", 1), a.number("beta", 0.75f), x);
    }

    private static void divideByPower(
            Call node, ProgramBuilder program, String scaled, float bias, float beta, List<Integer> x) {
        String moved = program.hidden(node, "moved");
        program.emit(
                node,
                new Op.Binary(Op.Operator.ADD),
                List.of(scaled, filled(node, program, "bias", List.of(1), bias)),
                moved,
                x);
        String power = program.hidden(node, "power");
        program.emit(
                node,
                new Op.Binary(Op.Operator.POW),
                List.of(moved, filled(node, program, "beta", List.of(1), beta)),
                power,
                x);
        program.emit(node, new Op.Binary(Op.Operator.DIV), List.of(node.input(0), power), x);
    }

    private static void lp(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int axis = Shapes.axis(node, node.attributes().integer("axis", -1), x.size());
        Op.Reduction kind = node.attributes().integer("p", 2) == 1 ? Op.Reduction.L1 : Op.Reduction.L2;
        String length = program.hidden(node, "length");
        program.emit(node, new Op.Reduce(kind, List.of(axis), true), node.inputs(), length, Shapes.with(x, axis, 1));
        program.emit(node, new Op.Binary(Op.Operator.DIV), List.of(node.input(0), length), x);
    }
}
