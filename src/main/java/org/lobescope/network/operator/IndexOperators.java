package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Operations that take parts of arrays and put arrays together. */
final class IndexOperators {
    static final Map<String, Operator> ALL = Map.of(
            "Concat", IndexOperators::concat,
            "Split", IndexOperators::split,
            "Slice", IndexOperators::slice,
            "Gather", IndexOperators::gather,
            "GatherElements", IndexOperators::gatherElements,
            "GatherND", IndexOperators::gatherNd,
            "Pad", IndexOperators::pad);

    private IndexOperators() {}

    private static void concat(Call node, ProgramBuilder program) {
        List<Integer> first = program.shape(node, 0);
        int axis = Shapes.axis(node, node.attributes().integer("axis", 1), first.size());
        if (node.inputs().size() == 1) {
            program.emit(node, new Op.Identity(), first);
            return;
        }
        int length = 0;
        for (int i = 0; i < node.inputs().size(); i++) {
            List<Integer> shape = program.shape(node, i);
            if (shape.size() != first.size() || !Shapes.with(shape, axis, 0).equals(Shapes.with(first, axis, 0))) {
                throw node.problem(
                        "joins inputs of the shapes " + Shapes.text(first) + " and " + Shapes.text(shape),
                        "give the network images of the size that it was trained with");
            }
            length += shape.get(axis);
        }
        program.emit(node, new Op.Concat(axis), Shapes.with(first, axis, length));
    }

    private static void split(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int axis = Shapes.axis(node, node.attributes().integer("axis", 0), x.size());
        List<Integer> lengths = program.integers(node, "split", 1);
        if (lengths == null) {
            int parts = node.attributes().integer("num_outputs", node.outputs().size());
            int each = Math.ceilDiv(x.get(axis), parts);
            int all = x.get(axis);
            lengths = IntStream.range(0, parts)
                    .mapToObj(i -> Math.min(each, all - i * each))
                    .toList();
        }
        List<List<Integer>> shapes =
                lengths.stream().map(n -> Shapes.with(x, axis, n)).toList();
        program.emit(node, new Op.Split(axis, List.copyOf(lengths)), List.of(node.input(0)), node.outputs(), shapes);
    }

    private static void slice(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> starts = program.integers(node, "starts", 1);
        List<Integer> ends = program.integers(node, "ends", 2);
        List<Integer> axes = program.integers(node, "axes", 3);
        if (starts == null || ends == null) {
            throw node.problem("has no starts or ends", "export the network again");
        }
        List<Integer> given = program.integers(node, "steps", 4);
        List<Integer> steps = given == null ? Collections.nCopies(starts.size(), 1) : given;
        String value = node.input(0);
        List<Integer> shape = x;
        for (int i = 0; i < starts.size(); i++) {
            int axis = axes == null ? i : Shapes.axis(node, axes.get(i), x.size());
            int length = x.get(axis);
            int step = steps.get(i);
            int start = starts.get(i) < 0 ? starts.get(i) + length : starts.get(i);
            int end = ends.get(i) < 0 ? Math.max(-1, ends.get(i) + length) : ends.get(i);
            start = step > 0 ? Math.clamp(start, 0, length) : Math.clamp(start, 0, length - 1);
            end = step > 0 ? Math.clamp(end, 0, length) : Math.clamp(end, -1, length - 1);
            int count = Math.max(0, Math.ceilDiv(end - start, step));
            program.room(node, step > 0 ? 0 : count);
            String next = i == starts.size() - 1 ? node.output() : program.hidden(node, "axis" + axis);
            shape = Shapes.with(shape, axis, count);
            if (step > 0) {
                program.emit(node, new Op.Slice(axis, start, end, step), List.of(value), next, shape);
            } else {
                int first = start;
                long[] indices = IntStream.range(0, count)
                        .mapToLong(k -> first + (long) k * step)
                        .toArray();
                take(node, program, value, axis, indices, next, shape);
            }
            value = next;
        }
        if (starts.isEmpty()) {
            program.emit(node, new Op.Identity(), List.of(value), x);
        }
    }

    /** Entries at fixed indices along an axis. */
    private static void take(
            Call node, ProgramBuilder program, String x, int axis, long[] indices, String output, List<Integer> shape) {
        String name = program.constant(
                program.hidden(node, "indices" + axis),
                Constant.of(List.of(indices.length), Constant.Type.INT, indices));
        program.emit(node, new Op.Gather(axis), List.of(x, name), output, shape);
    }

    private static void gather(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        Constant wanted = program.constant(node, 1);
        int axis = Shapes.axis(node, node.attributes().integer("axis", 0), x.size());
        long[] indices = wanted.longs().clone();
        for (int i = 0; i < indices.length; i++) {
            indices[i] = indices[i] < 0 ? indices[i] + x.get(axis) : indices[i];
            if (indices[i] < 0 || indices[i] >= x.get(axis)) {
                throw node.problem(
                        "takes entry " + wanted.longs()[i] + " of an axis of length " + x.get(axis),
                        "give the network images of the size that it was trained with");
            }
        }
        List<Integer> shape = new ArrayList<>(x.subList(0, axis));
        shape.addAll(wanted.shape());
        shape.addAll(x.subList(axis + 1, x.size()));
        String name = program.constant(
                program.hidden(node, "indices"), Constant.of(wanted.shape(), Constant.Type.INT, indices));
        program.emit(node, new Op.Gather(axis), List.of(node.input(0), name), shape);
    }

