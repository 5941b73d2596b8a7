package org.lobescope.figure;

import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * Contour lines by marching squares. Pixel centres are whole numbers; between them values are interpolated linearly; a
 * saddle is split by the mean of its four corners. Lines run with the larger values on their left when y points up.
 */
final class MarchingSquares {
    /** The array, with its ring where it has one. */
    private final float[] grid;

    private final double level;
    /** 1 when the array is framed by a ring of nothing at the pixels' outer edges, which closes all lines; else 0. */
    private final int ring;

    private final int columns;
    private final int rows;
    /** From the grid edge at which a piece of line begins to the one at which it ends; -1 where none begins. */
    private final int[] next;

    private final boolean[] reached;
    private double smallest;
    private double[] lineX = new double[64];
    private double[] lineY = new double[64];
    private final Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);

    private MarchingSquares(float[] values, int width, int height, double level, int ring) {
        this.level = level;
        this.ring = ring;
        this.columns = width + 2 * ring;
        this.rows = height + 2 * ring;
        this.grid = ring == 0 ? values : framed(values, width, height);
        this.next = new int[2 * columns * rows];
        this.reached = new boolean[next.length];
        Arrays.fill(next, -1);
    }

    /** The line along which an image, H x W, has a value. It ends at the array's edge and at pixels that are NaN. */
    static Path2D.Double line(float[] values, int width, int height, double level) {
        return new MarchingSquares(values, width, height, level, 0).trace();
    }

    /**
     * The border of the region where an array, H x W, is at least {@code level}: closed along the outer edges of the
     * array's pixels, too. NaN lies outside.
     *
     * @param smallest closed lines around a smaller area, in pixels, are left out
     */
    static Path2D.Double region(float[] values, int width, int height, double level, double smallest) {
        MarchingSquares squares = new MarchingSquares(values, width, height, level, 1);
        squares.smallest = smallest;
        return squares.trace();
    }

    private static float[] framed(float[] values, int width, int height) {
        float[] framed = new float[(width + 2) * (height + 2)];
        Arrays.fill(framed, Float.NaN);
        for (int row = 0; row < height; row++) {
            System.arraycopy(values, row * width, framed, (row + 1) * (width + 2) + 1, width);
        }
        return framed;
    }

    private Path2D.Double trace() {
        for (int y = 0; y + 1 < rows; y++) {
            for (int x = 0; x + 1 < columns; x++) {
                square(x, y);
            }
        }
        for (int edge = 0; edge < next.length; edge++) {
            if (next[edge] >= 0 && !reached[edge]) {
                follow(edge);
            }
        }
        // What is left are closed lines: they can be entered anywhere.
        for (int edge = 0; edge < next.length; edge++) {
            if (next[edge] >= 0) {
                follow(edge);
            }
        }
        return path;
    }

    /** Corners and edges are counted counterclockwise: bottom left, bottom right, top right, top left. */
    private void square(int x, int y) {
        int at = y * columns + x;
        float a = grid[at];
        float b = grid[at + 1];
        float c = grid[at + columns + 1];
        float d = grid[at + columns];
        if (ring == 0 && Float.isNaN(a + b + c + d)) {
            return;
        }
        int corners = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
        if (corners == 0 || corners == 15) {
            return;
        }
        if (corners == 5 || corners == 10) {
            boolean joined = ((double) a + b + c + d) / 4 >= level;
            for (int corner = 0; corner < 4; corner++) {
                // Cut off the two corners that are alone: the outer ones where the inner ones are joined.
                if (inside(corners, corner) != joined) {
                    int before = edge(at, (corner + 3) % 4);
                    int after = edge(at, corner);
                    connect(joined ? before : after, joined ? after : before);
                }
            }
            return;
        }
        int from = -1;
        int to = -1;
        for (int corner = 0; corner < 4; corner++) {
            boolean here = inside(corners, corner);
            boolean there = inside(corners, (corner + 1) % 4);
            if (here && !there) {
                from = edge(at, corner);
            } else if (!here && there) {
                to = edge(at, corner);
            }
        }
        connect(from, to);
    }

    private static boolean inside(int corners, int corner) {
        return (corners >> corner & 1) != 0;
    }

    private void connect(int from, int to) {
        next[from] = to;
        reached[to] = true;
    }

    private void follow(int start) {
        int count = 0;
        int edge = start;
        boolean closed = false;
        while (true) {
            if (count == lineX.length) {
                lineX = Arrays.copyOf(lineX, 2 * count);
                lineY = Arrays.copyOf(lineY, 2 * count);
            }
            lineX[count] = crossingX(edge);
            lineY[count] = crossingY(edge);
            count++;
            int to = next[edge];
            next[edge] = -1;
            if (to < 0) {
                break;
            }
            if (to == start) {
                closed = true;
                break;
            }
            edge = to;
        }
        if (closed && area(count) < smallest) {
            return;
        }
        path.moveTo(lineX[0], lineY[0]);
        for (int i = 1; i < count; i++) {
            path.lineTo(lineX[i], lineY[i]);
        }
        if (closed) {
            path.closePath();
        }
    }

    /** The area inside the line just followed (shoelace formula). */
    private double area(int count) {
        double twice = 0;
        for (int i = 0, j = count - 1; i < count; j = i++) {
            twice += lineX[j] * lineY[i] - lineX[i] * lineY[j];
        }
        return Math.abs(twice) / 2;
    }

    /** Number of an edge of the square at a grid point: twice the point that it starts from, plus 1 if it is upright. */
    private int edge(int at, int side) {
        return switch (side) {
            case 0 -> 2 * at;
            case 1 -> 2 * (at + 1) + 1;
            case 2 -> 2 * (at + columns);
            default -> 2 * at + 1;
        };
    }

    private double crossingX(int edge) {
        int x = edge / 2 % columns;
        int y = edge / 2 / columns;
        return edge % 2 == 1
                ? place(x, columns)
                : crossing(place(x, columns), place(x + 1, columns), grid[edge / 2], grid[edge / 2 + 1]);
    }

    private double crossingY(int edge) {
        int x = edge / 2 % columns;
        int y = edge / 2 / columns;
        return edge % 2 == 0
                ? place(y, rows)
                : crossing(place(y, rows), place(y + 1, rows), grid[edge / 2], grid[edge / 2 + columns]);
    }

    private double crossing(double p, double q, float atP, float atQ) {
        if (Float.isFinite(atP) && Float.isFinite(atQ)) {
            return p + (q - p) * ((level - atP) / ((double) atQ - atP));
        }
        if (q - p < 1) {
            // Half a pixel wide: one end is the ring, and the line runs there.
            return p < 0 ? p : q;
        }
        return (p + q) / 2;
    }

    /** The pixel coordinate of a grid line; the ring lies on the outer edges of the outermost pixels. */
    private double place(int i, int count) {
        if (ring == 0) {
            return i;
        }
        return i == 0 ? -0.5 : i == count - 1 ? count - 2.5 : i - 1;
    }
}
