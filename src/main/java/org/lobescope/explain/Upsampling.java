package org.lobescope.explain;

/** Where the pixels of a coarse map lie when it is enlarged by bilinear interpolation. */
public enum Upsampling implements Option.Named {
    /** The edges of both maps coincide: right for overlaying on sky coordinates (OpenCV; align_corners=False). */
    HALF_PIXEL("half-pixel", "half-pixel centres") {
        @Override
        double source(int i, int from, int to) {
            return Math.max(0, (i + 0.5) * ((double) from / to) - 0.5);
        }
    },
    /** The centres of the corner pixels coincide (scipy's zoom; align_corners=True). */
    ALIGN_CORNERS("align-corners", "aligned corners") {
        @Override
        double source(int i, int from, int to) {
            return to > 1 ? i * ((double) (from - 1) / (to - 1)) : 0;
        }
    };

    private final String id;
    private final String label;

    Upsampling(String id, String label) {
        this.id = id;
        this.label = label;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }

    /** The position, in pixels of a side of length {@code from}, of pixel {@code i} of the enlarged side. */
    abstract double source(int i, int from, int to);

    /** The option of a CAM. */
    static Option option(Upsampling value) {
        return Option.choice(
                "upsampling",
                "Upsampling",
                "Where the coarse map's pixels lie; half-pixel is right on the sky, aligned corners shift peaks.",
                value);
    }

    /** A map h x w made H x W. */
    double[] enlarge(double[] low, int h, int w, int height, int width) {
        int[] left = new int[width];
        double[] right = new double[width];
        for (int x = 0; x < width; x++) {
            double source = Math.min(source(x, w, width), w - 1);
            left[x] = (int) source;
            right[x] = source - left[x];
        }
        // Along the rows first: each of them serves many rows of the enlarged map.
        double[] wide = new double[h * width];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < width; x++) {
                int next = Math.min(left[x] + 1, w - 1);
                wide[y * width + x] = low[y * w + left[x]] * (1 - right[x]) + low[y * w + next] * right[x];
            }
        }
        double[] out = new double[height * width];
        for (int y = 0; y < height; y++) {
            double source = Math.min(source(y, h, height), h - 1);
            int above = (int) source;
            mix(wide, above * width, Math.min(above + 1, h - 1) * width, source - above, out, y * width, width);
        }
        return out;
    }

    /** A row between two rows: {@code share} of the way from the one to the other. */
    private static void mix(double[] rows, int above, int below, double share, double[] out, int to, int width) {
        for (int x = 0; x < width; x++) {
            out[to + x] = rows[above + x] * (1 - share) + rows[below + x] * share;
        }
    }
}
