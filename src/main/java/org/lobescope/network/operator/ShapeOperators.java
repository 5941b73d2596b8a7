package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Operations on the shape, and constants that are made from a shape. */
final class ShapeOperators {
    static final Map<String, Operator> ALL = Map.ofEntries(
            Map.entry("Flatten", ShapeOperators::flatten),
            Map.entry("Reshape", ShapeOperators::reshape),
            Map.entry("Squeeze", ShapeOperators::squeeze),
            Map.entry("Unsqueeze", ShapeOperators::unsqueeze),
            Map.entry("Transpose", ShapeOperators::transpose),
            Map.entry("Expand", ShapeOperators::expand),
            Map.entry("Tile", ShapeOperators::tile),
            Map.entry("Shape", ShapeOperators::shape),
            Map.entry("Size", ShapeOperators::size),
            Map.entry("ConstantOfShape", ShapeOperators::constantOfShape),
            Map.entry("Range", ShapeOperators::range),
            Map.entry("DepthToSpace", ShapeOperators::depthToSpace),
            Map.entry("SpaceToDepth", ShapeOperators::spaceToDepth));

    private ShapeOperators() {}

    private static void to(Call node, ProgramBuilder program, List<Integer> shape) {
        List<Integer> x = program.shape(node, 0);
        if (Shapes.size(x) != Shapes.size(shape)) {
            throw node.problem(
                    "cannot turn the shape " + Shapes.text(x) + " into " + Shapes.text(shape),
                    "give the network images of the size that it was trained with");
        }
        program.emit(node, new Op.Reshape(shape), List.of(node.input(0)), shape);
    }

    private static void flatten(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int axis = node.attributes().integer("axis", 1);
        axis = axis < 0 ? axis + x.size() : axis;
        to(node, program, List.of(Shapes.size(x.subList(0, axis)), Shapes.size(x.subList(axis, x.size()))));
    }

    private static void reshape(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> wanted = program.integers(node, "shape", 1);
        if (wanted == null) {
            throw node.problem("has no shape", "export the network again");
        }
        boolean zero = node.attributes().flag("allowzero", false);
        List<Integer> shape = new ArrayList<>();
        int known = 1;
        for (int i = 0; i < wanted.size(); i++) {
            int n = wanted.get(i) == 0 && !zero && i < x.size() ? x.get(i) : wanted.get(i);
            shape.add(n);
            known *= n == -1 ? 1 : n;
        }
        int open = shape.indexOf(-1);
        if (open >= 0) {
            shape.set(open, known == 0 ? 0 : Shapes.size(x) / known);
        }
        to(node, program, List.copyOf(shape));
    }

    private static void squeeze(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> axes = program.integers(node, "axes", 1);
        List<Integer> gone = axes == null
                ? IntStream.range(0, x.size())
                        .filter(i -> x.get(i) == 1)
                        .boxed()
                        .toList()
                : Shapes.axes(node, axes, x.size());
        to(
                node,
                program,
                IntStream.range(0, x.size())
                        .filter(i -> !gone.contains(i))
                        .mapToObj(x::get)
                        .toList());
    }

    private static void unsqueeze(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> axes = program.integers(node, "axes", 1);
        if (axes == null) {
            throw node.problem("has no axes", "export the network again");
        }
        List<Integer> shape = new ArrayList<>(x);
        for (int axis : Shapes.axes(node, axes, x.size() + axes.size())) {
            shape.add(axis, 1);
        }
        to(node, program, List.copyOf(shape));
    }

    private static void transpose(Call node, ProgramBuilder program) {
        int rank = program.rank(node, 0);
        List<Integer> order = node.attributes()
                .integers("perm")
                .orElseGet(() ->
                        IntStream.range(0, rank).mapToObj(i -> rank - 1 - i).toList());
        transpose(node, program, node.input(0), order, node.output());
    }

    private static void transpose(Call node, ProgramBuilder program, String x, List<Integer> order, String output) {
        List<Integer> shape = program.shapeOf(node, x);
        program.emit(
                node,
                new Op.Transpose(List.copyOf(order)),
                List.of(x),
                output,
                order.stream().map(shape::get).toList());
    }

    private static void expand(Call node, ProgramBuilder program) {
        List<Integer> shape = Shapes.broadcast(node, program.shape(node, 0), program.integers(node, 1));
        program.emit(node, new Op.Expand(shape), List.of(node.input(0)), shape);
    }

