package org.lobescope.cli;

import org.lobescope.explain.Explanation;

/**
 * A map in a few numbers.
 *
 * @param min the smallest value
 * @param max the largest value
 * @param sum of all values
 * @param column of the largest value, in the input
 * @param row of the largest value, in the input
 */
record MapExtremes(double min, double max, double sum, int column, int row) {
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
        return new MapExtremes(min, map[peak], sum, peak % explanation.width(), peak / explanation.width());
    }
}
