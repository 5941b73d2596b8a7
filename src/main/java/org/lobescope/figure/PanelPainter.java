package org.lobescope.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/** Paints a whole panel. */
public final class PanelPainter {
    private static final double TITLE_GAP = 8;

    private final Panel panel;
    private final PanelLayout layout;

    /**
     * Lays a panel out.
     *
     * @param pixelsPerUnit device pixels per unit of the figure; 0 for devices without pixels
     */
    public PanelPainter(Panel panel, double pixelsPerUnit) {
        this.panel = panel;
        this.layout = PanelLayout.of(panel, pixelsPerUnit);
    }

    /** Width in units of the figure; always the same, so that type sizes keep their proportion. */
    public static double width() {
        return PanelLayout.WIDTH;
    }

    /** Height in units of the figure. */
    public double height() {
        return layout.height();
    }

    /** Paints in units of the figure: scale the graphics first. */
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(panel.theme().background());
        g.fill(new Rectangle2D.Double(0, 0, PanelLayout.WIDTH, layout.height()));

        FigurePainter painter = new FigurePainter(panel.theme());
        PixelFrame source = layout.source();
        Tile sourceTile = panel.source();
        painter.paintPixels(g, sourceTile, source);
        if (sourceTile.axes()) {
            painter.paintSky(g, sourceTile, source);
        }
        boolean axes = sourceTile.axes() && sourceTile.image().wcs().isPresent();
        double bar = source.y() + source.height() + FigurePainter.BAR_GAP + (axes ? FigurePainter.BOTTOM_AXIS : 0);
        painter.paintTitle(g, sourceTile, PanelLayout.MARGIN, layout.sourceTitle(), titleBaseline(source));
        painter.paintColorBar(g, sourceTile, source.x(), bar, source.width());
        FactsPainter facts = new FactsPainter(panel.theme());
        if (panel.tiles().size() > panel.columns()) {
            facts.paintColumn(g, panel.facts(), layout.facts());
        } else {
            facts.paintStrip(g, panel.facts(), layout.facts());
        }
        for (int i = 0; i < panel.tiles().size(); i++) {
            Tile tile = panel.tiles().get(i);
            PixelFrame frame = layout.tiles().get(i);
            painter.paintPixels(g, tile, frame);
            painter.paintTitle(g, tile, frame.x(), titleRoom(tile, i), titleBaseline(frame));
            painter.paintColorBar(
                    g, tile, frame.x(), frame.y() + frame.height() + FigurePainter.BAR_GAP, frame.width());
        }
        layout.foot().paint(g, PanelLayout.MARGIN, layout.footTop(), panel.theme());
    }

    /** A title may run on into the gap beside its tile, unless something stands at its right. */
    private double titleRoom(Tile tile, int index) {
        PixelFrame frame = layout.tiles().get(index);
        if (!tile.second().isEmpty()) {
            return frame.width();
        }
        boolean last = (index + 1) % panel.columns() == 0
                || index + 1 == layout.tiles().size();
        double end = last
                ? PanelLayout.WIDTH - PanelLayout.MARGIN
                : layout.tiles().get(index + 1).x() - TITLE_GAP;
        return Math.max(frame.width(), end - frame.x());
    }

    private static double titleBaseline(PixelFrame frame) {
        return frame.y() - 6;
    }
}
