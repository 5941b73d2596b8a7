package org.lobescope.figure;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lobescope.explain.Explanation;

/**
 * A saliency map prepared for drawing: sorted once, so that thresholds, limits and colours are look-ups afterwards and
 * may follow a slider. Immutable; the map's array is shared, not copied.
 */
public final class Heatmap {
    private static final double SPECK = 6;

    private final int width;
    private final int height;
    private final float[] values;
    private final boolean signed;
    /** The value, or the magnitude of a signed map: what thresholds and limits look at. */
    private final float[] strength;

    private final Percentiles all;
    private final Percentiles notZero;
    private final Limits range;

    /**
     * Prepares a map.
     *
     * @param width W
     * @param height H
     * @param values H x W, row 0 first; what is not finite stays transparent
     * @param signed whether the sign means for and against; then the colours are symmetric around 0
     */
    public Heatmap(int width, int height, float[] values, boolean signed) {
        if (values.length != width * height) {
            throw new IllegalArgumentException(values.length + " values for " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.values = values;
        this.signed = signed;
        this.strength = signed ? magnitude(values) : values;
        this.all = new Percentiles(strength, true);
        this.notZero = new Percentiles(strength, false);
        Limits found = new Interval.MinMax().limits(values);
        this.range = all.isEmpty() ? new Limits(0, 0) : found;
    }

    /** The map of an explanation, with its sign. */
    public static Heatmap of(Explanation explanation) {
        return new Heatmap(
                explanation.width(),
                explanation.height(),
                explanation.map(),
                explanation.sign() == Explanation.Sign.SIGNED);
    }

    /** The magnitude of an explanation's map. */
    public static Heatmap ofMagnitude(Explanation explanation) {
        return new Heatmap(explanation.width(), explanation.height(), explanation.magnitude(), false);
    }

    /** W. */
    public int width() {
        return width;
    }

    /** H. */
    public int height() {
        return height;
    }

    /** Whether the sign means for and against. */
    public boolean signed() {
        return signed;
    }

    /** The value at column x, row y. */
    public float at(int x, int y) {
        return values[y * width + x];
    }

    /** Whether every value is exactly 0 (or not finite). */
    public boolean isZero() {
        return notZero.isEmpty();
    }

    /** The smallest and the largest value; 0 and 0 when none is finite. */
    public Limits range() {
        return range;
    }

    /** The percentile, 0 to 100, of the strength of all pixels that are not exactly 0; 0 when there are none. */
    public double strengthPercentile(double percent) {
        return notZero.at(percent);
    }

    /** The scale of the colours in a style; it has the numbers for the colour bar. */
    public ColorScale scale(HeatmapStyle style) {
        return style.limits().scale(this);
    }

    /** The strengths between which pixels are shown: all pixels count for these percentiles, those at 0 too. */
    Limits threshold(HeatmapStyle style) {
        return new Limits(
                style.thresholdLow() <= 0 ? Double.NEGATIVE_INFINITY : all.at(style.thresholdLow()),
                style.thresholdHigh() >= 100 ? Double.POSITIVE_INFINITY : all.at(style.thresholdHigh()));
    }

    /**
     * Colours the map.
     *
     * @param argb receives H x W colours 0xAARRGGBB, not premultiplied, row 0 first; transparent where the map is
     *     outside the threshold or not finite
     */
    public void render(HeatmapStyle style, int[] argb) {
        paint(style, argb, false);
    }

    /**
     * Lays the coloured map over an opaque picture of the same size.
     *
     * @param rgb H x W opaque colours 0xFFRRGGBB, row 0 first; changed in place
     */
    public void renderOver(HeatmapStyle style, int[] rgb) {
        paint(style, rgb, true);
    }

    private void paint(HeatmapStyle style, int[] out, boolean over) {
        ColorScale scale = scale(style);
        int[] table = style.table(signed);
        Limits shown = threshold(style);
        for (int i = 0; i < values.length; i++) {
            float s = strength[i];
            boolean visible = s >= shown.low() && s <= shown.high() && Float.isFinite(s);
            if (over) {
                if (visible) {
                    out[i] = Blend.over(out[i], table[scale.level(values[i])]);
                }
            } else {
                out[i] = visible ? table[scale.level(values[i])] : 0;
            }
        }
    }

    /**
     * The outline of what the threshold lets through. Islands and holes smaller than {@value #SPECK} pixels have none:
     * on a noisy map they would hide it.
     *
     * @return in pixel coordinates: pixel centres are whole numbers, y grows with the row; closed at the map's edges;
     *     empty when everything is shown
     */
    public Path2D outline(HeatmapStyle style) {
        Limits shown = threshold(style);
        Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        if (style.showsAll() || all.isEmpty()) {
            return path;
        }
        // Half-way to the next value that occurs, so that no pixel lies on the line itself.
        double below = all.justBelow(shown.low());
        double weakest = all.justAbove(below);
        path.append(MarchingSquares.region(strength, width, height, (below + weakest) / 2, SPECK), false);
        double above = all.justAbove(shown.high());
        if (Double.isFinite(above)) {
            double level = (all.justBelow(above) + above) / 2;
            path.append(MarchingSquares.region(strength, width, height, level, SPECK), false);
        }
        return path;
    }

    /**
     * One contour line of a map.
     *
     * @param path in pixel coordinates, closed at the map's edges
     * @param negative whether it is around values below zero
     */
    record Line(Path2D path, boolean negative) {}

    /**
     * Contour lines where the strength is at percentiles of all pixels; islands and holes smaller than {@value #SPECK} pixels
     * have none. A signed map has lines around both signs. Where the strength is 0 at a percentile there is no line.
     */
    List<Line> contours(List<Double> percentiles) {
        List<Line> lines = new ArrayList<>();
        for (double percent : percentiles) {
            double strongest = all.at(percent);
            // Half-way to the next weaker value that occurs, so that no pixel lies on the line itself.
            double below = Math.max(0, all.justBelow(strongest));
            if (!(strongest > 0)) {
                continue;
            }
            double level = (below + all.justAbove(below)) / 2;
            add(lines, MarchingSquares.region(values, width, height, level, SPECK), false);
            if (signed) {
                add(lines, MarchingSquares.region(negated(values), width, height, level, SPECK), true);
            }
        }
        return lines;
    }

    private static void add(List<Line> lines, Path2D path, boolean negative) {
        if (path.getCurrentPoint() != null) {
            lines.add(new Line(path, negative));
        }
    }

    private static float[] negated(float[] values) {
        float[] negated = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }

    /**
     * The outline of the strongest pixels, down to islands of one pixel.
     *
     * @param percent of all pixels that are too weak; where that many and more are 0, all others are inside
     * @return closed lines in pixel coordinates, with the inside on their left when y points up; empty when the map is 0
     */
    Path2D strongest(double percent) {
        double weakest = all.at(percent);
        if (!signed && range.high() <= 0 || isZero()) {
            return new Path2D.Double();
        }
        // The next value below that occurs: no pixel lies on the line itself.
        double inside = weakest > 0 ? all.justAbove(Math.nextDown((float) weakest)) : all.justAbove(0);
        double below = all.justBelow(inside);
        double level = Double.isFinite(below) ? (below + inside) / 2 : Double.NEGATIVE_INFINITY;
        return MarchingSquares.region(strength, width, height, level, 0);
    }

    private static float[] magnitude(float[] values) {
        float[] magnitude = Arrays.copyOf(values, values.length);
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = Math.abs(magnitude[i]);
        }
        return magnitude;
    }
}
