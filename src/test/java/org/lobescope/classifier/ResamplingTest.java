package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against Pillow's {@code resize(..., Image.BILINEAR)} of 32-bit floats, and what must hold for any size. */
class ResamplingTest {
    private static double[] squares() {
        double[] pixels = new double[20];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * i;
        }
        return pixels;
    }

    @Test
    void smallerAsPillow() {
        assertArrayEquals(
                new double[] {28.489795685, 43.730155945, 63.510204315, 153.081634521, 193.015884399, 237.489791870},
                Resampling.of(squares(), 5, 4, 3, 2),
                3e-5);
    }

    @Test
    void largerAsPillow() {
        double[] large = Resampling.of(squares(), 5, 4, 8, 6);
        assertArrayEquals(
                new double[] {0, 0.4375, 1.1875, 3.0625, 5.5625, 8.6875, 12.9375, 16}, Arrays.copyOf(large, 8), 1e-5);
        assertArrayEquals(
                new double[] {37.5, 43.041667938, 51.083332062, 60.25, 70.041664124, 80.458335876, 92, 100.166664124},
                Arrays.copyOfRange(large, 16, 24),
                1e-5);
        assertEquals(361, large[47], 1e-5);
    }

    @Test
    void aConstantStaysAndTheSameSizeIsTheSame() {
        double[] sevens = new double[13 * 11];
        Arrays.fill(sevens, 7);
        for (double value : Resampling.of(sevens, 13, 11, 40, 3)) {
            assertEquals(7, value, 1e-12);
        }
        assertSame(sevens, Resampling.of(sevens, 13, 11, 13, 11));
    }

    /** A point keeps its place and, away from the edges, its flux per area. */
    @Test
    void aPointKeepsItsPlaceAndItsFlux() {
        double[] point = new double[90 * 90];
        point[60 * 90 + 30] = 1;
        double[] small = Resampling.of(point, 90, 90, 30, 30);
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < small.length; i++) {
            sum += small[i];
            x += small[i] * (i % 30 + 0.5) * 3;
            y += small[i] * (i / 30 + 0.5) * 3;
        }
        assertEquals(1, 9 * sum, 0.02);
        assertEquals(30.5, x / sum, 0.5);
        assertEquals(60.5, y / sum, 0.5);
    }
}
