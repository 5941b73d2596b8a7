package org.lobescope.network.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Op;
import org.lobescope.network.Window;

/** Convolutions, and the windows that they share with pooling. */
final class ConvolutionOperators {
    static final Map<String, Operator> ALL =
            Map.of("Conv", ConvolutionOperators::conv, "ConvTranspose", ConvolutionOperators::convTranspose);

    private ConvolutionOperators() {}

    private static void conv(OnnxNode node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> w = program.shape(node, 1);
        int groups = node.attributes().integer("group", 1);
        if (x.size() < 3 || w.size() != x.size() || x.get(1) != w.get(1) * groups) {
            throw node.problem(
                    "gets " + x + " but has weights " + w, "check the number of channels that the network takes");
        }
        Window window = window(node, w.subList(2, w.size()), x, false);
        List<Integer> shape = new ArrayList<>(List.of(x.get(0), w.get(0)));
        for (int i = 0; i < window.axes(); i++) {
            shape.add(window.places(i, x.get(2 + i), false));
        }
        program.emit(node, new Op.Conv(window, groups), shape);
    }

    private static void convTranspose(OnnxNode node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Integer> w = program.shape(node, 1);
        int groups = node.attributes().integer("group", 1);
        int axes = w.size() - 2;
        List<Integer> outputPadding =
                node.attributes().integers("output_padding").orElse(Collections.nCopies(axes, 0));
        Window window = window(node, w.subList(2, w.size()), x, true);
        List<Integer> wanted = node.attributes().integers("output_shape").orElse(null);
        String auto = node.attributes().text("auto_pad", "NOTSET");
        List<Integer> before = new ArrayList<>(window.before());
        List<Integer> after = new ArrayList<>(window.after());
        List<Integer> shape = new ArrayList<>(List.of(x.get(0), w.get(1) * groups));
        for (int i = 0; i < axes; i++) {
            int full = window.strides().get(i) * (x.get(2 + i) - 1) + outputPadding.get(i) + window.span(i);
            if (wanted != null || auto.startsWith("SAME")) {
                int length = wanted != null
                        ? wanted.get(wanted.size() - axes + i)
                        : x.get(2 + i) * window.strides().get(i);
                int pads = Math.max(0, full - length);
                int small = pads / 2;
                boolean upper = auto.equals("SAME_UPPER");
                before.set(i, upper ? small : pads - small);
                after.set(i, upper ? pads - small : small);
            }
            shape.add(full - before.get(i) - after.get(i));
        }
        program.emit(
                node,
                new Op.ConvTranspose(
                        new Window(window.kernel(), window.strides(), before, after, window.dilations()),
                        outputPadding,
                        groups),
                shape);
    }

    /** The window that a node's attributes describe; SAME padding is worked out for the input's size. */
    static Window window(OnnxNode node, List<Integer> kernel, List<Integer> x, boolean transposed) {
        int axes = kernel.size();
        if (x.size() != axes + 2) {
            throw node.problem("slides a window of " + axes + " axes over an input of shape " + x, "export it again");
        }
        Attributes a = node.attributes();
        List<Integer> ones = Collections.nCopies(axes, 1);
        List<Integer> strides = a.integers("strides").orElse(ones);
        List<Integer> dilations = a.integers("dilations").orElse(ones);
        List<Integer> pads = a.integers("pads").orElse(Collections.nCopies(2 * axes, 0));
        List<Integer> before = new ArrayList<>(pads.subList(0, axes));
        List<Integer> after = new ArrayList<>(pads.subList(axes, 2 * axes));
        String auto = a.text("auto_pad", "NOTSET");
        for (int i = 0; i < axes && !auto.equals("NOTSET"); i++) {
            int need = 0;
            if (auto.startsWith("SAME") && !transposed) {
                int places = Math.ceilDiv(x.get(2 + i), strides.get(i));
                int span = (kernel.get(i) - 1) * dilations.get(i) + 1;
                need = Math.max(0, (places - 1) * strides.get(i) + span - x.get(2 + i));
            }
            int small = need / 2;
            before.set(i, auto.equals("SAME_LOWER") ? need - small : small);
            after.set(i, auto.equals("SAME_LOWER") ? small : need - small);
        }
        return new Window(List.copyOf(kernel), strides, List.copyOf(before), List.copyOf(after), dilations);
    }
}
