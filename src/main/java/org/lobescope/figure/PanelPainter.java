package org.lobescope.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.function.Consumer;

/** Paints a whole panel. */
public final class PanelPainter {
    private static final double TITLE_GAP = 8;

    private final Panel panel;
    private final double width;
    private final double height;
    private final Consumer<Graphics2D> content;

    /**
     * Lays a panel out.
     *
     * @param pixelsPerUnit device pixels per unit of the figure; 0 for devices without pixels
     */
    public PanelPainter(Panel panel, double pixelsPerUnit) {
        this.panel = panel;
        if (panel.options().words()) {
            PanelLayout layout = PanelLayout.of(panel, pixelsPerUnit);
            width = layout.width();
            height = layout.height();
            content = g -> paint(g, layout);
        } else {
            GridLayout layout = GridLayout.of(panel, pixelsPerUnit);
            width = layout.width();
            height = layout.height();
            content = new GridPainter(panel, layout)::paint;
        }
    }

    /** Width of a panel in units of the figure, which decides how large its type is. */
    public static double width(Panel panel) {
        return panel.options().words()
                ? PanelLayout.width(panel)
                : panel.options().widthUnits();
    }

    /** Width in units of the figure. */
    public double width() {
        return width;
    }

    /** Height in units of the figure. */
    public double height() {
        return height;
    }

    /** Paints in units of the figure: scale the graphics first. */
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(panel.theme().background());
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        content.accept(g);
    }

    private void paint(Graphics2D g, PanelLayout layout) {
        FigureOptions options = panel.options();
        FigurePainter painter = new FigurePainter(panel.theme(), options.font());
        PixelFrame source = layout.source();
        Tile sourceTile = panel.source();
        painter.paintPixels(g, sourceTile, source);
        painter.paintMarks(g, sourceTile, source, options.beam(), options.scaleBar(), options.redshift());
        if (sourceTile.axes()) {
            painter.paintSkyAxes(g, sourceTile, source);
        }
        boolean axes = sourceTile.axes() && sourceTile.image().wcs().isPresent();
        double bar = source.y() + source.height() + FigurePainter.BAR_GAP + (axes ? FigurePainter.BOTTOM_AXIS : 0);
        painter.paintTitle(g, sourceTile, PanelLayout.MARGIN, layout.sourceTitle(), titleBaseline(source));
        boolean bars = options.colorBars() != FigureOptions.ColorBars.NONE;
        if (bars) {
            painter.paintColorBar(g, sourceTile, source.x(), bar, source.width());
        }
        FactsPainter facts = new FactsPainter(panel.theme(), options.font());
        if (panel.tiles().size() > panel.columns()) {
            facts.paintColumn(g, panel.facts(), layout.facts());
        } else {
            facts.paintStrip(g, panel.facts(), layout.facts());
        }
        for (int i = 0; i < panel.tiles().size(); i++) {
            Tile tile = panel.tiles().get(i);
            PixelFrame frame = layout.tiles().get(i);
            painter.paintPixels(g, tile, frame);
            painter.paintTitle(g, tile, frame.x(), titleRoom(tile, i, layout), titleBaseline(frame));
            if (bars) {
                painter.paintColorBar(
                        g, tile, frame.x(), frame.y() + frame.height() + FigurePainter.BAR_GAP, frame.width());
            }
        }
        layout.foot().paint(g, PanelLayout.MARGIN, layout.footTop(), panel.theme());
    }

    /** A title may run on into the gap beside its tile, unless something stands at its right. */
    private double titleRoom(Tile tile, int index, PanelLayout layout) {
        PixelFrame frame = layout.tiles().get(index);
        if (!tile.second().isEmpty()) {
            return frame.width();
        }
        boolean last = (index + 1) % panel.columns() == 0
                || index + 1 == layout.tiles().size();
        double end = last
                ? width - PanelLayout.MARGIN
                : layout.tiles().get(index + 1).x() - TITLE_GAP;
        return Math.max(frame.width(), end - frame.x());
    }

    private static double titleBaseline(PixelFrame frame) {
        return frame.y() - 6;
    }
}
