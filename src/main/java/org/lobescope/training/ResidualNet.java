package org.lobescope.training;

import java.util.List;
import org.lobescope.network.Op;

/**
 * A residual network for images with a source in the middle of empty sky: a stem of stride 2, then blocks of two
 * convolutions, each at half the size of the one before, global average pooling and one linear layer.
 */
final class ResidualNet {
    /** How much a block adds to what goes past it at the beginning; small, as there is no normalisation. */
    static final double BRANCH_GAIN = 0.3;

    /** The linear layer begins with nearly equal scores for all classes. */
    static final double HEAD_DEVIATION = 0.02;

    /** Sources fill little of an image, so means over it are small: the last layer takes them as many times. */
    static final double HEAD_FACTOR = 10;

    private static final int STEM_SIDE = 6;
    private static final int STEM_CHANNELS = 24;
    private static final List<Integer> CHANNELS = List.of(32, 48, 64, 96);

    private ResidualNet() {}

    static String build(BlueprintBuilder b, int classes) {
        String x = b.relu("stem.relu", convolution(b, "stem.conv", b.input(), STEM_CHANNELS, STEM_SIDE, 2, 2, 1));
        for (int i = 0; i < CHANNELS.size(); i++) {
            x = block(b, "block" + (i + 1), x, CHANNELS.get(i));
        }
        x = b.dropout("dropout", b.globalMean("pool", x));
        int features = b.shape(x).get(1);
        List<Integer> shape = List.of(classes, features);
        String own = b.parameter("fc.weight", shape, HEAD_DEVIATION, true);
        String factor = b.number("fc.factor", HEAD_FACTOR);
        String weights = b.node("fc", "scaled", new Op.Binary(Op.Operator.MUL), shape, own, factor);
        return b.linear("fc", x, weights, b.parameter("fc.bias", List.of(classes), 0));
    }

    private static String block(BlueprintBuilder b, String module, String x, int channels) {
        String half = b.half(module + ".half", x);
        String y = b.relu(module + ".relu1", convolution(b, module + ".conv1", half, channels, 3, 1, 1, 1));
        y = convolution(b, module + ".conv2", y, channels, 3, 1, 1, BRANCH_GAIN);
        String past = convolution(b, module + ".past", half, channels, 1, 1, 0, Math.sqrt(0.5));
        return b.relu(module, b.add(module + ".sum", past, y));
    }

    private static String convolution(
            BlueprintBuilder b, String module, String x, int channels, int side, int stride, int pad, double gain) {
        String kernel = StandardisedKernel.plain(b, module, channels, b.shape(x).get(1), side, gain);
        return b.convolution(module, x, kernel, stride, pad);
    }
}
