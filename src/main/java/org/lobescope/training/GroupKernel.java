package org.lobescope.training;

/**
 * How the ordinary convolution kernel of a D4-equivariant layer is made of its base filters (Cohen &amp; Welling 2016,
 * "Group equivariant convolutional networks"). A field has eight channels, one per {@link SquareSymmetry} g; channel
 * {@code 8 field + g} sees the base filter turned by g, and, of every field before it, the channels in the order g^-1 h.
 *
 * <p>Everything is a rearrangement, so the kernel is one look-up of indices in the base filters, and gradients go back
 * through it by adding up.
 */
final class GroupKernel {
    private GroupKernel() {}

    /**
     * For each of the eight turned copies of a filter, channels last, which entry of the base filter stands there: 8 x
     * side x side x in-channels entries.
     *
     * @param fields of the layer before; images are one field of one channel
     * @param lifting whether the layer before is the image
     */
    static long[] indices(int fields, int side, boolean lifting) {
        int per = lifting ? 1 : SquareSymmetry.COUNT;
        int channels = fields * per;
        int area = side * side;
        long[] indices = new long[SquareSymmetry.COUNT * area * channels];
        for (int g = 0; g < SquareSymmetry.COUNT; g++) {
            SquareSymmetry turn = new SquareSymmetry(g);
            for (int h = 0; h < per; h++) {
                int from = lifting
                        ? 0
                        : turn.inverse().after(new SquareSymmetry(h)).number();
                for (int pixel = 0; pixel < area; pixel++) {
                    int source = turn.source(pixel / side, pixel % side, side);
                    for (int field = 0; field < fields; field++) {
                        indices[(g * area + pixel) * channels + field * per + h] =
                                (long) (field * per + from) * area + source;
                    }
                }
            }
        }
        return indices;
    }

    /** Every index eight times: what all channels of a field share. */
    static long[] shared(int fields) {
        long[] indices = new long[fields * SquareSymmetry.COUNT];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i / SquareSymmetry.COUNT;
        }
        return indices;
    }
}
