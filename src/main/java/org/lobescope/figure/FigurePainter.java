package org.lobescope.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.Wcs;

/**
 * Paints the parts of a figure on any Graphics2D: a picture in memory, a canvas, later a PDF or SVG page. Text stays
 * text and lines stay lines; only images and maps are pixels.
 */
public final class FigurePainter {
    /** Size of titles, in units of the figure. */
    static final double TITLE_SIZE = 11.5;
    /** Size of running text and numbers. */
    static final double TEXT_SIZE = 9.5;

    private static final double TITLE_GAP = 8;
    private static final float MAP_LINE = 0.8f;
    private static final double SAMPLE_LINE = 14;

    private static final float[] DASH = {3, 2};

    static final double BAR_HEIGHT = 6;
    static final double BAR_GAP = 5;
    static final double NUMBER_DROP = 10;

    private static final Color HALO = new Color(0, 0, 0, 110);
    private static final Color NOTE_PAPER = new Color(20, 22, 27, 190);
    private static final Color ON_DARK = new Color(255, 255, 255, 235);
    private static final Color ON_LIGHT = new Color(0, 0, 0, 220);
    static final int WANTED_TICKS = 5;
    /** The numbers of the bottom axis may reach so far below those of the left axis. */
    private static final double LEFT_OF_AXIS = 46;

    private static final double AXIS_NUMBER_GAP = 6;
    private static final double SCALE_BAR_PART = 0.28;

    private final Theme theme;
    private final Font title;
    private final Font text;
    private final Font mark;

    /** A painter for one paper. */
    public FigurePainter(Theme theme) {
        this(theme, FontFamily.SANS);
    }

    /** A painter for one paper and typeface. */
    public FigurePainter(Theme theme, FontFamily family) {
        this.theme = theme;
        this.title = Typeface.SEMI_BOLD.at(family, TITLE_SIZE);
        this.text = Typeface.REGULAR.at(family, TEXT_SIZE);
        this.mark = Typeface.REGULAR.at(family, TEXT_SIZE * 0.78);
    }

    /** The image with its map, outline, contours and crosshair, framed by a thin line. */
    public void paintPixels(Graphics2D g, Tile tile, PixelFrame frame) {
        ImageLayer image = tile.image();
        int[] argb = new int[image.pixels().length];
        image.render(tile.imageStyle(), image.limits(tile.imageStyle()), argb);
        List<PixelPainter.Layer> layers = new ArrayList<>();
        layers.add(new PixelPainter.Layer(argb, image.width(), image.height()));
        tile.overlay().filter(overlay -> !overlay.lined()).ifPresent(overlay -> {
            Heatmap map = overlay.map();
            int[] colors = new int[map.width() * map.height()];
            map.render(overlay.style(), colors);
            layers.add(new PixelPainter.Layer(colors, map.width(), map.height()));
        });
        PixelPainter.draw(g, layers, frame, theme.background());
        Shape clip = g.getClip();
        g.clip(frame.bounds());
        tile.overlay().ifPresent(overlay -> {
            Heatmap map = overlay.map();
            PixelFrame mapFrame =
                    new PixelFrame(frame.x(), frame.y(), frame.width(), frame.height(), map.width(), map.height());
            if (overlay.lined()) {
                for (Heatmap.Line line : map.contours(overlay.contours())) {
                    Color color = overlay.lineColor(line.negative());
                    paintLine(g, line.path(), mapFrame, MAP_LINE, line.negative(), color);
                }
            } else if (overlay.style().outlined()) {
                paintLine(g, map.outline(overlay.style()), mapFrame, 1, false, ON_DARK);
            }
        });
        tile.contours().ifPresent(contours -> paintContours(g, contours, frame));
        tile.crosshair().ifPresent(at -> paintCrosshair(g, at, frame, markColor(tile.imageStyle())));
        paintNote(g, tile.note(), frame);
        g.setClip(clip);
        g.setColor(theme.line());
        g.setStroke(new BasicStroke(0.75f));
        g.draw(frame.bounds());
    }

    private void paintNote(Graphics2D g, String note, PixelFrame frame) {
        if (note.isEmpty()) {
            return;
        }
        // Of a long note the part before its colon says enough.
        boolean whole = Lettering.width(note, text) <= frame.width() - 8 || !note.contains(":");
        String fitting = Lettering.fit(whole ? note : note.substring(0, note.indexOf(':')), text, frame.width() - 8);
        double height = TEXT_SIZE * 1.7;
        g.setColor(NOTE_PAPER);
        g.fill(new Rectangle2D.Double(frame.x(), frame.y() + frame.height() - height, frame.width(), height));
        double baseline = frame.y() + frame.height() - height / 2 + TEXT_SIZE * 0.36;
        Lettering.centre(g, fitting, text, ON_DARK, frame.x() + frame.width() / 2, baseline);
    }

    /** Contours in pixel coordinates, light with a dark rim, so that they are seen on every colour. */
    public void paintContours(Graphics2D g, Contours contours, PixelFrame frame) {
        for (Contours.Line line : contours.lines()) {
            paintLine(g, line.path(), frame, 0.5f, line.multiple() < 0, ON_DARK);
        }
    }

