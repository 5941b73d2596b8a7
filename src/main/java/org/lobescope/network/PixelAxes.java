package org.lobescope.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Follows the rows and columns of the image through a program: says which axes of a value they are, also where a network
 * moves the channels to the end or splits them into two axes.
 */
final class PixelAxes {
    /** The axes of a value that are rows and columns. */
    record Pixels(int rows, int columns) {}

    private final Program program;
    private final Map<String, Pixels> known = new HashMap<>();

    PixelAxes(Program program) {
        this.program = program;
        known.put(program.input(), new Pixels(2, 3));
        for (Node node : program.nodes()) {
            for (String output : node.outputs()) {
                after(node, output).ifPresent(pixels -> known.put(output, pixels));
            }
        }
    }

    /** Rows and columns of a value, if it has any. */
    Optional<Pixels> of(String value) {
        return Optional.ofNullable(known.get(value));
    }

    /**
     * The order in which the axes of a value have to be taken to get N x K x rows x columns, K being one axis, several or
     * none. Empty for values that are not made of such maps; values N x K have no pixels.
     */
    Optional<List<Integer>> order(String value) {
        List<Integer> shape = program.shape(value);
        Pixels pixels = known.get(value);
        if (shape.isEmpty() || shape.getFirst() != program.batch()) {
            return Optional.empty();
        }
        if (pixels == null) {
            return shape.size() == 2 ? Optional.of(List.of(0, 1)) : Optional.empty();
        }
        if (pixels.rows() == 0 || pixels.columns() == 0) {
            return Optional.empty();
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, shape.size())
                .filter(a -> a != pixels.rows() && a != pixels.columns())
                .boxed()
                .toList());
        order.add(pixels.rows());
        order.add(pixels.columns());
        return Optional.of(order);
    }

    private Optional<Pixels> after(Node node, String output) {
        Pixels in = null;
        String source = "";
        for (String input : node.inputs()) {
            Pixels pixels = known.get(input);
            if (pixels != null && (in == null || area(input, pixels) > area(source, in))) {
                in = pixels;
                source = input;
            }
        }
        if (in == null) {
            return Optional.empty();
        }
        List<Integer> from = program.shape(source);
        List<Integer> to = program.shape(output);
        return switch (node.op()) {
            case Op.Transpose transpose ->
                Optional.of(new Pixels(
                        transpose.order().indexOf(in.rows()), transpose.order().indexOf(in.columns())));
            case Op.Reshape ignored -> pair(kept(from, to, in.rows()), kept(from, to, in.columns()));
            case Op.Reduce reduce ->
                reduce.keepAxes()
                        ? Optional.of(in)
                        : pair(less(in.rows(), reduce.axes()), less(in.columns(), reduce.axes()));
            case Op.Gather gather -> {
                int more = to.size() - from.size();
                yield pair(moved(in.rows(), gather.axis(), more), moved(in.columns(), gather.axis(), more));
            }
            case Op.MatMul ignored ->
                // The last axis is summed over; the others stay.
                source.equals(node.inputs().getFirst()) && in.rows() < from.size() - 1 && in.columns() < from.size() - 1
                        ? Optional.of(in)
                        : Optional.empty();
            case Op.Gemm ignored -> Optional.empty();
            default -> {
                int more = to.size() - from.size();
                yield Optional.of(new Pixels(in.rows() + more, in.columns() + more));
            }
        };
    }

    private int area(String value, Pixels pixels) {
        List<Integer> shape = program.shape(value);
        return shape.get(pixels.rows()) * shape.get(pixels.columns());
    }

    private static Optional<Pixels> pair(int rows, int columns) {
        return rows < 0 || columns < 0 ? Optional.empty() : Optional.of(new Pixels(rows, columns));
    }

    /** Where an axis is after a reshape: at the axis of the same length with as many values before it. */
    private static int kept(List<Integer> from, List<Integer> to, int axis) {
        long before = product(from, axis);
        for (int i = to.size() - 1; i >= 0; i--) {
            if (product(to, i) == before && to.get(i).equals(from.get(axis))) {
                return i;
            }
        }
        return -1;
    }

    private static long product(List<Integer> shape, int end) {
        long product = 1;
        for (int i = 0; i < end; i++) {
            product *= shape.get(i);
        }
        return product;
    }

    private static int less(int axis, List<Integer> removed) {
        return removed.contains(axis)
                ? -1
                : axis - (int) removed.stream().filter(r -> r < axis).count();
    }

    private static int moved(int axis, int gathered, int more) {
        if (axis < gathered) {
            return axis;
        }
        return axis == gathered && more != 0 ? -1 : axis + (axis > gathered ? more : 0);
    }
}
