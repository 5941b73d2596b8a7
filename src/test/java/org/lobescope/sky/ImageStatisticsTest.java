package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statistics against numpy and astropy: resources/sky/statistics.json, made by make_statistics.py. */
class ImageStatisticsTest {
    @SuppressWarnings("ArrayRecordComponent")
    record Expected(
            String kind,
            int n,
            int count,
            double minimum,
            double maximum,
            double mean,
            double deviation,
            double median,
            double mad,
            Map<String, Double> percentiles,
            Map<String, double[]> clips,
            double[] zscale) {
        @Override
        public String toString() {
            return kind + " " + n;
        }
    }

    static Stream<Expected> expected() throws IOException {
        try (Reader in = new InputStreamReader(
                ImageStatisticsTest.class.getResourceAsStream("/sky/statistics.json"), StandardCharsets.UTF_8)) {
            return Stream.of(new Gson().fromJson(in, Expected[].class));
        }
    }

    /** The generator of make_statistics.py. */
    static float[] pixels(String kind, int n) {
        float[] pixels = new float[n];
        long seed = 1;
        for (int i = 0; i < n; i++) {
            double noise = -2;
            double second = 0;
            for (int k = 0; k < 4; k++) {
                seed = (seed * 1664525 + 1013904223) % 4294967296L;
                double part = seed / 4294967296.0;
                noise += part;
                second = k == 1 ? part : second;
            }
            pixels[i] = (float)
                    switch (kind) {
                        case "noise" -> noise;
                        case "sources" -> 1e-4 * noise + (i % 17 == 0 ? 0.02 * Math.pow(second, 8) : 0);
                        case "blanks" -> i % 5 == 2 ? Double.NaN : noise + 10;
                        case "clipped" -> Math.max(0, noise - 0.9);
                        case "outliers" -> noise * 1e-3 + (i % 11 == 0 ? Math.pow(10, i % 7) : 0);
                        case "constant" -> 2.5;
                        case "ramp" -> i;
                        default -> throw new IllegalArgumentException(kind);
                    };
        }
        return pixels;
    }

    private static void close(double expected, double actual, double size) {
        assertEquals(expected, actual, 1e-7 * Math.max(Math.abs(expected), 1e-3 * size));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void numbersAreThoseOfNumpyAndAstropy(Expected e) {
        ImageStatistics s = ImageStatistics.of(pixels(e.kind, e.n));
        assertEquals(e.count, s.count());
        assertEquals(e.n - e.count, s.blanks());
        double size = e.maximum - e.minimum;
        close(e.minimum, s.minimum(), size);
        close(e.maximum, s.maximum(), size);
        close(e.mean, s.mean(), size);
        close(e.deviation, s.standardDeviation(), size);
        close(e.median, s.median(), size);
        close(e.mad, s.medianAbsoluteDeviation(), size);
        e.percentiles.forEach((p, value) -> close(value, s.percentile(Double.parseDouble(p)), size));
        e.clips.forEach((key, value) -> {
            String[] parts = key.split(" ");
            ImageStatistics.SigmaClipped clipped =
                    s.sigmaClipped(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]));
            close(value[0], clipped.mean(), value[2]);
            close(value[1], clipped.median(), value[2]);
            close(value[2], clipped.standardDeviation(), value[2]);
        });
    }

    @ParameterizedTest
    @MethodSource("expected")
    void zscaleIsThatOfAstropy(Expected e) {
        ZScale z = ZScale.of(pixels(e.kind, e.n));
        close(e.zscale[0], z.low(), e.zscale[1] - e.zscale[0]);
        close(e.zscale[1], z.high(), e.zscale[1] - e.zscale[0]);
    }

    @Test
    void nothingFiniteGivesNothing() {
        ImageStatistics s = ImageStatistics.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY});
        assertEquals(0, s.count());
        assertEquals(2, s.blanks());
        for (double number : new double[] {
            s.minimum(),
            s.maximum(),
            s.mean(),
            s.standardDeviation(),
            s.median(),
            s.percentile(50),
            s.medianAbsoluteDeviation(),
            s.sigmaClipped(3, 5).mean(),
            ZScale.of(new float[] {Float.NaN}).low()
        }) {
            assertTrue(Double.isNaN(number));
        }
    }

    @Test
    void theOrderOfPixelsDoesNotMatter() {
        float[] pixels = pixels("sources", 999);
        float[] before = pixels.clone();
        float[] reversed = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            reversed[i] = pixels[pixels.length - 1 - i];
        }
        assertEquals(
                ImageStatistics.of(pixels).sigmaClipped(3, 5),
                ImageStatistics.of(reversed).sigmaClipped(3, 5));
        assertArrayEquals(before, pixels);
    }
}
