package org.lobescope.network;

/** The shape of one image as a network takes it: channels x rows x columns. */
public record ImageShape(int channels, int height, int width) {
    /** The number of pixels of one channel. */
    public int pixels() {
        return height * width;
    }

    /** The number of values of one image. */
    public int size() {
        return channels * pixels();
    }

    /** The shape of a batch of {@code n} such images: n x C x H x W. */
    public int[] batch(int n) {
        return new int[] {n, channels, height, width};
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
