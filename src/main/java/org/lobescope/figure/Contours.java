package org.lobescope.figure;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.lobescope.sky.ImageStatistics;

/**
 * Contour lines of an image at multiples of its noise.
 *
 * @param sigma the noise, in the image's unit
 * @param lines one for each multiple, in the order asked for; lines without points are left out
 */
public record Contours(double sigma, List<Line> lines) {
    /** Three times the noise, then doubling: shows faint lobes and bright hot spots alike. */
    private static final double[] DOUBLING = {3, 6, 12, 24, 48, 96};

    public Contours {
        lines = List.copyOf(lines);
    }

    /**
     * The line at one level.
     *
     * @param multiple of sigma; negative lines are drawn dashed
     * @param path in pixel coordinates: pixel centres are whole numbers, y grows with the row
     */
    public record Line(double multiple, Path2D path) {}

    /** The usual levels: 3, 6, 12, ... 96 sigma. */
    public static double[] usual() {
        return DOUBLING.clone();
    }

    /** The noise of an image: the standard deviation after clipping at 3 sigma, at most 5 times. */
    public static double noise(float[] pixels) {
        return ImageStatistics.of(pixels).sigmaClipped(3, 5).standardDeviation();
    }

    /**
     * Traces the lines of an image.
     *
     * @param pixels height x width, row 0 first; lines end at NaN
     * @param sigma the noise; no lines when it is not positive
     */
    public static Contours of(float[] pixels, int width, int height, double sigma, double... multiples) {
        List<Line> lines = new ArrayList<>();
        if (sigma > 0) {
            for (double multiple : multiples) {
                Path2D path = MarchingSquares.line(pixels, width, height, multiple * sigma);
                if (path.getCurrentPoint() != null) {
                    lines.add(new Line(multiple, path));
                }
            }
        }
        return new Contours(sigma, lines);
    }
}
