package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final List<Stretch> ALL = List.of(
            new Stretch.Linear(),
            new Stretch.Log(1000),
            new Stretch.Sqrt(),
            new Stretch.Asinh(0.1),
            new Stretch.Power(0.4),
            new Stretch.Power(3));

    @Test
    void equalsAstropy() {
        List<String[]> rows = Fixtures.rows("stretches.csv");
        assertTrue(rows.size() > 100);
        for (String[] row : rows) {
            double a = Double.parseDouble(row[1]);
            Stretch stretch = switch (row[0]) {
                case "linear" -> new Stretch.Linear();
                case "sqrt" -> new Stretch.Sqrt();
                case "log" -> new Stretch.Log(a);
                case "asinh" -> new Stretch.Asinh(a);
                case "power" -> new Stretch.Power(a);
                default -> throw new AssertionError(row[0]);
            };
            double expected = Double.parseDouble(row[3]);
            assertEquals(expected, stretch.apply(Double.parseDouble(row[2])), 1e-12, String.join(" ", row));
        }
    }

    @Test
    void risesFromZeroToOneAndCanBeUndone() {
        for (Stretch stretch : ALL) {
            assertEquals(0, stretch.apply(0), 0, stretch.label());
            assertEquals(1, stretch.apply(1), 1e-12, stretch.label());
            double before = 0;
            for (int i = 1; i <= 100; i++) {
                double y = stretch.apply(i / 100.0);
                assertTrue(y > before, stretch.label());
                assertEquals(i / 100.0, stretch.invert(y), 1e-12, stretch.label());
                before = y;
            }
        }
    }

    @Test
    void refusesParametersWithoutMeaning() {
        for (double a : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Stretch.Log(a));
            assertThrows(IllegalArgumentException.class, () -> new Stretch.Asinh(a));
            assertThrows(IllegalArgumentException.class, () -> new Stretch.Power(a));
        }
    }
}
