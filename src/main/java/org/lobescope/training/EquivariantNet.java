package org.lobescope.training;

import java.util.List;
import org.lobescope.network.Op;

/**
 * A residual network that is equivariant under the eight turns and reflections of a square: when the image is turned, every
 * layer's maps turn along and change places within their field; the pooled features, and so the answer, stay the same. What
 * is left after training are ordinary convolutions with eight channels per field.
 */
final class EquivariantNet {
    private static final int STEM_SIDE = 6;
    private static final int STEM_FIELDS = 3;
    private static final List<Integer> FIELDS = List.of(4, 6, 10, 12);

    private EquivariantNet() {}

    /**
     * The network.
     *
     * @param width a multiple of the number of fields
     */
    static String build(BlueprintBuilder b, int classes, int width) {
        String x = b.relu("stem.relu", convolution(b, "stem.conv", b.input(), width * STEM_FIELDS, STEM_SIDE, 2, 2, 1));
        for (int i = 0; i < FIELDS.size(); i++) {
            x = block(b, "block" + (i + 1), x, width * FIELDS.get(i));
        }
        return head(b, x, classes);
    }

    /** A stem and one block on pooled images. */
    static String tiny(BlueprintBuilder b, int classes) {
        String x = b.half("shrink", b.input());
        x = b.relu("stem.relu", convolution(b, "stem.conv", x, 2, b.shape(x).get(2) % 2 == 0 ? 4 : 5, 2, 1, 1));
        return head(b, block(b, "block1", x, 2), classes);
    }

    private static String block(BlueprintBuilder b, String module, String x, int fields) {
        String half = b.half(module + ".half", x);
        String y = b.relu(module + ".relu1", convolution(b, module + ".conv1", half, fields, 3, 1, 1, 1));
        y = convolution(b, module + ".conv2", y, fields, 3, 1, 1, ResidualNet.BRANCH_GAIN);
        String past = convolution(b, module + ".past", half, fields, 1, 1, 0, Math.sqrt(0.5));
        return b.relu(module, b.add(module + ".sum", past, y));
    }

    private static String convolution(
            BlueprintBuilder b, String module, String x, int fields, int side, int stride, int pad, double gain) {
        int channels = b.shape(x).get(1);
        boolean lifting = x.equals(b.input()) || channels == b.shape(b.input()).get(1);
        String kernel = StandardisedKernel.equivariant(
                b, module, fields, lifting ? channels : channels / SquareSymmetry.COUNT, side, lifting, gain);
        return b.convolution(module, x, kernel, stride, pad);
    }

    /** Means over the image; the linear layer takes the mean over a field too, as all its eight weights are the same. */
    private static String head(BlueprintBuilder b, String x, int classes) {
        String pooled = b.dropout("dropout", b.globalMean("pool", x));
        int features = b.shape(pooled).get(1);
        int fields = features / SquareSymmetry.COUNT;
        List<Integer> shape = List.of(classes, features);
        String own = b.parameter("fc.weight", List.of(classes, fields), ResidualNet.HEAD_DEVIATION, true);
        String each = b.indices("fc.each", GroupKernel.shared(fields));
        String eight = b.node("fc", "eight", new Op.Gather(1), shape, own, each);
        String part = b.number("fc.part", ResidualNet.HEAD_FACTOR / SquareSymmetry.COUNT);
        String weights = b.node("fc", "shared", new Op.Binary(Op.Operator.MUL), shape, eight, part);
        return b.linear("fc", pooled, weights, b.parameter("fc.bias", List.of(classes), 0));
    }
}
