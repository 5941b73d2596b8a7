package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.lobescope.Shared;

/** The golden files, and what 'equal' means: the largest difference over the golden map's largest magnitude. */
public final class Golden {
    private Golden() {}

    /** A file below reference/golden: toy, analytic and small noise from the repository, the others from beside it. */
    public static NpyArray read(String file) {
        return NpyArray.read(path("golden/" + file));
    }

    /** A file or folder below reference. */
    public static Path path(String file) {
        Path own = Path.of("src", "test", "resources", "reference").resolve(file);
        return own.toFile().exists() ? own : Shared.path("reference/" + file);
    }

    /**
     * Equal within a tolerance; a tolerance below 1e-3 asks for Pearson &gt; 0.99999 too, unless the golden values are all
     * the same within the tolerance (weights that are all 1 but for the last bit).
     */
    public static void assertClose(String name, NpyArray golden, float[] actual, double tolerance) {
        assertClose(name, golden, Attribution.widened(actual), tolerance);
    }

    public static void assertClose(String name, NpyArray golden, double[] actual, double tolerance) {
        assertEquals(golden.values().length, actual.length, name + ": number of values");
        double difference = difference(golden.values(), actual);
        assertTrue(
                difference <= tolerance,
                () -> name + ": largest difference " + difference + " of the peak, asked for " + tolerance
                        + "; Pearson " + pearson(golden.values(), actual));
        if (tolerance < 1e-3 && varies(golden.values(), tolerance)) {
            assertCorrelated(name, golden, actual, 0.99999);
        }
    }

    private static boolean varies(double[] values, double tolerance) {
        double smallest = Arrays.stream(values).min().orElse(0);
        double largest = Arrays.stream(values).max().orElse(0);
        return largest - smallest > tolerance * Math.max(Math.abs(smallest), Math.abs(largest));
    }

    public static void assertCorrelated(String name, NpyArray golden, double[] actual, double pearson) {
        double found = pearson(golden.values(), actual);
        assertTrue(
                found > pearson,
                () -> name + ": Pearson " + found + ", asked for " + pearson + "; largest difference "
                        + difference(golden.values(), actual) + " of the peak");
    }

    public static double difference(double[] golden, double[] actual) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < golden.length; i++) {
            largest = Math.max(largest, Math.abs(golden[i]));
            double gap = Math.abs(golden[i] - actual[i]);
            difference = Double.isNaN(gap) ? Double.POSITIVE_INFINITY : Math.max(difference, gap);
        }
        return largest > 0 ? difference / largest : difference;
    }

    /** Pearson's correlation; 1 for equal constant arrays. */
    public static double pearson(double[] a, double[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i] / a.length;
            meanB += b[i] / a.length;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        if (aa == 0 || bb == 0) {
            return Arrays.equals(a, b) ? 1 : 0;
        }
        return ab / Math.sqrt(aa * bb);
    }
}