    private void paintLine(Graphics2D g, Path2D path, PixelFrame frame, float width, boolean dashed, Color color) {
        Shape line = path.createTransformedShape(frame.transform());
        g.setColor(HALO);
        g.setStroke(lineStroke(width * 2.4f, dashed));
        g.draw(line);
        g.setColor(color);
        g.setStroke(lineStroke(width, dashed));
        g.draw(line);
    }

    private static BasicStroke lineStroke(float width, boolean dashed) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashed ? DASH : null, 0);
    }

    private static void paintCrosshair(Graphics2D g, PixelPosition at, PixelFrame frame, Color color) {
        double x = frame.toX(at.x());
        double y = frame.toY(at.y());
        g.setColor(color);
        g.setStroke(new BasicStroke(0.75f));
        g.draw(new Line2D.Double(frame.x(), y, frame.x() + frame.width(), y));
        g.draw(new Line2D.Double(x, frame.y(), x, frame.y() + frame.height()));
    }

    /** Beam, scale bar, and sky coordinates at the bottom and left edges; nothing for an image without coordinates. */
    public void paintSky(Graphics2D g, Tile tile, PixelFrame frame) {
        paintMarks(g, tile, frame, true, true, 0);
        paintSkyAxes(g, tile, frame);
    }

    /** Sky coordinates at the bottom and left edges. */
    void paintSkyAxes(Graphics2D g, Tile tile, PixelFrame frame) {
        tile.image().wcs().ifPresent(wcs -> {
            List<SkyAxis> axes = SkyAxis.of(wcs, frame.columns(), frame.rows(), WANTED_TICKS);
            paintBottomAxis(g, axes.get(0), frame, LEFT_OF_AXIS);
            paintLeftAxis(g, axes.get(1), frame);
        });
    }

    /** Beam and scale bar; nothing for an image without coordinates. */
    void paintMarks(Graphics2D g, Tile tile, PixelFrame frame, boolean withBeam, boolean withBar, double redshift) {
        if (tile.image().wcs().isEmpty()) {
            return;
        }
        Wcs wcs = tile.image().wcs().get();
        Color color = markColor(tile.imageStyle());
        double margin = 7;
        g.setColor(color);
        g.setStroke(new BasicStroke(1f));
        if (withBeam) {
            tile.image()
                    .beam()
                    .flatMap(beam -> BeamMark.of(beam, wcs, frame, margin))
                    .ifPresent(g::draw);
        }
        if (withBar) {
            paintScaleBar(
                    g, ScaleBar.of(wcs, frame.columns(), SCALE_BAR_PART, redshift), frame, margin, tile.imageStyle());
        }
    }

    private void paintScaleBar(Graphics2D g, ScaleBar bar, PixelFrame frame, double margin, ImageStyle style) {
        double length = bar.pixels() * frame.width() / frame.columns();
        double width = Math.max(length, Lettering.width(bar.label(), text));
        double right = frame.x() + frame.width() - margin;
        double y = frame.y() + frame.height() - margin - 1;
        // The bar may lie on a source as light as itself.
        Color sky = new Color(style.argb(0));
        g.setColor(new Color(sky.getRed(), sky.getGreen(), sky.getBlue(), 120));
        g.fill(new RoundRectangle2D.Double(
                right - width - 4, y - TEXT_SIZE - 5, width + 8, TEXT_SIZE + 10, margin, margin));
        g.setColor(markColor(style));
        g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        double middle = right - width / 2;
        g.draw(new Line2D.Double(middle - length / 2, y, middle + length / 2, y));
        Lettering.centre(g, bar.label(), text, markColor(style), middle, y - 4);
    }

    /**
     * The numbers below an image.
     *
     * @param leftOf how far they may reach to the left of the image
     */
    void paintBottomAxis(Graphics2D g, SkyAxis axis, PixelFrame frame, double leftOf) {
        double edge = frame.y() + frame.height();
        double free = Double.NEGATIVE_INFINITY;
        g.setStroke(new BasicStroke(0.75f));
        for (SkyAxis.Tick tick : axis.ticks()) {
            double x = frame.toX(tick.pixel());
            g.setColor(theme.muted());
            g.draw(new Line2D.Double(x, edge, x, edge + 3));
            double width = Lettering.width(tick.label(), text);
            double left = Math.clamp(
                    x - width / 2, frame.x() - leftOf, Math.max(frame.x(), frame.x() + frame.width() - width));
            if (left > free) {
                Lettering.left(g, tick.label(), text, theme.muted(), left, edge + 4 + TEXT_SIZE);
                free = left + width + 5;
            }
        }
    }

    /** The numbers to the left of an image. */
    void paintLeftAxis(Graphics2D g, SkyAxis axis, PixelFrame frame) {
        double free = Double.POSITIVE_INFINITY;
        g.setStroke(new BasicStroke(0.75f));
        for (SkyAxis.Tick tick : axis.ticks()) {
            double y = frame.toY(tick.pixel());
            g.setColor(theme.muted());
            g.draw(new Line2D.Double(frame.x() - 3, y, frame.x(), y));
            double baseline =
                    Math.clamp(y + TEXT_SIZE * 0.36, frame.y() + TEXT_SIZE * 0.72, frame.y() + frame.height());
            if (baseline < free) {
                Lettering.right(g, tick.label(), text, theme.muted(), frame.x() - AXIS_NUMBER_GAP, baseline);
                free = baseline - TEXT_SIZE * 1.1;
            }
        }
    }

    /** Room that the numbers on the left axis of an image take, when that many are wanted. */
    static double leftAxisWidth(ImageLayer image, FontFamily family, int ticks) {
        Font font = Typeface.REGULAR.at(family, TEXT_SIZE);
        double width = 0;
        if (image.wcs().isPresent()) {
            SkyAxis axis = SkyAxis.of(image.wcs().get(), image.width(), image.height(), ticks)
                    .get(1);
            for (SkyAxis.Tick tick : axis.ticks()) {
                width = Math.max(width, Lettering.width(tick.label(), font) + AXIS_NUMBER_GAP);
            }
        }
        return width;
    }

    /** Room that the bottom axis takes. */
    static final double BOTTOM_AXIS = 16;

    /** Title on the left, what comes second on the right; where both don't fit, the longer one is shortened. */
    public void paintTitle(Graphics2D g, Tile tile, double x, double width, double baseline) {
        double marks = Lettering.width(tile.marks(), mark) + (tile.marks().isEmpty() ? 0 : 2);
        double second = Lettering.width(tile.second(), text);
        double room = width - marks - (second > 0 ? TITLE_GAP : 0);
        String whole = Lettering.width(tile.title(), title) <= room - second ? tile.title() : tile.brief();
        double wanted = Lettering.width(whole, title);
        String name = Lettering.fit(whole, title, Math.max(room - second, Math.min(wanted, room / 2)));
        double used = Lettering.width(name, title);
        Lettering.left(g, name, title, theme.ink(), x, baseline);
        Lettering.left(g, tile.marks(), mark, theme.muted(), x + used + 1.5, baseline - TITLE_SIZE * 0.36);
        String rest = Lettering.fit(tile.second(), text, room - used);
        Lettering.right(g, rest, text, theme.muted(), x + width, baseline);
    }

    /** The colour bar of the map, or of the image where there is no map; for a map in lines, what the lines are. */
    public void paintColorBar(Graphics2D g, Tile tile, double x, double y, double width) {
        Optional<Tile.Overlay> lines = tile.overlay().filter(Tile.Overlay::lined);
        if (lines.isPresent()) {
            paintLegend(g, lines.get(), x, y, width);
            return;
        }
        colorBar(tile)
                .paint(g, new Rectangle2D.Double(x, y, width, BAR_HEIGHT), text, theme, y + BAR_HEIGHT + NUMBER_DROP);
    }

    /** A piece of line for each sign in place of the bar, and the percentiles in place of its numbers. */
    private void paintLegend(Graphics2D g, Tile.Overlay overlay, double x, double y, double width) {
        double middle = y + BAR_HEIGHT / 2;
        double left = x;
        for (boolean negative : overlay.map().signed() ? new boolean[] {false, true} : new boolean[] {false}) {
            g.setColor(overlay.lineColor(negative));
            g.setStroke(lineStroke(1.6f, negative));
            g.draw(new Line2D.Double(left, middle, left + SAMPLE_LINE, middle));
            String sign = overlay.map().signed() ? negative ? "−" : "+" : "";
            Lettering.left(g, sign, text, theme.muted(), left + SAMPLE_LINE + 3, middle + TEXT_SIZE * 0.36);
            left += 2 * SAMPLE_LINE;
        }
        String levels = overlay.contours().stream()
                        .map(percent -> Numbers.significant(percent, 4))
                        .collect(Collectors.joining(", "))
                + " %";
        Lettering.left(g, Lettering.fit(levels, text, width), text, theme.muted(), x, y + BAR_HEIGHT + NUMBER_DROP);
    }

    private static ColorBar colorBar(Tile tile) {
        ImageStyle style = tile.imageStyle();
        if (tile.overlay().isPresent()) {
            Tile.Overlay overlay = tile.overlay().get();
            return ColorBar.of(overlay.map(), overlay.style(), overlay.unit(), style.argb(0));
        }
        Limits limits = tile.image().limits(style);
        return ColorBar.of(style, limits, PrintedUnit.of(tile.image().unit(), Math.max(-limits.low(), limits.high())));
    }

    /** Marks within an image are white on dark sky and black on light sky. */
    static Color markColor(ImageStyle style) {
        Color sky = new Color(style.argb(0));
        double light = 0.3 * sky.getRed() + 0.6 * sky.getGreen() + 0.1 * sky.getBlue();
        return light < 140 ? ON_DARK : ON_LIGHT;
    }
}
