package org.lobescope.explain.segment;

/** Labels resized by nearest neighbour, half-pixel centres; a label in the middle between two pixels takes the later. */
final class NearestResize {
    private NearestResize() {}

    /** Labels (height x width) made toHeight x toWidth. */
    static int[] resize(int[] labels, int height, int width, int toHeight, int toWidth) {
        int[] out = new int[toHeight * toWidth];
        for (int y = 0; y < toHeight; y++) {
            int row = source(y, height, toHeight) * width;
            for (int x = 0; x < toWidth; x++) {
                out[y * toWidth + x] = labels[row + source(x, width, toWidth)];
            }
        }
        return out;
    }

    private static int source(int i, int from, int to) {
        return (int) Math.min(Math.floor((i + 0.5) * ((double) from / to) - 0.5 + 0.5), from - 1);
    }
}
