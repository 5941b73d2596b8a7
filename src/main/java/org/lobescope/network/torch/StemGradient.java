package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.lobescope.network.Constant;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Stem;
import org.lobescope.network.Window;

/**
 * The way back through a network's first convolution to the pixels: row by row as a convolution with stride 1. Every row v
 * of the kernel is one channel of it, and where the first convolution has stride s, all pixels whose column leaves the same
 * remainder by s see the same part of the kernel row: one channel for each remainder. What the kernel's rows bring to one
 * row of pixels is added up last. The engine's own way back is made for many channels; to the one channel of a radio image
 * it takes several times as long.
 *
 * @param input C x H x W
 * @param window of the first convolution
 * @param kernel (rows s C, filled up) x out x 1 x taps
 */
record StemGradient(ImageShape input, Window window, PtNDArray kernel) {

    /** Channels are filled up to a whole number of vectors: the engine's convolution is a third quicker then. */
    private static final int VECTOR = 16;

    /** The way back through the stem of a program; empty where that is not one plain convolution, batch norm included. */
    static Optional<StemGradient> of(Program program, ImageShape input, Weights weights) {
        List<Node> nodes = Stem.nodes(program).stream()
                .filter(node -> !(node.op() instanceof Op.Identity))
                .toList();
        boolean normalised = nodes.size() == 2 && nodes.get(1).op() instanceof Op.BatchNorm;
        if (nodes.isEmpty()
                || nodes.size() > (normalised ? 2 : 1)
                || !(nodes.getFirst().op() instanceof Op.Conv conv)
                || conv.groups() != 1
                || !conv.window().dense()
                || conv.window().axes() != 2) {
            return Optional.empty();
        }
        Constant kernel = constant(program, nodes.getFirst(), 1);
        double[] gains = new double[kernel.shape().getFirst()];
        for (int o = 0; o < gains.length; o++) {
            gains[o] = normalised ? gain(program, nodes.get(1), o) : 1;
        }
        return Optional.of(
                new StemGradient(input, conv.window(), weights.kernel(byRows(kernel, gains, conv.window()))));
    }

    private static double gain(Program program, Node norm, int channel) {
        double variance = constant(program, norm, 4).number(channel);
        return constant(program, norm, 1).number(channel) / Math.sqrt(variance + ((Op.BatchNorm) norm.op()).epsilon());
    }

    private static Constant constant(Program program, Node node, int i) {
        return Optional.ofNullable(program.constants().get(node.inputs().get(i)))
                .orElseThrow(() -> new IllegalStateException("input " + i + " of " + node.label() + " is no constant"));
    }

    /** The kernel of every row and remainder, its taps in falling order, since the gradient goes the other way. */
    private static Constant byRows(Constant kernel, double[] gains, Window window) {
        int out = kernel.shape().get(0);
        int channels = kernel.shape().get(1);
        int height = kernel.shape().get(2);
        int width = kernel.shape().get(3);
        int right = window.strides().get(1);
        int taps = Math.ceilDiv(width, right);
        int rows = Math.ceilDiv(height * right * channels, VECTOR) * VECTOR;
        float[] byRows = new float[rows * out * taps];
        for (int o = 0; o < out; o++) {
            for (int c = 0; c < channels; c++) {
                for (int v = 0; v < height; v++) {
                    for (int u = 0; u < width; u++) {
                        int channel = (v * right + u % right) * channels + c;
                        double weight = kernel.number(((o * channels + c) * height + v) * width + u);
                        byRows[(channel * out + o) * taps + taps - 1 - u / right] = (float) (weight * gains[o]);
                    }
                }
            }
        }
        return Constant.of(List.of(rows, out, 1, taps), byRows);
    }

    /**
     * Gradients with respect to the input.
     *
     * @param behind gradients behind the stem, N x out x h x w
     * @param own holds what is made on the way
     * @return N x C x H x W
     */
    @SuppressWarnings("NullAway") // the engine takes null for 'no bias'
    float[] toInput(PtNDArray behind, NDManager own) {
        Shape one = new Shape(1, 1);
        Shape margin = new Shape(0, kernel.getShape().get(3) - 1);
        PtNDArray byRows = JniUtils.convolution(behind, kernel, null, one, margin, one, 1);
        byRows.attach(own);
        // In the order in which the values lie in memory, and image by image: for an array as large as the batch Java
        // would enlarge its heap rather than collect.
        FloatBuffer values = JniUtils.permute(byRows, new long[] {0, 2, 3, 1})
                .toByteBuffer(true)
                .asFloatBuffer();
        int images = (int) byRows.getShape().get(0);
        int rows = (int) byRows.getShape().get(2);
        int columns = (int) byRows.getShape().get(3);
        float[] image = new float[values.remaining() / images];
        float[] gradient = new float[images * input.size()];
        for (int n = 0; n < images; n++) {
            values.get(image);
            for (int c = 0; c < input.channels(); c++) {
                for (int y = 0; y < input.height(); y++) {
                    int to = ((n * input.channels() + c) * input.height() + y) * input.width();
                    int down = window.strides().get(0);
                    int padded = y + window.before().get(0);
                    for (int v = padded % down; v < window.kernel().get(0); v += down) {
                        int row = (padded - v) / down;
                        if (padded >= v && row < rows) {
                            addRow(image, row * columns, columns, v, c, gradient, to);
                        }
                    }
                }
            }
        }
        return gradient;
    }

    /** Adds what row {@code v} of the kernel brings to one row of pixels; pixels that no tap reaches get nothing. */
    private void addRow(float[] values, int from, int columns, int v, int c, float[] gradient, int to) {
        int right = window.strides().get(1);
        int left = window.before().get(1);
        int stride = (int) kernel.getShape().get(0);
        for (int remainder = 0; remainder < right; remainder++) {
            int channel = (v * right + remainder) * input.channels() + c;
            int column = Math.max(0, Math.ceilDiv(left - remainder, right));
            int end = Math.min(columns, Math.floorDiv(input.width() - 1 + left - remainder, right) + 1);
            int x = column * right + remainder - left;
            for (int at = (from + column) * stride + channel; column < end; column++, at += stride, x += right) {
                gradient[to + x] += values[at];
            }
        }
    }
}
