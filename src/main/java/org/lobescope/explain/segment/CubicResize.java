package org.lobescope.explain.segment;

import java.util.Arrays;
import org.lobescope.explain.segment.GaussianSmoothing.Border;

/**
 * Resizing an image with cubic B-splines, as scikit-image's {@code resize(order=3, mode='constant', anti_aliasing=True)}:
 * a Gaussian of sigma (factor - 1) / 2 before shrinking; 12 pixels of zeros around the image before the spline's
 * coefficients are computed (mirrored at the padded edge); half-pixel centres; clipped to the range of the input.
 *
 * <p>What lies outside the image counts as 0, so an image whose sky is not 0 gets a frame. XRAI has it too.
 */
final class CubicResize {
    private static final int PADDING = 12;
    /** The pole of the cubic spline's recursive filter (Unser 1999). */
    private static final double POLE = Math.sqrt(3.0) - 2.0;

    private CubicResize() {}

    /** An image (height x width) made toHeight x toWidth; double inside, rounded at the end. */
    static float[] resize(float[] image, int height, int width, int toHeight, int toWidth) {
        double factorY = (double) height / toHeight;
        double factorX = (double) width / toWidth;
        double[] pixels = new double[image.length];
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image[i];
            smallest = Math.min(smallest, image[i]);
            largest = Math.max(largest, image[i]);
        }
        double[] smooth = GaussianSmoothing.smooth(
                pixels, height, width, Math.max(0, (factorY - 1) / 2), Math.max(0, (factorX - 1) / 2), Border.ZERO);
        int paddedHeight = height + 2 * PADDING;
        int paddedWidth = width + 2 * PADDING;
        double[] spline = new double[paddedHeight * paddedWidth];
        for (int y = 0; y < height; y++) {
            System.arraycopy(smooth, y * width, spline, (y + PADDING) * paddedWidth + PADDING, width);
        }
        coefficients(spline, paddedHeight, paddedWidth);
        double[] out = interpolated(spline, paddedHeight, paddedWidth, factorY, factorX, toHeight, toWidth);
        float[] resized = new float[out.length];
        for (int i = 0; i < out.length; i++) {
            resized[i] = (float) Math.min(Math.max(out[i], smallest), largest);
        }
        return resized;
    }

    /** Spline coefficients in place, along the columns, then along the rows. */
    private static void coefficients(double[] image, int height, int width) {
        double[] line = new double[height];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                line[y] = image[y * width + x];
            }
            filter(line);
            for (int y = 0; y < height; y++) {
                image[y * width + x] = line[y];
            }
        }
        for (int y = 0; y < height; y++) {
            double[] row = Arrays.copyOfRange(image, y * width, (y + 1) * width);
            filter(row);
            System.arraycopy(row, 0, image, y * width, width);
        }
    }

    /** The recursive filter of a cubic spline, mirrored at both ends (Unser, Aldroubi &amp; Eden 1993). */
    private static void filter(double[] c) {
        int n = c.length;
        double gain = (1 - POLE) * (1 - 1 / POLE);
        for (int i = 0; i < n; i++) {
            c[i] *= gain;
        }
        double power = Math.pow(POLE, n - 1.0);
        double z = POLE;
        c[0] += power * c[n - 1];
        for (int i = 1; i < n - 1; i++) {
            c[0] += z * (c[i] + power * c[n - 1 - i]);
            z *= POLE;
        }
        c[0] /= 1 - power * power;
        for (int i = 1; i < n; i++) {
            c[i] += POLE * c[i - 1];
        }
        c[n - 1] = (POLE * c[n - 2] + c[n - 1]) * POLE / (POLE * POLE - 1);
        for (int i = n - 2; i >= 0; i--) {
            c[i] = POLE * (c[i + 1] - c[i]);
        }
    }

    private static double[] interpolated(
            double[] spline, int height, int width, double factorY, double factorX, int toHeight, int toWidth) {
        double[] out = new double[toHeight * toWidth];
        double[][] across = new double[toWidth][];
        int[] left = new int[toWidth];
        for (int x = 0; x < toWidth; x++) {
            double at = (x + 0.5) * factorX - 0.5 + PADDING;
            left[x] = (int) Math.floor(at) - 1;
            across[x] = weights(at - Math.floor(at));
        }
        for (int y = 0; y < toHeight; y++) {
            double at = (y + 0.5) * factorY - 0.5 + PADDING;
            int top = (int) Math.floor(at) - 1;
            double[] down = weights(at - Math.floor(at));
            for (int x = 0; x < toWidth; x++) {
                double sum = 0;
                for (int v = 0; v < 4; v++) {
                    int row = mirrored(top + v, height) * width;
                    for (int u = 0; u < 4; u++) {
                        sum += spline[row + mirrored(left[x] + u, width)] * down[v] * across[x][u];
                    }
                }
                out[y * toWidth + x] = sum;
            }
        }
        return out;
    }

    /** The cubic B-spline at the four pixels around a position {@code y} behind the second. */
    private static double[] weights(double y) {
        double z = 1 - y;
        double second = (y * y * (y - 2) * 3 + 4) / 6;
        double third = (z * z * (z - 2) * 3 + 4) / 6;
        double first = z * z * z / 6;
        return new double[] {first, second, third, 1 - first - second - third};
    }

    private static int mirrored(int i, int length) {
        int period = 2 * length - 2;
        int j = Math.floorMod(i, period);
        return j < length ? j : period - j;
    }
}
