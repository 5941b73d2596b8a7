package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lobescope.network.Window;

/** The windows of convolutions and pooling. */
final class Windows {
    private Windows() {}

    /** The window that a node's attributes describe; {@code auto_pad} is worked out for the input's size. */
    static Window of(Call node, List<Integer> kernel, List<Integer> x) {
        int axes = kernel.size();
        if (x.size() != axes + 2) {
            throw node.problem(
                    "slides a window of " + axes + " axes over an input of the shape " + Shapes.text(x),
                    "export the network again");
        }
        Attributes a = node.attributes();
        List<Integer> ones = Collections.nCopies(axes, 1);
        List<Integer> strides = a.integers("strides").orElse(ones);
        List<Integer> dilations = a.integers("dilations").orElse(ones);
        List<Integer> pads = a.integers("pads").orElse(Collections.nCopies(2 * axes, 0));
        List<Integer> before = new ArrayList<>(pads.subList(0, axes));
        List<Integer> after = new ArrayList<>(pads.subList(axes, 2 * axes));
        String auto = a.text("auto_pad", "NOTSET");
        if (!auto.equals("NOTSET") && !auto.isEmpty()) {
            for (int i = 0; i < axes; i++) {
                int need = 0;
                if (auto.startsWith("SAME")) {
                    int places = Math.ceilDiv(x.get(2 + i), strides.get(i));
                    int span = (kernel.get(i) - 1) * dilations.get(i) + 1;
                    need = Math.max(0, (places - 1) * strides.get(i) + span - x.get(2 + i));
                }
                int small = need / 2;
                boolean lower = auto.equals("SAME_LOWER");
                before.set(i, lower ? need - small : small);
                after.set(i, lower ? small : need - small);
            }
        }
        return new Window(
                List.copyOf(kernel),
                List.copyOf(strides),
                List.copyOf(before),
                List.copyOf(after),
                List.copyOf(dilations));
    }
}
