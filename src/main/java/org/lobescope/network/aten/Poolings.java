package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.network.Interpolation;
import org.lobescope.network.Op;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Shapes;

/** Pooling over windows, and over the bins of a grid. */
final class Poolings {
    private static final String MAX = "(self, kernel_size, stride=[], padding=0, dilation=1, ceil_mode=False)";
    private static final String MEAN =
            "(self, kernel_size, stride=[], padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)";
    private static final String GRID = "(self, output_size)";

    static final Map<String, Aten.Function> ALL = Map.ofEntries(
            Map.entry("max_pool1d" + MAX, call -> max(call, 1)),
            Map.entry("max_pool2d" + MAX, call -> max(call, 2)),
            Map.entry("max_pool3d" + MAX, call -> max(call, 3)),
            Map.entry("max_pool2d_with_indices" + MAX, call -> withIndices(max(call, 2))),
            Map.entry("max_pool3d_with_indices" + MAX, call -> withIndices(max(call, 3))),
            Map.entry(
                    "avg_pool1d(self, kernel_size, stride=[], padding=0, ceil_mode=False, count_include_pad=True)",
                    call -> mean(call, 1)),
            Map.entry("avg_pool2d" + MEAN, call -> mean(call, 2)),
            Map.entry("avg_pool3d" + MEAN, call -> mean(call, 3)),
            Map.entry("adaptive_avg_pool1d" + GRID, call -> gridMean(call, 1)),
            Map.entry("adaptive_avg_pool2d" + GRID, call -> gridMean(call, 2)),
            Map.entry("_adaptive_avg_pool2d" + GRID, call -> gridMean(call, 2)),
            Map.entry("adaptive_avg_pool3d" + GRID, call -> gridMean(call, 3)),
            Map.entry("adaptive_max_pool1d" + GRID, call -> withIndices(gridMax(call, 1))),
            Map.entry("adaptive_max_pool2d" + GRID, call -> withIndices(gridMax(call, 2))));

    private Poolings() {}

    /** The maxima, and where they were, which is not known. */
    private static Object withIndices(Object maxima) {
        return new Pickled.Tuple(List.of(maxima, Pickled.Nothing.NONE));
    }

    private static Attributes.Builder window(AtenCall call, int axes) {
        List<Integer> kernel = call.integers("kernel_size", axes);
        List<Integer> padding = call.integers("padding", axes);
        List<Integer> pads = new ArrayList<>(padding);
        pads.addAll(padding);
        return AtenCall.attributes()
                .integers("kernel_shape", kernel)
                .integers("strides", call.integers("stride").isEmpty() ? kernel : call.integers("stride", axes))
                .integers("pads", pads)
                .flag("ceil_mode", call.flag("ceil_mode"));
    }

    private static Object max(AtenCall call, int axes) {
        Attributes attributes = window(call, axes)
                .integers("dilations", call.integers("dilation", axes))
                .build();
        return call.result("MaxPool", attributes, call.tensor("self"));
    }

    private static Object mean(AtenCall call, int axes) {
        if (axes > 1 && !call.none("divisor_override")) {
            throw call.unsupported("divides by another number than that of the pixels");
        }
        Attributes attributes = window(call, axes)
                .flag("count_include_pad", call.flag("count_include_pad"))
                .build();
        return call.result("AveragePool", attributes, call.tensor("self"));
    }

    /** The lengths of the grid; where None is asked for, the input's. */
    private static List<Integer> grid(AtenCall call, int axes) {
        List<Integer> x = call.shape(call.tensor("self"));
        List<Optional<Integer>> wanted = call.perhapsIntegers("output_size");
        List<Integer> grid = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            int length = x.get(x.size() - axes + i);
            grid.add(wanted.get(wanted.size() == 1 ? 0 : i).orElse(length));
            if (grid.getLast() < 1) {
                throw call.unsupported("makes a grid of " + grid.getLast() + " bins");
            }
        }
        return grid;
    }

    private static boolean even(List<Integer> lengths, List<Integer> grid) {
        for (int i = 0; i < grid.size(); i++) {
            if (lengths.get(i) % grid.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Attributes bins(List<Integer> lengths, List<Integer> grid) {
        List<Integer> bin = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            bin.add(lengths.get(i) / grid.get(i));
        }
        return AtenCall.attributes()
                .integers("kernel_shape", bin)
                .integers("strides", bin)
                .build();
    }

    /** Bin i of n over a length L goes from floor(i L / n) to ceil((i + 1) L / n): they overlap where n does not divide L. */
    private static Object gridMean(AtenCall call, int axes) {
        TensorValue x = call.tensor("self");
        List<Integer> shape = call.shape(x);
        List<Integer> grid = grid(call, axes);
        int first = shape.size() - axes;
        List<Integer> lengths = shape.subList(first, shape.size());
        if (first == 2 && grid.stream().allMatch(n -> n == 1)) {
            return call.result("GlobalAveragePool", AtenCall.NONE, x);
        }
        if (first == 2 && even(lengths, grid)) {
            return call.result("AveragePool", bins(lengths, grid), x);
        }
        List<Interpolation> maps = new ArrayList<>();
        List<Integer> result = new ArrayList<>(shape);
        for (int i = 0; i < axes; i++) {
            int from = lengths.get(i);
            int to = grid.get(i);
            call.room((long) from * to);
            float[] weights = new float[from * to];
            for (int bin = 0; bin < to; bin++) {
                int start = start(bin, from, to);
                int end = end(bin, from, to);
                for (int k = start; k < end; k++) {
                    weights[bin * from + k] = 1f / (end - start);
                }
            }
            maps.add(new Interpolation(first + i, from, to, weights));
            result.set(first + i, to);
        }
        return call.result(new Op.Resize(List.copyOf(maps)), result, x);
    }

    private static int start(int bin, int from, int to) {
        return (int) ((long) bin * from / to);
    }

    private static int end(int bin, int from, int to) {
        return (int) Math.ceilDiv((bin + 1L) * from, (long) to);
    }

    private static Object gridMax(AtenCall call, int axes) {
        TensorValue x = call.tensor("self");
        List<Integer> shape = call.shape(x);
        List<Integer> grid = grid(call, axes);
        int first = shape.size() - axes;
        List<Integer> lengths = shape.subList(first, shape.size());
        if (first == 2 && even(lengths, grid)) {
            return call.result("MaxPool", bins(lengths, grid), x);
        }
        for (int i = 0; i < axes; i++) {
            int axis = first + i;
            shape = Shapes.with(shape, axis, 1);
            List<TensorValue> bins = new ArrayList<>();
            for (int bin = 0; bin < grid.get(i); bin++) {
                Attributes part = AtenCall.attributes()
                        .integers("starts", List.of(start(bin, lengths.get(i), grid.get(i))))
                        .integers("ends", List.of(end(bin, lengths.get(i), grid.get(i))))
                        .integers("axes", List.of(axis))
                        .build();
                bins.add(call.step(
                        new Op.Reduce(Op.Reduction.MAX, List.of(axis), true), shape, call.step("Slice", part, x)));
            }
            Attributes along = AtenCall.attributes().integer("axis", axis).build();
            TensorValue[] parts = bins.toArray(TensorValue[]::new);
            x = i == axes - 1 ? call.result("Concat", along, parts) : call.step("Concat", along, parts);
            shape = call.shape(x);
        }
        return x;
    }
}
