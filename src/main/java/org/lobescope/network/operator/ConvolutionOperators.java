package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;
import org.lobescope.network.Window;

/** Convolutions. */
final class ConvolutionOperators {
    static final Map<String, Operator> ALL =
            Map.of("Conv", ConvolutionOperators::conv, "ConvTranspose", ConvolutionOperators::convTranspose);

    private ConvolutionOperators() {}

    private static void conv(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> w = program.shape(node, 1);
        int groups = node.attributes().integer("group", 1);
        if (x.size() < 3 || w.size() != x.size() || x.get(1) != w.get(1) * groups) {
            throw node.problem(
                    "gets an input of the shape " + Shapes.text(x) + " but has weights of the shape " + Shapes.text(w),
                    "check the number of channels that the network takes");
        }
        Window window = Windows.of(node, w.subList(2, w.size()), x);
        List<Integer> shape = new ArrayList<>(List.of(x.get(0), w.get(0)));
        for (int i = 0; i < window.axes(); i++) {
            shape.add(window.places(i, x.get(2 + i), false));
        }
        program.emit(node, new Op.Conv(window, groups), shape);
    }

    /**
     * A transposed convolution is a convolution of the image with strides - 1 zeros put between its pixels, with the
     * kernel turned by 180 degrees and its inputs and outputs exchanged (Dumoulin &amp; Visin 2016, arXiv 1603.07285).
     */
    private static void convTranspose(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> w = program.shape(node, 1);
        int groups = node.attributes().integer("group", 1);
        int axes = w.size() - 2;
        if (x.size() != w.size() || !x.get(1).equals(w.get(0))) {
            throw node.problem(
                    "gets an input of the shape " + Shapes.text(x) + " but has weights of the shape " + Shapes.text(w),
                    "check the number of channels that the network takes");
        }
        Window window = Windows.of(node, w.subList(2, w.size()), x);
        List<Integer> more = node.attributes().integers("output_padding").orElse(Collections.nCopies(axes, 0));
        List<Integer> before = new ArrayList<>(window.before());
        List<Integer> after = new ArrayList<>(window.after());
        crop(node, x, window, more, before, after);

        String spread = node.input(0);
        List<Integer> wide = new ArrayList<>(x);
        if (window.strides().stream().anyMatch(s -> s > 1)) {
            spread = spread(node, program, x, window.strides(), wide);
        }
        List<Integer> none = Collections.nCopies(axes, 0);
        List<Integer> ones = Collections.nCopies(axes, 1);
        List<Integer> left = new ArrayList<>(List.of(0, 0));
        List<Integer> right = new ArrayList<>(List.of(0, 0));
        List<Integer> shape = new ArrayList<>(List.of(x.get(0), w.get(1) * groups));
        for (int i = 0; i < axes; i++) {
            left.add(window.span(i) - 1 - before.get(i));
            right.add(window.span(i) - 1 - after.get(i) + more.get(i));
            wide.set(2 + i, wide.get(2 + i) + left.getLast() + right.getLast());
            shape.add(wide.get(2 + i) - window.span(i) + 1);
        }
        String padded = program.hidden(node, "padded");
        program.emit(node, new Op.Pad(left, right, 0), List.of(spread), padded, wide);
        Constant weights = program.constant(node, 1);
        String kernel = program.derived(node, "kernel", () -> turned(weights, groups));
        List<String> inputs = new ArrayList<>(List.of(padded, kernel));
        if (node.has(2)) {
            inputs.add(node.input(2));
        }
        Window plain = new Window(window.kernel(), ones, none, none, window.dilations());
        program.emit(node, new Op.Conv(plain, groups), inputs, shape);
    }

    /** Works out what is cut off from each side where the node asks for an output size instead of pads. */
    private static void crop(
            Call node, List<Integer> x, Window window, List<Integer> more, List<Integer> before, List<Integer> after) {
        String auto = node.attributes().text("auto_pad", "NOTSET");
        List<Integer> wanted = node.attributes().integers("output_shape").orElse(List.of());
        for (int i = 0; i < window.axes(); i++) {
            int stride = window.strides().get(i);
            if (!wanted.isEmpty() || auto.startsWith("SAME")) {
                int length = wanted.isEmpty() ? x.get(2 + i) * stride : wanted.get(wanted.size() - window.axes() + i);
                int total = stride * (x.get(2 + i) - 1) + more.get(i) + window.span(i) - length;
                int small = Math.floorDiv(total, 2);
                boolean upper = auto.equals("SAME_UPPER");
                before.set(i, upper ? small : total - small);
                after.set(i, upper ? total - small : small);
            }
        }
    }

    /** Puts zeros between the pixels. */
    private static String spread(
            Call node, ProgramBuilder program, List<Integer> x, List<Integer> strides, List<Integer> wide) {
        int axes = strides.size();
        List<Integer> apart = new ArrayList<>(x.subList(0, 2));
        List<Integer> apartPadded = new ArrayList<>(x.subList(0, 2));
        List<Integer> zeros = new ArrayList<>(Collections.nCopies(2 + 2 * axes, 0));
        List<Integer> margins = new ArrayList<>(zeros);
        List<Integer> together = new ArrayList<>(x.subList(0, 2));
        List<Integer> off = new ArrayList<>(List.of(0, 0));
        for (int i = 0; i < axes; i++) {
            int length = x.get(2 + i);
            int stride = strides.get(i);
            apart.addAll(List.of(length, 1));
            apartPadded.addAll(List.of(length, stride));
            margins.set(3 + 2 * i, stride - 1);
            together.add(length * stride);
            off.add(1 - stride);
            wide.set(2 + i, (length - 1) * stride + 1);
        }
        String split = program.hidden(node, "split");
        program.emit(node, new Op.Reshape(apart), List.of(node.input(0)), split, apart);
        String filled = program.hidden(node, "filled");
        program.emit(node, new Op.Pad(zeros, margins, 0), List.of(split), filled, apartPadded);
        String joined = program.hidden(node, "joined");
        program.emit(node, new Op.Reshape(together), List.of(filled), joined, together);
        String cut = program.hidden(node, "cut");
        program.emit(
                node, new Op.Pad(Collections.nCopies(2 + axes, 0), off, 0), List.of(joined), cut, List.copyOf(wide));
        return cut;
    }

    /** Weights in x out/groups x kernel, as out x in/groups x kernel turned by 180 degrees. */
    private static Constant turned(Constant weights, int groups) {
        List<Integer> shape = weights.shape();
        int in = shape.get(0) / groups;
        int out = shape.get(1);
        int pixels = Shapes.size(shape.subList(2, shape.size()));
        float[] from = weights.floats();
        float[] to = new float[from.length];
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    for (int p = 0; p < pixels; p++) {
                        to[((g * out + o) * in + i) * pixels + pixels - 1 - p] =
                                from[((g * in + i) * out + o) * pixels + p];
                    }
                }
            }
        }
        List<Integer> turned = new ArrayList<>(List.of(out * groups, in));
        turned.addAll(shape.subList(2, shape.size()));
        return Constant.of(turned, to);
    }
}
