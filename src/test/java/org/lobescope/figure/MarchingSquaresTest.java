package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarchingSquaresTest {
    private record Line(List<double[]> points, boolean closed) {
        double area() {
            double twice = 0;
            for (int i = 0; i < points.size(); i++) {
                double[] p = points.get(i);
                double[] q = points.get((i + 1) % points.size());
                twice += p[0] * q[1] - q[0] * p[1];
            }
            return twice / 2;
        }
    }

    private static List<Line> lines(Path2D path) {
        List<Line> lines = new ArrayList<>();
        List<double[]> points = new ArrayList<>();
        double[] c = new double[6];
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> {
                    if (!points.isEmpty()) {
                        lines.add(new Line(points, false));
                    }
                    points = new ArrayList<>();
                    points.add(new double[] {c[0], c[1]});
                }
                case PathIterator.SEG_LINETO -> points.add(new double[] {c[0], c[1]});
                default -> {
                    lines.add(new Line(points, true));
                    points = new ArrayList<>();
                }
            }
        }
        if (!points.isEmpty()) {
            lines.add(new Line(points, false));
        }
        return lines;
    }

    private static float[] cone(int width, int height, double cx, double cy) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) -Math.hypot(i % width - cx, i / width - cy);
        }
        return values;
    }

    @Test
    void aConeHasACircle() {
        List<Line> lines = lines(MarchingSquares.line(cone(60, 40, 31.3, 17.6), 60, 40, -10));
        assertEquals(1, lines.size());
        Line circle = lines.getFirst();
        assertTrue(circle.closed());
        for (double[] p : circle.points()) {
            assertEquals(10, Math.hypot(p[0] - 31.3, p[1] - 17.6), 0.02);
        }
        // Positive: the larger values lie on the left.
        assertEquals(Math.PI * 100, circle.area(), 2);
    }

    @Test
    void aSlopeHasAStraightLineFromEdgeToEdge() {
        float[] values = new float[20 * 10];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 20;
        }
        List<Line> lines = lines(MarchingSquares.line(values, 20, 10, 7.25));
        assertEquals(1, lines.size());
        assertTrue(!lines.getFirst().closed());
        assertEquals(10, lines.getFirst().points().size());
        lines.getFirst().points().forEach(p -> assertEquals(7.25, p[0], 1e-6));
    }

    @Test
    void linesEndAtBlankPixels() {
        float[] values = cone(30, 30, 15, 15);
        values[15 * 30 + 23] = Float.NaN;
        List<Line> lines = lines(MarchingSquares.line(values, 30, 30, -8));
        assertEquals(1, lines.size());
        assertTrue(!lines.getFirst().closed());
        lines.getFirst().points().forEach(p -> assertTrue(Math.hypot(p[0] - 23, p[1] - 15) >= 1));
    }

    @Test
    void regionsHoldExactlyThePixelsAboveTheLevel() {
        Random random = new Random(2);
        for (int round = 0; round < 30; round++) {
            int width = 1 + random.nextInt(12);
            int height = 1 + random.nextInt(12);
            float[] values = new float[width * height];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextFloat();
            }
            Path2D region = MarchingSquares.region(values, width, height, 0.5, 0);
            for (Line line : lines(region)) {
                assertTrue(line.closed());
            }
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i] >= 0.5, region.contains(i % width, i / width));
            }
        }
    }

    @Test
    void aRegionThatFillsTheArrayIsItsBorder() {
        List<Line> lines = lines(MarchingSquares.region(new float[] {1, 1, 1, 1, 1, 1}, 3, 2, 0, 0));
        assertEquals(1, lines.size());
        assertEquals(6, lines.getFirst().area(), 0.6);
        double left =
                lines.getFirst().points().stream().mapToDouble(p -> p[0]).min().orElseThrow();
        assertEquals(-0.5, left);
    }

    @Test
    void specksAreLeftOut() {
        float[] values = new float[10 * 10];
        values[22] = 1;
        for (int y = 4; y < 8; y++) {
            for (int x = 4; x < 8; x++) {
                values[y * 10 + x] = 1;
            }
        }
        assertEquals(2, lines(MarchingSquares.region(values, 10, 10, 0.5, 0)).size());
        assertEquals(1, lines(MarchingSquares.region(values, 10, 10, 0.5, 6)).size());
    }
}
