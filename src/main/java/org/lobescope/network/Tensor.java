package org.lobescope.network;

import java.util.Arrays;
import java.util.List;

/**
 * An n-dimensional array of 32-bit floats in row-major order.
 *
 * <p>Batches of images are N x C x H x W, a layer's output N x K x h x w; row 0 is row 0 of the FITS array. The values
 * are not copied: who hands a tensor over does not write to it any more.
 *
 * @param shape the length of each axis
 * @param values the elements, the last axis running fastest
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays: shared, never compared
public record Tensor(int[] shape, float[] values) {
    public Tensor {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
        }
    }

    /** The number of elements that a shape holds. */
    public static int size(int[] shape) {
        int size = 1;
        for (int n : shape) {
            size = Math.multiplyExact(size, n);
        }
        return size;
    }

    /** The length of axis {@code i}. */
    public int axis(int i) {
        return shape[i];
    }

    /** The number of elements of one entry along the first axis. */
    public int stride() {
        return shape[0] == 0 ? 0 : values.length / shape[0];
    }

    /** Entry {@code i} along the first axis, copied: image i of a batch, with a first axis of length 1. */
    public Tensor entry(int i) {
        int[] one = shape.clone();
        one[0] = 1;
        return new Tensor(one, Arrays.copyOfRange(values, i * stride(), (i + 1) * stride()));
    }

    /** The sum of tensors of one shape; the order in which they are added is theirs. */
    public static Tensor sum(List<Tensor> terms) {
        double[] sum = new double[terms.getFirst().values.length];
        for (Tensor term : terms) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term.values[i];
            }
        }
        float[] rounded = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            rounded[i] = (float) sum[i];
        }
        return new Tensor(terms.getFirst().shape, rounded);
    }
}
