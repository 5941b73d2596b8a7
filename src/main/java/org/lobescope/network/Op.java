package org.lobescope.network;

import java.util.List;

/**
 * What a node computes. Everything that is known when a network is imported (shapes, axes, pads) is resolved in here;
 * what remains are inputs: values of the graph and constants. The formulas are those of the ONNX operators of the same
 * name. Operators that are not here are made of these at import: a transposed convolution is a convolution of a spread-out
 * image, for instance.
 */
public sealed interface Op {
    /** Cross-correlation; inputs x, weights (out x in/groups x kernel) and, if there is one, a bias. */
    record Conv(Window window, int groups) implements Op {}

    /** Per channel (x - mean) / sqrt(variance + epsilon) * scale + shift; inputs x, scale, shift, mean, variance. */
    record BatchNorm(float epsilon) implements Op {}

    /** Normalisation to mean 0 and variance 1 over the axes from {@code axis} on; inputs x, scale, shift. */
    record LayerNorm(int axis, float epsilon) implements Op {}

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
        TAN,
        ATAN,
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
        /** The remainder with the divisor's sign. */
        MOD,
        /** The remainder with the dividend's sign. */
        FMOD,
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

    /** Every {@code step}-th of the entries from {@code start} to before {@code end} along an axis; steps are positive. */
    record Slice(int axis, int start, int end, int step) implements Op {}

    /** Entries of the first input along an axis, at the indices that the second input holds. */
    record Gather(int axis) implements Op {}

    /** The same values in another shape. */
    record Reshape(List<Integer> shape) implements Op {}

    /** Axes in another order: axis i of the result is axis {@code order[i]} of the input. */
    record Transpose(List<Integer> order) implements Op {}

    /** Repeated along axes of length 1. */
    record Expand(List<Integer> shape) implements Op {}

    /** Repeated along every axis. */
    record Tile(List<Integer> repeats) implements Op {}

    /** Margins of one value around the input; negative ones cut off. One entry per axis. */
    record Pad(List<Integer> before, List<Integer> after, float value) implements Op {}

    /** Another number of pixels along some axes. */
    record Resize(List<Interpolation> axes) implements Op {}

    /** Another type of numbers. */
    record Cast(Constant.Type type) implements Op {}

    /** The input as it is; also dropout, which does nothing when a network is applied. */
    record Identity() implements Op {}

    /**
     * A whole network that nobody but PyTorch can run: the content of a TorchScript file. Gives N x outputs; what happens
     * in between cannot be looked at.
     */
    record Script(FileContent file) implements Op {}
}
