package org.lobescope.explain;

import java.util.Arrays;
import org.lobescope.network.ImageShape;

/**
 * One image under Gaussians of many widths: separable, kernel cut at round(4 sigma), zero outside the image, in double
 * precision (scipy's gaussian_filter with mode 'constant').
 *
 * <p>Most of a radio image is flat sky. A Gaussian is linear, so the sky level c is taken out and blurred apart:
 * {@code Gauss(x) = Gauss(x - c) + c Gauss(1)}. The first is done only where the image differs from the sky, the second is
 * the product of two vectors.
 */
final class Blur {
    private final ImageShape shape;
    private final Plane[] planes;

    /** One channel less its sky level, cut to the rows and columns where anything is left. */
    private record Plane(double sky, int top, int left, int rows, int columns, double[] pixels) {}

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
            // Along the columns (rows of the sky-free part -> all rows), turned, along the rows, turned back.
            double[] tall = spread(plane.pixels, plane.rows, plane.columns, plane.top, height, kernel);
            double[] turned = transposed(tall, height, plane.columns);
            double[] wide = spread(turned, plane.columns, height, plane.left, width, kernel);
            int offset = c * shape.pixels();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    blurred[offset + y * width + x] = wide[x * height + y] + plane.sky * (rowShare[y] * columnShare[x]);
                }
            }
        }
        return blurred;
    }

    /** Each of {@code rows} rows, the first at {@code first}, spread over {@code height} rows by the kernel. */
    private static double[] spread(double[] pixels, int rows, int columns, int first, int height, double[] kernel) {
        double[] out = new double[height * columns];
        int radius = kernel.length - 1;
        for (int y = 0; y < height; y++) {
            int from = Math.max(0, y - radius - first);
            int to = Math.min(rows - 1, y + radius - first);
            for (int r = from; r <= to; r++) {
                double weight = kernel[Math.abs(first + r - y)];
                int source = r * columns;
                int target = y * columns;
                for (int x = 0; x < columns; x++) {
                    out[target + x] += weight * pixels[source + x];
                }
            }
        }
        return out;
    }

    private static double[] transposed(double[] pixels, int rows, int columns) {
        double[] turned = new double[pixels.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                turned[x * rows + y] = pixels[y * columns + x];
            }
        }
        return turned;
    }

    /** What a row of {@code n} ones becomes. */
    private static double[] onesBlurred(double[] kernel, int n) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = Math.max(0, i - kernel.length + 1); j <= Math.min(n - 1, i + kernel.length - 1); j++) {
                out[i] += kernel[Math.abs(i - j)];
            }
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
        int top = shape.height();
        int bottom = -1;
        int left = width;
        int right = -1;
        for (int i = 0; i < x.length; i++) {
            x[i] -= sky;
            if (x[i] != 0) {
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width);
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
            }
        }
        if (bottom < 0) {
            return new Plane(sky, 0, 0, 0, 0, new double[0]);
        }
        int rows = bottom - top + 1;
        int columns = right - left + 1;
        double[] pixels = new double[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(x, (top + y) * width + left, pixels, y * columns, columns);
        }
        return new Plane(sky, top, left, rows, columns, pixels);
    }
}
