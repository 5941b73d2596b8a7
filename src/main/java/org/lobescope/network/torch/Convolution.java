package org.lobescope.network.torch;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Op;
import org.lobescope.network.Window;

/** Convolutions. */
final class Convolution {
    private Convolution() {}

    /** A convolution with fixed weights. */
    static Operation of(Op.Conv conv, PtNDArray kernel, @Nullable PtNDArray bias) {
        Operation general = of(conv);
        return in -> general.run(new PtNDArray[] {in[0], kernel, bias});
    }

    /** A convolution whose weights are inputs. */
    @SuppressWarnings("NullAway") // the engine takes null for 'no bias'
    static Operation of(Op.Conv conv) {
        Window window = conv.window();
        Shape strides = Weights.shape(window.strides());
        Shape dilations = Weights.shape(window.dilations());
        if (window.symmetric()) {
            Shape pads = Weights.shape(window.before());
            return Operation.of(in -> JniUtils.convolution(
                    in[0], in[1], Operations.optional(in, 2), strides, pads, dilations, conv.groups()));
        }
        long[] margins = margins(window.before(), window.after());
        Shape none = Weights.shape(window.unpadded().before());
        return Operation.of(in -> {
            try (PtNDArray padded = JniUtils.pad(in[0], margins, 0)) {
                return JniUtils.convolution(
                        padded, in[1], Operations.optional(in, 2), strides, none, dilations, conv.groups());
            }
        });
    }

    /** Margins as PyTorch wants them: the last axis first, before and after. */
    static long[] margins(List<Integer> before, List<Integer> after) {
        int axes = before.size();
        long[] margins = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            margins[2 * i] = before.get(axes - 1 - i);
            margins[2 * i + 1] = after.get(axes - 1 - i);
        }
        return margins;
    }
}
