package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;

class MapStatisticsTest {
    private static final CutOut CUT_OUT = new CutOut(10, 5, 20, 20);

    /** Noise of 1 with a source of 4 x 4 pixels at columns 16..19, rows 9..12 of the image. */
    private static RadioImage image() {
        Random random = new Random(3);
        float[] pixels = new float[40 * 40];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.clamp(random.nextGaussian(), -2, 2);
        }
        for (int y = 9; y < 13; y++) {
            for (int x = 16; x < 20; x++) {
                pixels[y * 40 + x] = 100;
            }
        }
        return new RadioImage(
                "i",
                40,
                40,
                pixels,
                "Jy/beam",
                RadioImage.Depth.PHYSICAL,
                Optional.of(Skies.equatorial(100, 20, 40, 40, 2)),
                Optional.empty(),
                List.of());
    }

    private static Explanation map(float[] values, Explanation.Sign sign) {
        return new Explanation(
                Presets.method(MethodId.INTEGRATED_GRADIENTS, Preset.REFERENCE),
                new Target(Target.Kind.LOGIT, 0),
                Optional.empty(),
                20,
                20,
                values,
                values,
                sign,
                List.of(),
                Optional.of(new Explanation.Completeness(1.5, 1.25)),
                Optional.empty(),
                0);
    }

    @Test
    void numbersOfAMapOnTheSource() {
        float[] values = new float[400];
        for (int y = 4; y < 8; y++) {
            for (int x = 6; x < 10; x++) {
                values[y * 20 + x] = 1;
            }
        }
        values[5 * 20 + 7] = 3;
        MapStatistics s =
                MapStatistics.of(map(values, Explanation.Sign.NON_NEGATIVE), new SourcePixels(image(), CUT_OUT));
        assertEquals(0, s.min());
        assertEquals(3, s.max());
        assertEquals(18, s.sum());
        assertEquals(18 / 400.0, s.mean(), 1e-12);
        assertEquals(0, s.percentiles().get(MapStatistics.PERCENTS.indexOf(50)));
        assertEquals(1, s.percentiles().get(MapStatistics.PERCENTS.indexOf(99)));
        assertEquals(new PixelPosition(17, 10), s.peak().orElseThrow());
        var sky = image().wcs().orElseThrow().toSky(new PixelPosition(17, 10)).orElseThrow();
        assertEquals(sky, s.peakOnSky().orElseThrow());
        assertEquals(1, s.onSource().orElseThrow(), 1e-12);
        assertEquals(1, s.overlap().orElseThrow(), 1e-12);
        assertEquals(0.25, s.completenessError().orElseThrow(), 1e-12);
    }

    @Test
    void aFlatMapHasTheSharesOfTheAreas() {
        float[] values = new float[400];
        java.util.Arrays.fill(values, -2);
        MapStatistics s = MapStatistics.of(map(values, Explanation.Sign.SIGNED), new SourcePixels(image(), CUT_OUT));
        assertEquals(16 / 400.0, s.onSource().orElseThrow(), 1e-12);
        double both = 16 * 16 / 400.0;
        assertEquals(both / (32 - both), s.overlap().orElseThrow(), 1e-12);
    }

    @Test
    void aMapOfNothingHasNoPeakAndNoOverlap() {
        MapStatistics zero =
                MapStatistics.of(map(new float[400], Explanation.Sign.SIGNED), new SourcePixels(image(), CUT_OUT));
        assertTrue(zero.peak().isEmpty());
        assertTrue(zero.onSource().isEmpty());
        assertTrue(zero.overlap().isEmpty());
        float[] blank = new float[400];
        java.util.Arrays.fill(blank, Float.NaN);
        MapStatistics none = MapStatistics.of(map(blank, Explanation.Sign.SIGNED), new SourcePixels(image(), CUT_OUT));
        assertTrue(Double.isNaN(none.min())
                && Double.isNaN(none.mean())
                && none.peak().isEmpty());
    }

    @Test
    void aSkyWithoutSourceHasNoOverlap() {
        float[] values = new float[400];
        values[3] = 1;
        CutOut empty = new CutOut(-100, -100, 20, 20);
        MapStatistics s = MapStatistics.of(map(values, Explanation.Sign.SIGNED), new SourcePixels(image(), empty));
        assertTrue(s.onSource().isEmpty());
        assertTrue(s.overlap().isEmpty());
    }
}
