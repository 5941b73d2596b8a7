package org.lobescope.classifier;

import org.lobescope.network.ConnectedPixels;

/** Connected groups of pixels that are not black; corners connect. */
final class Islands {
    private Islands() {}

    /**
     * The light of an image's islands.
     *
     * @param count how many there are
     * @param brightest the sum of the brightest
     */
    record Light(int count, double brightest) {}

    /** The islands of grey levels, height x width. */
    static Light of(float[] grey, int width) {
        boolean[] seen = new boolean[grey.length];
        int count = 0;
        double brightest = 0;
        for (int start = 0; start < grey.length; start++) {
            if (!seen[start] && grey[start] > 0) {
                count++;
                double[] light = new double[1];
                ConnectedPixels.walk(start, width, seen, i -> grey[i] > 0, i -> light[0] += grey[i]);
                brightest = Math.max(brightest, light[0]);
            }
        }
        return new Light(count, brightest);
    }

    /**
     * Whether the island of the brightest pixel of a part goes on beyond it, or to the edge of the image.
     *
     * @param flux height x width
     * @param sky up to this there is no source: where pixels were averaged, chance peaks of the noise touch each other
     * @param inside which pixels belong to the part
     */
    static boolean reachesOut(double[] flux, int width, double sky, boolean[] inside) {
        int height = flux.length / width;
        int peak = -1;
        for (int i = 0; i < flux.length; i++) {
            peak = inside[i] && flux[i] > sky && (peak < 0 || flux[i] > flux[peak]) ? i : peak;
        }
        if (peak < 0) {
            return false;
        }
        boolean[] out = new boolean[1];
        ConnectedPixels.walk(peak, width, new boolean[flux.length], i -> flux[i] > sky, i -> {
            int x = i % width;
            int y = i / width;
            out[0] |= !inside[i] || x == 0 || y == 0 || x == width - 1 || y == height - 1;
        });
        return out[0];
    }
}
