package org.lobescope.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The colours of a picture and the values they stand for.
 *
 * @param colors opaque, 0xFFRRGGBB, from the low to the high end
 * @param ticks the numbers, from the low to the high end
 * @param openLow whether there are values below the low end
 * @param openHigh whether there are values above the high end
 */
@SuppressWarnings("ArrayRecordComponent")
public record ColorBar(int[] colors, List<Tick> ticks, boolean openLow, boolean openHigh) {
    private static final double LABEL_GAP = 5;

    public ColorBar {
        ticks = List.copyOf(ticks);
    }

    /**
     * A number on the bar.
     *
     * @param place 0 at the low end, 1 at the high end
     */
    public record Tick(double place, String label) {}

    /**
     * The bar of a map: its colours as they look over {@code under}. The unit stands in the middle; that the middle of a
     * signed map is 0 is seen from its ends.
     *
     * @param unit of the map
     * @param under opaque colour of empty sky in the image below the map
     */
    public static ColorBar of(Heatmap map, HeatmapStyle style, String unit, int under) {
        ColorScale scale = map.scale(style);
        int[] colors = style.table(map.signed());
        for (int i = 0; i < colors.length; i++) {
            colors[i] = Blend.over(under, colors[i]);
        }
        List<Tick> ticks = new ArrayList<>();
        if (scale.low() < scale.high()) {
            ticks.add(new Tick(0, Numbers.significant(scale.low(), 2)));
            ticks.add(new Tick(0.5, unit));
            ticks.add(new Tick(1, Numbers.significant(scale.high(), 2)));
        } else {
            ticks.add(new Tick(0.5, Numbers.significant(scale.low(), 2)));
        }
        Limits range = map.range();
        return new ColorBar(colors, ticks, range.low() < scale.low(), range.high() > scale.high());
    }

    /**
     * The bar of an image. Values are printed in a unit that keeps them short; it stands behind the last one.
     *
     * @param limits of the image in that style
     * @param unit the pixels' unit and the one to print
     */
    public static ColorBar of(ImageStyle style, Limits limits, PrintedUnit unit) {
        int[] colors = new int[ColorMap.LEVELS];
        for (int level = 0; level < colors.length; level++) {
            colors[level] = style.argb(level);
        }
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(0, Numbers.significant(limits.low() * unit.factor(), 2)));
        if (limits.low() < limits.high()) {
            for (double value : roundValues(limits.low() * unit.factor(), limits.high() * unit.factor())) {
                double place = style.stretch().apply(limits.fraction(value / unit.factor()));
                ticks.add(new Tick(place, Numbers.significant(value, 2)));
            }
            String high = Numbers.significant(limits.high() * unit.factor(), 2);
            ticks.add(new Tick(1, unit.label().isEmpty() ? high : high + " " + unit.label()));
        }
        return new ColorBar(colors, ticks, false, false);
    }

    /** 0 and the values 1, 2 and 5 times powers of ten between two limits, of either sign. */
    private static List<Double> roundValues(double low, double high) {
        List<Double> values = new ArrayList<>();
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (low < 0 && high > 0) {
            values.add(0.0);
        }
        double value = Numbers.roundBelow(largest);
        for (int i = 0; i < 9; i++) {
            for (double candidate : new double[] {value, -value}) {
                if (candidate > low && candidate < high) {
                    values.add(candidate);
                }
            }
            value = Numbers.roundBelow(value * 0.6);
        }
        return values;
    }

    /** Draws the bar and its numbers; numbers without room are left out, the high end never. */
    void paint(Graphics2D g, Rectangle2D bar, Font font, Theme theme, double baseline) {
        double x = bar.getX();
        double y = bar.getY();
        double width = bar.getWidth();
        double height = bar.getHeight();
        double tip = height * 0.8;
        double from = x + (openLow ? tip : 0);
        double to = x + width - (openHigh ? tip : 0);
        if (!PixelPainter.drawsPixels(g)) {
            // Not one shape per colour: viewers show seams between them.
            PixelPainter.draw(g, colors, new PixelFrame(from, y, to - from, height, colors.length, 1));
        }
        for (int i = 0; i < colors.length && PixelPainter.drawsPixels(g); i++) {
            double left = from + (to - from) * i / colors.length;
            double right = from + (to - from) * (i + 1) / colors.length;
            g.setColor(new Color(colors[i]));
            // Overlapping a little: otherwise the paper shines through between two colours.
            double end = i + 1 < colors.length ? Math.min(to, right + (to - from) / colors.length) : right;
            g.fill(new Rectangle2D.Double(left, y, end - left, height));
        }
        Path2D edge = new Path2D.Double();
        edge.moveTo(from, y);
        edge.lineTo(to, y);
        if (openHigh) {
            edge.lineTo(x + width, y + height / 2);
            fillTip(g, colors[colors.length - 1], to, x + width, y, height);
        }
        edge.lineTo(to, y + height);
        edge.lineTo(from, y + height);
        if (openLow) {
            edge.lineTo(x, y + height / 2);
            fillTip(g, colors[0], from, x, y, height);
        }
        edge.closePath();
        g.setColor(theme.line());
        g.setStroke(new BasicStroke(0.5f));
        g.draw(edge);
        paintNumbers(g, x, width, from, to, font, theme.muted(), baseline);
    }

    private static void fillTip(Graphics2D g, int color, double base, double point, double y, double height) {
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(point, y + height / 2);
        triangle.lineTo(base, y);
        triangle.lineTo(base, y + height);
        triangle.closePath();
        g.setColor(new Color(color));
        g.fill(triangle);
    }

    private void paintNumbers(
            Graphics2D g, double x, double width, double from, double to, Font font, Color ink, double baseline) {
        List<double[]> taken = new ArrayList<>();
        List<Tick> ends = new ArrayList<>();
        List<Tick> inner = new ArrayList<>();
        // The high end first: it has the unit.
        for (Tick tick : ticks.reversed()) {
            (tick.place() <= 0 || tick.place() >= 1 ? ends : inner).addFirst(tick);
        }
        ends = new ArrayList<>(ends.reversed());
        ends.addAll(inner);
        for (Tick tick : ends) {
            double size = Lettering.width(tick.label(), font);
            double middle = from + (to - from) * tick.place();
            double left = Math.clamp(middle - size / 2, x, Math.max(x, x + width - size));
            if (tick.place() <= 0) {
                left = x;
            } else if (tick.place() >= 1) {
                left = x + width - size;
            }
            boolean free = true;
            for (double[] span : taken) {
                free &= left > span[1] + LABEL_GAP || left + size + LABEL_GAP < span[0];
            }
            if (free) {
                taken.add(new double[] {left, left + size});
                Lettering.left(g, tick.label(), font, ink, left, baseline);
            }
        }
    }
}
