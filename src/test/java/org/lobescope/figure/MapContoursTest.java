package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Contour lines of maps at percentiles. */
class MapContoursTest {
    private static final int SIDE = 20;

    /** A square of 1 within a square of 0.5, in a map of which all else is 0. */
    private static float[] squares(float sign) {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            if (x >= 4 && x < 14 && y >= 5 && y < 15) {
                values[i] = sign * (x >= 6 && x < 11 && y >= 7 && y < 12 ? 1 : 0.5f);
            }
        }
        return values;
    }

    @Test
    void aLineIsAroundThePixelsOfThatStrength() {
        Heatmap map = new Heatmap(SIDE, SIDE, squares(1), false);
        // 25 % of the pixels are not 0, 6.25 % are 1.
        List<Heatmap.Line> lines = map.contours(List.of(80.0, 97.0));
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).path().contains(4, 5) && lines.get(0).path().contains(13, 14));
        assertFalse(lines.get(0).path().contains(3, 5));
        assertFalse(lines.get(0).path().contains(14, 14));
        assertTrue(lines.get(1).path().contains(6, 7) && lines.get(1).path().contains(10, 11));
        assertFalse(lines.get(1).path().contains(5, 7));
        assertFalse(lines.get(1).path().contains(11, 11));
    }

    @Test
    void whereTheMapIsZeroThereIsNoLine() {
        Heatmap map = new Heatmap(SIDE, SIDE, squares(1), false);
        assertEquals(List.of(), map.contours(List.of(50.0)));
        assertEquals(List.of(), new Heatmap(SIDE, SIDE, new float[SIDE * SIDE], true).contours(List.of(50.0, 99.0)));
    }

    @Test
    void aSignedMapHasLinesOfBothSigns() {
        float[] values = squares(-1);
        for (int i = 0; i < values.length; i++) {
            values[i] = i % SIDE < 9 ? values[i] : -values[i];
        }
        List<Heatmap.Line> lines = new Heatmap(SIDE, SIDE, values, true).contours(List.of(80.0));
        assertEquals(
                List.of(false, true), lines.stream().map(Heatmap.Line::negative).toList());
        assertTrue(lines.get(0).path().contains(12, 10) && !lines.get(0).path().contains(5, 10));
        assertTrue(lines.get(1).path().contains(5, 10) && !lines.get(1).path().contains(12, 10));
    }
}
