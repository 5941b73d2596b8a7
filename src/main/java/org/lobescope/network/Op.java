package org.lobescope.network;

import java.util.List;

/**
 * What a node computes. Everything that is known when a network is imported (shapes, axes, pads) is resolved in here;
 * what remains are inputs: values of the graph and constants. The formulas are those of the ONNX operators of the same
 * name, unless said otherwise.
 */
public sealed interface Op {
    /** Cross-correlation; inputs x, weights (out x in/groups x kernel) and, if there is one, a bias. */
    record Conv(Window window, int groups) implements Op {}

    /** The transpose of a convolution; inputs x, weights (in x out/groups x kernel) and perhaps a bias. */
    record ConvTranspose(Window window, List<Integer> outputPadding, int groups) implements Op {}

    /** Per channel (x - mean) / sqrt(variance + epsilon) * scale + shift; inputs x, scale, shift, mean, variance. */
    record BatchNorm(float epsilon) implements Op {}

    /** Normalisation over the axes from {@code axis} on; inputs x, scale and perhaps shift. */
    record LayerNorm(int axis, float epsilon) implements Op {}

    /** Normalisation of every image's {@code groups} groups of channels; inputs x, scale, shift (one per channel). */
    record GroupNorm(int groups, float epsilon) implements Op {}

    /** Local response normalisation over {@code size} neighbouring channels. */
    record LocalResponseNorm(int size, float alpha, float beta, float bias) implements Op {}

    /** Maximum of every window. */
    record MaxPool(Window window, boolean ceil) implements Op {}

    /** Mean of every window; {@code countPadding}: padding counts as pixels of value 0. */
    record AveragePool(Window window, boolean ceil, boolean countPadding) implements Op {}

    /** A reduction over axes (all are counted from the front); global pooling is one, too. */
    record Reduce(Reduction kind, List<Integer> axes, boolean keepAxes) implements Op {}

    /** What {@link Reduce} computes. */
    enum Reduction {
        MEAN,
        SUM,
        MAX,
        MIN,
        PRODUCT,
        L1,
        L2,
        SUM_SQUARE,
        LOG_SUM_EXP
    }

    /** A function of every single value, without parameters. */
    record Unary(Function function) implements Op {}

    /** The functions of {@link Unary}. */
    enum Function {
        RELU,
        SIGMOID,
        TANH,
        SOFTPLUS,
        SOFTSIGN,
        MISH,
        HARD_SWISH,
        GELU,
        GELU_TANH,
        ERF,
        EXP,
        LOG,
        SQRT,
        RECIPROCAL,
        NEG,
        ABS,
        SIGN,
        FLOOR,
        CEIL,
        ROUND,
        SIN,
        COS,
        NOT
    }

    /** x where positive, else alpha x. */
    record LeakyRelu(float alpha) implements Op {}

    /** x where positive, else alpha (exp(x) - 1). */
    record Elu(float alpha) implements Op {}

    /** x where positive, else alpha (exp(x / alpha) - 1). */
    record Celu(float alpha) implements Op {}

    /** gamma x where positive, else gamma alpha (exp(x) - 1). */
    record Selu(float alpha, float gamma) implements Op {}

    /** x where above alpha, else 0. */
    record ThresholdedRelu(float alpha) implements Op {}

    /** alpha x + beta, limited to 0..1. */
    record HardSigmoid(float alpha, float beta) implements Op {}

    /** x limited to min..max. */
    record Clip(float min, float max) implements Op {}

    /** x where positive, else slope x; inputs x, slope. */
    record PRelu() implements Op {}

    /** A function of two values, broadcast. */
    record Binary(Operator operator) implements Op {}

    /** The operators of {@link Binary}; comparisons give 0 or 1. */
    enum Operator {
        ADD,
        SUB,
        MUL,
        DIV,
        POW,
        MIN,
        MAX,
        MOD,
        EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        AND,
        OR,
        XOR
    }

    /** The second input where the first is not 0, else the third; broadcast. */
    record Where() implements Op {}

    /** Softmax over one axis. */
    record Softmax(int axis) implements Op {}

    /** Logarithm of the softmax over one axis. */
    record LogSoftmax(int axis) implements Op {}

    /** alpha A B + beta C, A and B transposed if asked; inputs A, B and perhaps C. */
    record Gemm(float alpha, float beta, boolean transposeA, boolean transposeB) implements Op {}

    /** Matrix product over the last two axes, as numpy.matmul. */
    record MatMul() implements Op {}

    /** Inputs one behind the other along an axis. */
    record Concat(int axis) implements Op {}

    /** Pieces of the given lengths along an axis, one per output. */
    record Split(int axis, List<Integer> lengths) implements Op {}

    /** Every {@code step}-th entry from {@code start} on; one entry per axis, steps may be negative. */
    record Slice(List<Integer> starts, List<Integer> lengths, List<Integer> steps) implements Op {}

    /** Entries of the first input along an axis, at the indices that the second input holds. */
    record Gather(int axis) implements Op {}

    /** Entries of the first input at index tuples along the last axis of the second, behind {@code batchAxes} common axes. */
    record GatherNd(int batchAxes) implements Op {}

    /** The same values in another shape. */
    record Reshape(List<Integer> shape) implements Op {}

    /** Axes in another order: axis i of the result is axis {@code order[i]} of the input. */
    record Transpose(List<Integer> order) implements Op {}

    /** Repeated along axes of length 1. */
    record Expand(List<Integer> shape) implements Op {}

    /** Repeated along every axis. */
    record Tile(List<Integer> repeats) implements Op {}

    /** Margins around the input; negative ones cut off. One entry per axis. */
    record Pad(PadMode mode, List<Integer> before, List<Integer> after, float value) implements Op {}

    /** What {@link Pad} fills margins with. */
    enum PadMode {
        CONSTANT,
        REFLECT,
        EDGE,
        WRAP
    }

    /** Another number of pixels: axis {@code axes[i]} is interpolated by {@code axis i of maps}. */
    record Resize(List<Interpolation> axes) implements Op {}

    /** Running sum along an axis. */
    record CumSum(int axis, boolean exclusive, boolean reverse) implements Op {}

    /** Another type of numbers. */
    record Cast(Constant.Type type) implements Op {}

    /** The input as it is; also dropout, which does nothing when a network is applied. */
    record Identity() implements Op {}
}
