package org.lobescope.network.torch;

import java.util.List;
import java.util.stream.IntStream;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Window;

/** Convolutions in a fused run whose weights lie in the order that oneDNN computes with. */
final class FusedConvolution {
    /** With fewer channels than a vector holds the engine's own order of weights is quicker. */
    private static final int FEW_CHANNELS = 8;

    /**
     * Methods of the module that put weights into oneDNN's order, for images of the shape {@code size}, and turn a kernel
     * round: out x in to in x out, rows and columns backward.
     */
    static final String PACKING = """
              def packed(self: __torch__.%1$s,
                w: Tensor,
                margins: List[int],
                strides: List[int],
                dilations: List[int],
                size: List[int]) -> Tensor:
                dense = torch.to_mkldnn(torch.contiguous(w))
                return torch.mkldnn_reorder_conv2d_weight(dense, margins, strides, dilations, 1, size)
              def turned(self: __torch__.%1$s,
                w: Tensor) -> Tensor:
                return torch.flip(torch.transpose(w, 0, 1), [2, 3])
            """.formatted(FusedScript.CLASS);

    private FusedConvolution() {}

    /** Whether a node is a convolution with packed weights. */
    static boolean packed(FoldedNode node, Program program) {
        return node.node().op() instanceof Op.Conv conv
                && conv.groups() == 1
                && channels(program, node.inputs().getFirst()) >= FEW_CHANNELS;
    }

    /** Whether the way back through a convolution is one with packed weights, too: its kernel turned round. */
    static boolean packedBack(FoldedNode node, Program program) {
        return node.node().op() instanceof Op.Conv conv
                && conv.groups() == 1
                && channels(program, node.output()) >= FEW_CHANNELS
                && conv.window().strides().stream().allMatch(s -> s == 1)
                && marginsBack(conv.window()).stream().allMatch(m -> m >= 0);
    }

    private static int channels(Program program, String value) {
        return program.shape(value).get(1);
    }

    /** The padding with which the convolution back makes as many pixels as went in; for stride 1. */
    static List<Integer> marginsBack(Window window) {
        return IntStream.range(0, window.axes())
                .map(i -> window.span(i) - 1 - window.before().get(i))
                .boxed()
                .toList();
    }

    /** The call; {@code relu}: with a ReLU behind it. */
    static String call(String x, String kernel, String bias, List<Integer> margins, Window window, boolean relu) {
        return "ops.mkldnn._convolution_pointwise(" + x + ", " + kernel + ", " + bias + ", " + margins + ", "
                + window.strides() + ", " + window.dilations() + ", 1, " + (relu ? "\"relu\"" : "\"none\"")
                + ", annotate(List[Optional[number]], []), \"\")";
    }
}
