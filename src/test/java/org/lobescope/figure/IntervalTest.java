package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.network.NpyFile;

class IntervalTest {
    @Test
    void equalsAstropyOnAnImageWithBlanks() {
        float[] sky = NpyFile.read(Fixtures.file("sky.npy")).values();
        List<String[]> rows = Fixtures.rows("intervals.csv");
        assertEquals(10, rows.size());
        for (String[] row : rows) {
            double a = Double.parseDouble(row[1]);
            double b = Double.parseDouble(row[2]);
            Interval interval = switch (row[0]) {
                case "minmax" -> new Interval.MinMax();
                case "percentile" -> new Interval.Percentile(a, b);
                case "zscale" -> new Interval.Zscale();
                case "sigma" -> new Interval.Sigma(a, b);
                default -> throw new AssertionError(row[0]);
            };
            Limits limits = interval.limits(sky);
            assertEquals(Double.parseDouble(row[3]), limits.low(), 1e-9, String.join(" ", row));
            assertEquals(Double.parseDouble(row[4]), limits.high(), 1e-9, String.join(" ", row));
        }
    }

    private static final List<Interval> ALL = List.of(
            new Interval.MinMax(), Interval.Percentile.middle(99), new Interval.Zscale(), new Interval.Sigma(3, 10));

    @Test
    void anImageWithoutAFinitePixelHasLimits() {
        float[] blank = new float[100];
        Arrays.fill(blank, Float.NaN);
        for (Interval interval : ALL) {
            assertEquals(new Limits(0, 1), interval.limits(blank), interval.label());
        }
    }

    @Test
    void aConstantImageIsAllFirstColour() {
        float[] constant = new float[100];
        Arrays.fill(constant, 7);
        for (Interval interval : ALL) {
            Limits limits = interval.limits(constant);
            assertEquals(7, limits.low(), 1e-12, interval.label());
            assertEquals(0, limits.fraction(7), 0, interval.label());
        }
    }

    @Test
    void infinitePixelsDoNotCount() {
        float[] pixels = {Float.NEGATIVE_INFINITY, 1, 2, 3, Float.POSITIVE_INFINITY, Float.NaN};
        assertEquals(new Limits(1, 3), new Interval.MinMax().limits(pixels));
        assertEquals(new Limits(1, 3), new Interval.Percentile(0, 100).limits(pixels));
    }

    @Test
    void theMiddlePercentLiesBetweenEqualTails() {
        assertEquals(new Interval.Percentile(0.5, 99.5), Interval.Percentile.middle(99));
    }
}
