package org.lobescope.network;

import java.util.Arrays;

/**
 * Points on the straight line between two images, {@code from + alpha (to - from)}.
 *
 * @param from where alpha is 0, 1 x C x H x W
 * @param to where alpha is 1, 1 x C x H x W
 * @param alphas the points
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays: shared, never compared
public record Line(Tensor from, Tensor to, float[] alphas) {
    /** All points as a batch. In single precision, as the networks' own programs do: on flat sky the last bit decides ties. */
    public Tensor points() {
        int size = from.values().length;
        float[] a = from.values();
        float[] b = to.values();
        float[] points = new float[alphas.length * size];
        for (int n = 0; n < alphas.length; n++) {
            for (int i = 0; i < size; i++) {
                points[n * size + i] = a[i] + alphas[n] * (b[i] - a[i]);
            }
        }
        int[] shape = from.shape().clone();
        shape[0] = alphas.length;
        return new Tensor(shape, points);
    }

    /** Both ends as a batch of two. */
    public Tensor ends() {
        return new Line(from, to, new float[] {0, 1}).points();
    }

    /** The points from one (included) to another (excluded). */
    public Line part(int first, int end) {
        return new Line(from, to, Arrays.copyOfRange(alphas, first, end));
    }
}
