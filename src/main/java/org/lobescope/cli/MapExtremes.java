package org.lobescope.cli;

import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.sky.PixelPosition;

/**
 * A map in a few numbers.
 *
 * @param min the smallest value
 * @param max the largest value
 * @param sum of all values
 * @param column of the largest value, in the input
 * @param row of the largest value, in the input
 * @param width of the input, pixels
 */
record MapExtremes(double min, double max, double sum, int column, int row, int width) {
    /** The pixel of the image at the largest value, the nearest one where the input was resampled. */
    PixelPosition peak(CutOut cutOut) {
        double step = (double) cutOut.width() / width;
        return new PixelPosition(
                Math.rint(cutOut.x() + (column + 0.5) * step - 0.5), Math.rint(cutOut.y() + (row + 0.5) * step - 0.5));
    }

    static MapExtremes of(Explanation explanation) {
        float[] map = explanation.map();
        int peak = 0;
        double min = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < map.length; i++) {
            if (map[i] > map[peak]) {
                peak = i;
            }
            min = Math.min(min, map[i]);
            sum += map[i];
        }
        return new MapExtremes(
                min, map[peak], sum, peak % explanation.width(), peak / explanation.width(), explanation.width());
    }
}
