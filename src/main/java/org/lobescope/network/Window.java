package org.lobescope.network;

import java.util.List;

/**
 * How a kernel slides over the spatial axes of an image; every list has one entry per spatial axis.
 *
 * @param kernel extent, pixels
 * @param strides step, pixels
 * @param before padding before the first pixel
 * @param after padding after the last pixel
 * @param dilations distance between neighbouring taps of the kernel
 */
public record Window(
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> before,
        List<Integer> after,
        List<Integer> dilations) {

    /** The number of spatial axes. */
    public int axes() {
        return kernel.size();
    }

    /** The extent of the dilated kernel along axis {@code i}. */
    public int span(int i) {
        return (kernel.get(i) - 1) * dilations.get(i) + 1;
    }

    /** Whether both ends of every axis are padded alike. */
    public boolean symmetric() {
        return before.equals(after);
    }

    /** Whether there is no dilation. */
    public boolean dense() {
        return dilations.stream().allMatch(d -> d == 1);
    }

    /** The same window without padding. */
    public Window unpadded() {
        List<Integer> none = kernel.stream().map(k -> 0).toList();
        return new Window(kernel, strides, none, none, dilations);
    }

    /**
     * The number of places along axis {@code i} of an input of that length.
     *
     * @param ceil whether a last window may hang over the end, as long as it begins inside the input or the padding
     *     before it (PyTorch's rule)
     */
    public int places(int i, int length, boolean ceil) {
        int room = length + before.get(i) + after.get(i) - span(i);
        int stride = strides.get(i);
        if (!ceil) {
            return Math.floorDiv(room, stride) + 1;
        }
        int places = Math.ceilDiv(room, stride) + 1;
        return (places - 1) * stride >= length + before.get(i) ? places - 1 : places;
    }
}
