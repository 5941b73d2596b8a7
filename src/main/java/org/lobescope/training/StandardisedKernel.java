package org.lobescope.training;

import java.util.List;
import org.lobescope.network.Op;

/**
 * Kernels whose filters are brought to mean 0 and a trained gain (scaled weight standardisation, Brock et al. 2021): as
 * steady to train as batch normalisation, but it is about weights only, so it means the same for any batch, in training
 * and afterwards, and leaves plain convolutions behind.
 *
 * <p>There are no biases: empty sky gives exactly zero in every map, and what is pooled over the image comes from the source
 * alone. With biases a training may end with a network that sees nothing but them.
 */
final class StandardisedKernel {
    private static final double TINY = 1e-8;

    private StandardisedKernel() {}

    /**
     * Declares filters and what makes a convolution's kernel of them; its value.
     *
     * @param filters rows of the parameter
     * @param channels before the convolution, in one filter
     * @param gain how much the layer adds at the beginning: 1 keeps the scale of what comes in behind a ReLU
     */
    static String plain(BlueprintBuilder b, String module, int filters, int channels, int side, double gain) {
        String rows = standardised(b, module, filters, channels * side * side, gain);
        List<Integer> moved = List.of(filters, side, side, channels);
        String cube = b.node(module, "cube", new Op.Reshape(moved), moved, rows);
        return channelsLast(b, module, cube);
    }

    /** The same for a layer that is equivariant under turns and reflections; see {@link GroupKernel}. */
    static String equivariant(
            BlueprintBuilder b, String module, int filters, int fields, int side, boolean lifting, double gain) {
        int channels = lifting ? fields : fields * SquareSymmetry.COUNT;
        String rows = standardised(b, module, filters, channels * side * side, gain);
        long[] indices = GroupKernel.indices(fields, side, lifting);
        String table = b.indices(module + ".turns", indices);
        String turned = b.node(module, "turned", new Op.Gather(1), List.of(filters, indices.length), rows, table);
        List<Integer> moved = List.of(filters * SquareSymmetry.COUNT, side, side, channels);
        String cube = b.node(module, "cube", new Op.Reshape(moved), moved, turned);
        return channelsLast(b, module, cube);
    }

    /** Filters x entries, every row with mean 0 and a deviation of gain sqrt(2 / entries). */
    private static String standardised(BlueprintBuilder b, String module, int filters, int entries, double gain) {
        List<Integer> rows = List.of(filters, entries);
        List<Integer> column = List.of(filters, 1);
        Op mean = new Op.Reduce(Op.Reduction.MEAN, List.of(1), true);
        // The trained gain is of order 1, so that one learning rate fits it and everything else.
        String own = b.parameter(module + ".gain", column, gain);
        String unit = b.number(module + ".unit", Math.sqrt(2.0 / entries));
        String scale = b.node(module, "scale", new Op.Binary(Op.Operator.MUL), column, own, unit);
        String raw = b.direction(module + ".weight", rows);
        String level = b.node(module, "level", mean, column, raw);
        String centred = b.node(module, "centred", new Op.Binary(Op.Operator.SUB), rows, raw, level);
        String square = b.node(module, "square", new Op.Binary(Op.Operator.MUL), rows, centred, centred);
        String variance = b.node(module, "variance", mean, column, square);
        String tiny = b.number(module + ".tiny", TINY);
        String positive = b.node(module, "positive", new Op.Binary(Op.Operator.ADD), column, variance, tiny);
        // Not divided by the square root: the engine's begins with an estimate that every processor's maker has his own
        // of.
        String half = b.number(module + ".half", -0.5);
        String inverse = b.node(module, "inverse", new Op.Binary(Op.Operator.POW), column, positive, half);
        String factor = b.node(module, "factor", new Op.Binary(Op.Operator.MUL), column, scale, inverse);
        return b.node(module, "scaled", new Op.Binary(Op.Operator.MUL), rows, centred, factor);
    }

    /** Out x rows x columns x in seen as out x in x rows x columns: the engine is faster with this order in memory. */
    private static String channelsLast(BlueprintBuilder b, String module, String cube) {
        List<Integer> shape = b.shape(cube);
        List<Integer> usual = List.of(shape.get(0), shape.get(3), shape.get(1), shape.get(2));
        return b.node(module, "kernel", new Op.Transpose(List.of(0, 3, 1, 2)), usual, cube);
    }
}
