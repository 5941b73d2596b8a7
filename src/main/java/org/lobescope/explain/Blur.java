package org.lobescope.explain;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lobescope.network.ImageShape;

/**
 * One image under Gaussians of many widths: separable, kernel cut at round(4 sigma), zero outside the image, in double
 * precision (scipy's gaussian_filter with mode 'constant').
 *
 * <p>Most of a radio image is flat sky. A Gaussian is linear, so the sky level c is taken out and blurred apart:
 * {@code Gauss(x) = Gauss(x - c) + c Gauss(1)}. The first is done only for the rows and columns that differ from the sky,
 * the second is the product of two vectors.
 */
final class Blur {
    private final ImageShape shape;
    private final Plane[] planes;

    /**
     * One channel less its sky level, without the rows and columns that are empty then.
     *
     * @param sky the level that was taken out
     * @param rows where the rows of {@code pixels} lie in the image, rising
     * @param columns where the columns lie, rising
     * @param pixels what is left
     */
    private record Plane(double sky, int[] rows, int[] columns, double[][] pixels) {}

    /**
     * Takes an image, C x H x W.
     */
    Blur(ImageShape shape, float[] x) {
        this(shape, Attribution.widened(x));
    }

    /** Takes an image in double precision, C x H x W. */
    Blur(ImageShape shape, double[] x) {
        this.shape = shape;
        this.planes = new Plane[shape.channels()];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = plane(Arrays.copyOfRange(x, c * shape.pixels(), (c + 1) * shape.pixels()));
        }
    }

    ImageShape shape() {
        return shape;
    }

    /** The image blurred by a Gaussian of {@code sigma} px, C x H x W. */
    double[] at(double sigma) {
        double[] blurred = new double[shape.size()];
        int height = shape.height();
        int width = shape.width();
        double[] kernel = kernel(sigma, Math.max(height, width));
        double[] rowShare = onesBlurred(kernel, height);
        double[] columnShare = onesBlurred(kernel, width);
        for (int c = 0; c < planes.length; c++) {
            Plane plane = planes[c];
            double[][] tall = alongColumns(plane, height, kernel);
            double[][] spread = spread(plane.columns, width, kernel);
            for (int y = 0; y < height; y++) {
                double[] row = new double[width];
                alongRow(row, tall[y], plane.columns, spread, kernel.length - 1);
                int offset = c * shape.pixels() + y * width;
                double sky = plane.sky * rowShare[y];
                for (int x = 0; x < width; x++) {
                    blurred[offset + x] = row[x] + sky * columnShare[x];
                }
            }
        }
        return blurred;
    }

    /** The plane's rows spread over all rows of the image: height x the plane's columns. */
    private static double[][] alongColumns(Plane plane, int height, double[] kernel) {
        int length = plane.columns.length;
        double[][] out = new double[height][length];
        int[] places = plane.rows;
        double[][] rows = plane.pixels;
        int radius = kernel.length - 1;
        int start = 0;
        int end = 0;
        for (int y = 0; y < height; y++) {
            while (start < places.length && places[start] < y - radius) {
                start++;
            }
            while (end < places.length && places[end] <= y + radius) {
                end++;
            }
            int r = start;
            for (; r + 3 < end; r += 4) {
                double a = kernel[Math.abs(places[r] - y)];
                double b = kernel[Math.abs(places[r + 1] - y)];
                double c = kernel[Math.abs(places[r + 2] - y)];
                double d = kernel[Math.abs(places[r + 3] - y)];
                add(out[y], 0, length, a, rows[r], b, rows[r + 1], c, rows[r + 2], d, rows[r + 3]);
            }
            for (; r < end; r++) {
                add(out[y], 0, length, kernel[Math.abs(places[r] - y)], rows[r]);
            }
        }
        return out;
    }

    /** What a one at each of the places becomes: places x length. */
    private static double[][] spread(int[] places, int length, double[] kernel) {
        double[][] spread = new double[places.length][length];
        for (int p = 0; p < places.length; p++) {
            int end = Math.min(length, places[p] + kernel.length);
            for (int x = Math.max(0, places[p] - kernel.length + 1); x < end; x++) {
                spread[p][x] = kernel[Math.abs(places[p] - x)];
            }
        }
        return spread;
    }

    /** One row of the plane, whose values lie at some places, spread over all columns. */
    private static void alongRow(double[] out, double[] row, int[] places, double[][] spread, int radius) {
        int p = 0;
        for (; p + 3 < row.length; p += 4) {
            int from = Math.max(0, places[p] - radius);
            int to = Math.min(out.length, places[p + 3] + radius + 1);
            add(
                    out,
                    from,
                    to,
                    row[p],
                    spread[p],
                    row[p + 1],
                    spread[p + 1],
                    row[p + 2],
                    spread[p + 2],
                    row[p + 3],
                    spread[p + 3]);
        }
        for (; p < row.length; p++) {
            add(out, Math.max(0, places[p] - radius), Math.min(out.length, places[p] + radius + 1), row[p], spread[p]);
        }
    }

    private static void add(double[] sum, int from, int to, double a, double[] p) {
        for (int x = from; x < to; x++) {
            sum[x] += a * p[x];
        }
    }

    /** Four at a time: the sum is loaded and stored once for all of them. */
    private static void add(
            double[] sum,
            int from,
            int to,
            double a,
            double[] p,
            double b,
            double[] q,
            double c,
            double[] r,
            double d,
            double[] s) {
        for (int x = from; x < to; x++) {
            sum[x] += a * p[x] + b * q[x] + c * r[x] + d * s[x];
        }
    }

    /** What a row of {@code n} ones becomes. */
    private static double[] onesBlurred(double[] kernel, int n) {
        double[] upTo = kernel.clone();
        for (int i = 1; i < upTo.length; i++) {
            upTo[i] += upTo[i - 1];
        }
        double[] out = new double[n];
        int radius = kernel.length - 1;
        for (int i = 0; i < n; i++) {
            out[i] = upTo[Math.min(i, radius)] + upTo[Math.min(n - 1 - i, radius)] - kernel[0];
        }
        return out;
    }

    /** The Gaussian at distance 0, 1, ... px, no farther than an image of that length reaches. */
    private static double[] kernel(double sigma, int length) {
        if (sigma == 0) {
            return new double[] {1};
        }
        int radius = (int) (4 * sigma + 0.5);
        double[] kernel = new double[radius + 1];
        double sum = 0;
        for (int i = radius; i >= 0; i--) {
            kernel[i] = Math.exp(-0.5 / (sigma * sigma) * i * i);
            sum += i == 0 ? kernel[i] : 2 * kernel[i];
        }
        for (int i = 0; i <= radius; i++) {
            kernel[i] /= sum;
        }
        return Arrays.copyOf(kernel, Math.min(radius, length - 1) + 1);
    }

    private Plane plane(double[] x) {
        double sky = InputFacts.mostCommon(x);
        int width = shape.width();
        boolean[] inRow = new boolean[shape.height()];
        boolean[] inColumn = new boolean[width];
        for (int i = 0; i < x.length; i++) {
            inRow[i / width] |= x[i] != sky;
            inColumn[i % width] |= x[i] != sky;
        }
        int[] rows = places(inRow);
        int[] columns = places(inColumn);
        double[][] pixels = new double[rows.length][columns.length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                pixels[r][c] = x[rows[r] * width + columns[c]] - sky;
            }
        }
        return new Plane(sky, rows, columns, pixels);
    }

    private static int[] places(boolean[] used) {
        return IntStream.range(0, used.length).filter(i -> used[i]).toArray();
    }
}