    private static void tile(Call node, ProgramBuilder program) {
        List<Integer> repeats = program.integers(node, 1);
        List<Integer> x = program.shape(node, 0);
        List<Integer> shape = IntStream.range(0, x.size())
                .mapToObj(i -> x.get(i) * repeats.get(i))
                .toList();
        program.emit(node, new Op.Tile(repeats), List.of(node.input(0)), shape);
    }

    private static void shape(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int start = end(node.attributes().integer("start", 0), x.size());
        int end = end(node.attributes().integer("end", x.size()), x.size());
        long[] lengths = x.subList(start, Math.max(start, end)).stream()
                .mapToLong(n -> n)
                .toArray();
        program.known(node, Constant.of(List.of(lengths.length), Constant.Type.INT, lengths));
    }

    private static int end(int index, int rank) {
        return Math.clamp(index < 0 ? index + rank : index, 0, rank);
    }

    private static void size(Call node, ProgramBuilder program) {
        long[] size = {Shapes.size(program.shape(node, 0))};
        program.known(node, Constant.of(List.of(), Constant.Type.INT, size));
    }

    private static void constantOfShape(Call node, ProgramBuilder program) {
        List<Integer> shape = program.integers(node, 0);
        Constant value = node.value().orElseGet(() -> Constant.of(List.of(1), new float[1]));
        int size = Shapes.size(shape);
        program.room(node, size);
        if (value.type() == Constant.Type.FLOAT) {
            float[] values = new float[size];
            Arrays.fill(values, value.floats()[0]);
            program.known(node, Constant.of(shape, values));
        } else {
            long[] values = new long[size];
            Arrays.fill(values, value.longs()[0]);
            program.known(node, Constant.of(shape, value.type(), values));
        }
    }

    private static void range(Call node, ProgramBuilder program) {
        Constant from = program.constant(node, 0);
        double start = from.number(0);
        double step = program.constant(node, 2).number(0);
        int count = (int) Math.max(0, Math.ceil((program.constant(node, 1).number(0) - start) / step));
        program.room(node, count);
        if (from.type() == Constant.Type.FLOAT) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (start + i * step);
            }
            program.known(node, Constant.of(List.of(count), values));
        } else {
            long[] values = IntStream.range(0, count)
                    .mapToLong(i -> (long) (start + i * step))
                    .toArray();
            program.known(node, Constant.of(List.of(count), Constant.Type.INT, values));
        }
    }

    private static void depthToSpace(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int block = node.attributes().integer("blocksize", 1);
        int depth = x.get(1) / (block * block);
        boolean crd = node.attributes().text("mode", "DCR").equals("CRD");
        List<Integer> apart = crd
                ? List.of(x.get(0), depth, block, block, x.get(2), x.get(3))
                : List.of(x.get(0), block, block, depth, x.get(2), x.get(3));
        List<Integer> order = crd ? List.of(0, 1, 4, 2, 5, 3) : List.of(0, 3, 4, 1, 5, 2);
        moved(node, program, apart, order, List.of(x.get(0), depth, x.get(2) * block, x.get(3) * block));
    }

    private static void spaceToDepth(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        int block = node.attributes().integer("blocksize", 1);
        int height = x.get(2) / block;
        int width = x.get(3) / block;
        moved(
                node,
                program,
                List.of(x.get(0), x.get(1), height, block, width, block),
                node.attributes().text("mode", "DCR").equals("CRD")
                        ? List.of(0, 1, 3, 5, 2, 4)
                        : List.of(0, 3, 5, 1, 2, 4),
                List.of(x.get(0), x.get(1) * block * block, height, width));
    }

    private static void moved(
            Call node, ProgramBuilder program, List<Integer> apart, List<Integer> order, List<Integer> shape) {
        String split = program.hidden(node, "split");
        program.emit(node, new Op.Reshape(apart), List.of(node.input(0)), split, apart);
        String turned = program.hidden(node, "turned");
        transpose(node, program, split, order, turned);
        program.emit(node, new Op.Reshape(shape), List.of(turned), shape);
    }

    /** Zeros, one per axis. */
    static List<Integer> zeros(int rank) {
        return Collections.nCopies(rank, 0);
    }
}