    private static void gatherElements(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        Constant wanted = program.constant(node, 1);
        int axis = Shapes.axis(node, node.attributes().integer("axis", 0), x.size());
        int[] strides = strides(x);
        long[] flat = new long[wanted.size()];
        int[] index = new int[x.size()];
        for (int i = 0; i < flat.length; i++) {
            long along = wanted.longs()[i];
            for (int a = 0; a < index.length; a++) {
                flat[i] += strides[a] * (a == axis ? (along < 0 ? along + x.get(axis) : along) : index[a]);
            }
            for (int a = index.length - 1;
                    a >= 0 && ++index[a] == wanted.shape().get(a);
                    a--) {
                index[a] = 0;
            }
        }
        flat(node, program, List.of(Shapes.size(x)), 0, flat, wanted.shape());
    }

    /** Index tuples become indices into the flattened axes. */
    private static void gatherNd(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        Constant wanted = program.constant(node, 1);
        int common = node.attributes().integer("batch_dims", 0);
        int tuple = wanted.shape().getLast();
        List<Integer> indexed = x.subList(common, common + tuple);
        List<Integer> rest = x.subList(common + tuple, x.size());
        int batches = Shapes.size(x.subList(0, common));
        int each = Shapes.size(indexed);
        int[] strides = strides(indexed);
        long[] flat = new long[wanted.size() / tuple];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (long) (i / (flat.length / batches)) * each;
            for (int k = 0; k < tuple; k++) {
                long index = wanted.longs()[i * tuple + k];
                flat[i] += strides[k] * (index < 0 ? index + indexed.get(k) : index);
            }
        }
        List<Integer> table = new ArrayList<>(List.of(batches * each));
        table.addAll(rest);
        List<Integer> shape =
                new ArrayList<>(wanted.shape().subList(0, wanted.shape().size() - 1));
        shape.addAll(rest);
        flat(node, program, table, 0, flat, shape);
    }

    private static void flat(
            Call node, ProgramBuilder program, List<Integer> table, int axis, long[] flat, List<Integer> shape) {
        String rows = program.hidden(node, "rows");
        program.emit(node, new Op.Reshape(table), List.of(node.input(0)), rows, table);
        String taken = program.hidden(node, "taken");
        take(node, program, rows, axis, flat, taken, Shapes.with(table, axis, flat.length));
        program.emit(node, new Op.Reshape(shape), List.of(taken), shape);
    }

    private static int[] strides(List<Integer> shape) {
        int[] strides = new int[shape.size()];
        int stride = 1;
        for (int a = strides.length - 1; a >= 0; a--) {
            strides[a] = stride;
            stride *= shape.get(a);
        }
        return strides;
    }

    private static void pad(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> pads = program.integers(node, "pads", 1);
        if (pads == null) {
            throw node.problem("has no pads", "export the network again");
        }
        float value = program.number(node, "value", 2, 0);
        List<Integer> axes = node.has(3)
                ? program.integers(node, 3)
                : IntStream.range(0, x.size()).boxed().toList();
        List<Integer> before = new ArrayList<>(ShapeOperators.zeros(x.size()));
        List<Integer> after = new ArrayList<>(before);
        List<Integer> shape = new ArrayList<>(x);
        for (int i = 0; i < axes.size(); i++) {
            int axis = Shapes.axis(node, axes.get(i), x.size());
            before.set(axis, pads.get(i));
            after.set(axis, pads.get(axes.size() + i));
            shape.set(axis, x.get(axis) + before.get(axis) + after.get(axis));
        }
        String mode = node.attributes().text("mode", "constant");
        if (mode.equals("constant")) {
            program.emit(
                    node, new Op.Pad(List.copyOf(before), List.copyOf(after), value), List.of(node.input(0)), shape);
            return;
        }
        String last = node.input(0);
        List<Integer> padded = x;
        for (int axis = 0; axis < x.size(); axis++) {
            if (before.get(axis) != 0 || after.get(axis) != 0) {
                int length = x.get(axis);
                program.room(node, (long) length + before.get(axis) + after.get(axis));
                int first = -before.get(axis);
                long[] indices = IntStream.range(first, length + after.get(axis))
                        .mapToLong(i -> inside(node, mode, i, length))
                        .toArray();
                padded = Shapes.with(padded, axis, indices.length);
                String next = program.hidden(node, "axis" + axis);
                take(node, program, last, axis, indices, next, padded);
                last = next;
            }
        }
        program.emit(node, new Op.Identity(), List.of(last), padded);
    }

    /** The pixel that a place beyond the border takes its value from. */
    private static int inside(Call node, String mode, int i, int length) {
        return switch (mode) {
            case "edge" -> Math.clamp(i, 0, length - 1);
            case "wrap" -> Math.floorMod(i, length);
            case "reflect" -> {
                int period = Math.max(1, 2 * (length - 1));
                int place = Math.floorMod(i, period);
                yield place < length ? place : period - place;
            }
            default -> throw node.unsupported("pads in the mode '" + mode + "'");
        };
    }
}
