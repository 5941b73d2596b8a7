package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeatmapTest {
    private static final HeatmapStyle PLAIN = HeatmapStyle.DEFAULT
            .withLimits(new ColorLimits.PerMap(0, 100))
            .withFading(false)
            .withOpacity(1);

    /** Noise, a plateau as XRAI's maps have, and pixels without a value. */
    private static float[] map(int size, boolean signed, long seed) {
        Random random = new Random(seed);
        float[] map = new float[size];
        for (int i = 0; i < size; i++) {
            double value = i % 5 == 0 ? 0.5 : random.nextGaussian();
            map[i] = (float) (signed ? value : Math.abs(value));
        }
        map[3] = Float.NaN;
        map[7] = Float.POSITIVE_INFINITY;
        return map;
    }

    /** numpy.percentile, written down once more in the plainest way. */
    private static double percentile(double[] sorted, double p) {
        double place = p / 100 * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    @Test
    void thresholdsEqualBruteForce() {
        for (boolean signed : new boolean[] {true, false}) {
            float[] values = map(17 * 11, signed, 4);
            Heatmap heatmap = new Heatmap(17, 11, values, signed);
            double[] strengths = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                strengths[i] = signed ? Math.abs(values[i]) : values[i];
            }
            double[] sorted =
                    Arrays.stream(strengths).filter(Double::isFinite).sorted().toArray();
            for (double[] range : new double[][] {{0, 100}, {70, 100}, {0, 30}, {33.3, 66.7}, {50, 50}, {99.9, 100}}) {
                int[] argb = new int[values.length];
                heatmap.render(PLAIN.withThreshold(range[0], range[1]), argb);
                double low = percentile(sorted, range[0]);
                double high = percentile(sorted, range[1]);
                for (int i = 0; i < values.length; i++) {
                    boolean shown = Double.isFinite(strengths[i]) && strengths[i] >= low && strengths[i] <= high;
                    assertEquals(shown, argb[i] >>> 24 != 0, i + " " + Arrays.toString(range));
                }
            }
        }
    }

    @Test
    void signedMapsAreSymmetricAroundZero() {
        float[] values = {-2, -1, 0, 1, 2, 4, 0, 0, 0};
        Heatmap heatmap = new Heatmap(9, 1, values, true);
        ColorScale scale = heatmap.scale(PLAIN);
        assertEquals(-4, scale.low());
        assertEquals(4, scale.high());
        assertEquals(255 - scale.level(1), scale.level(-1));
        assertEquals(255 - scale.level(2), scale.level(-2));
        assertEquals(128, scale.level(0));
        assertEquals(255, scale.level(4));
        assertEquals(0, scale.level(-4));
        int[] argb = new int[9];
        heatmap.render(PLAIN, argb);
        assertEquals(ColorMaps.VIOLET_ORANGE.argb(255), argb[5]);
        assertEquals(ColorMaps.VIOLET_ORANGE.argb(128), argb[2]);
    }

    @Test
    void limitsLeaveOutPixelsThatAreExactlyZero() {
        float[] values = new float[10_000];
        for (int i = 0; i < 100; i++) {
            values[i] = i + 1;
        }
        Heatmap heatmap = new Heatmap(100, 100, values, false);
        assertEquals(
                99.01,
                heatmap.scale(PLAIN.withLimits(new ColorLimits.PerMap(0, 99))).high(),
                1e-6);
    }

    @Test
    void invertedRunsBackwards() {
        Heatmap heatmap = new Heatmap(3, 1, new float[] {0, 1, 2}, false);
        int[] argb = new int[3];
        heatmap.render(PLAIN.withInverted(true), argb);
        assertEquals(ColorMaps.INFERNO.argb(255), argb[0]);
        assertEquals(ColorMaps.INFERNO.argb(0), argb[2]);
    }

    @Test
    void aMapWithoutAnythingIsDrawnWithoutFailing() {
        for (boolean signed : new boolean[] {true, false}) {
            for (float value : new float[] {0, Float.NaN, 5}) {
                float[] values = new float[12];
                Arrays.fill(values, value);
                Heatmap heatmap = new Heatmap(4, 3, values, signed);
                assertEquals(value != 5, heatmap.isZero());
                int[] argb = new int[12];
                heatmap.render(PLAIN, argb);
                int expected =
                        Float.isNaN(value) ? 0 : PLAIN.colorMap(signed).argb(value == 0 ? signed ? 128 : 0 : 255);
                for (int color : argb) {
                    assertEquals(expected, color);
                }
                heatmap.outline(PLAIN.withThreshold(20, 80).withOutlined(true));
                ColorBar.of(heatmap, PLAIN, "S", 0xff000000);
            }
        }
    }

    @Test
    void layingOverEqualsBlendingWhatWasRendered() {
        float[] values = map(30 * 20, true, 9);
        Heatmap heatmap = new Heatmap(30, 20, values, true);
        HeatmapStyle style = HeatmapStyle.DEFAULT.withThreshold(20, 95).withOpacity(0.6);
        int[] argb = new int[values.length];
        heatmap.render(style, argb);
        int[] rgb = new int[values.length];
        Arrays.fill(rgb, 0xff405060);
        heatmap.renderOver(style, rgb);
        for (int i = 0; i < rgb.length; i++) {
            double alpha = (argb[i] >>> 24) / 255.0;
            for (int shift = 0; shift < 24; shift += 8) {
                double mixed = alpha * (argb[i] >> shift & 0xff) + (1 - alpha) * (0x405060 >> shift & 0xff);
                assertEquals(mixed, rgb[i] >> shift & 0xff, 0.51);
            }
        }
    }

    @Test
    void fadingMakesZeroTransparentAndTheEndsAsOpaqueAsAsked() {
        int[] table = HeatmapStyle.DEFAULT.withOpacity(0.8).table(true);
        assertEquals(0, table[127] >>> 24);
        assertEquals(0, table[128] >>> 24);
        assertEquals(204, table[0] >>> 24);
        assertEquals(204, table[255] >>> 24);
        for (int level = 129; level < 256; level++) {
            assertTrue(table[level] >>> 24 >= table[level - 1] >>> 24);
        }
    }

    @Test
    void aSharedScaleHoldsTheWidestMap() {
        Heatmap weak = new Heatmap(2, 1, new float[] {-1, 2}, true);
        Heatmap strong = new Heatmap(2, 1, new float[] {-9, 3}, true);
        ColorLimits shared = ColorLimits.shared(List.of(weak, strong), new ColorLimits.PerMap(0, 100));
        assertEquals(new ColorScale(true, 0, 9), weak.scale(PLAIN.withLimits(shared)));
    }

    @Test
    void theOutlineHoldsWhatIsShown() {
        int width = 40;
        int height = 30;
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            double x = i % width - 12;
            double y = i / width - 17;
            values[i] = (float) Math.exp(-(x * x + 2 * y * y) / 80);
        }
        Heatmap heatmap = new Heatmap(width, height, values, false);
        HeatmapStyle style = PLAIN.withThreshold(70, 95).withOutlined(true);
        int[] argb = new int[values.length];
        heatmap.render(style, argb);
        Path2D outline = heatmap.outline(style);
        for (int i = 0; i < values.length; i++) {
            assertEquals(argb[i] != 0, outline.contains(i % width, i / width), i % width + " " + i / width);
        }
        assertArrayEquals(new double[] {0, 0}, new double[] {
            heatmap.outline(PLAIN).getBounds2D().getWidth(),
            heatmap.outline(PLAIN).getBounds2D().getHeight()
        });
    }
}
