package org.lobescope.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.lobescope.sky.Wcs;

/** Paints a figure without words: a grid of pictures. */
final class GridPainter {
    private static final double TICK = 3;

    private final Panel panel;
    private final GridLayout layout;
    private final FigurePainter painter;

    GridPainter(Panel panel, GridLayout layout) {
        this.panel = panel;
        this.layout = layout;
        this.painter = new FigurePainter(panel.theme(), panel.options().font());
    }

    void paint(Graphics2D g) {
        FigureOptions options = panel.options();
        List<Tile> pictures = panel.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            Tile tile = pictures.get(i);
            PixelFrame frame = layout.frames().get(i);
            painter.paintPixels(g, tile, frame);
            painter.paintTitle(g, tile, frame.x(), frame.width(), frame.y() - 5);
            if (i == 0) {
                painter.paintMarks(g, tile, frame, options.beam(), options.scaleBar(), options.redshift());
            }
            int cell = GridLayout.cell(panel, i);
            paintAxes(g, tile, frame, cell, GridLayout.cells(panel));
            if (GridLayout.bars(panel)) {
                boolean axis = tile.image().wcs().isPresent()
                        && GridLayout.hasBottomAxis(options, cell, layout.columns(), GridLayout.cells(panel));
                double bar =
                        frame.y() + frame.height() + FigurePainter.BAR_GAP + (axis ? FigurePainter.BOTTOM_AXIS : 0);
                painter.paintColorBar(g, tile, frame.x(), bar, frame.width());
            }
        }
        if (GridLayout.oneBar(panel)) {
            double left = layout.frames().getFirst().x();
            double bar = layout.height() - GridLayout.MARGIN - GridLayout.BAR_ROOM + FigurePainter.BAR_GAP;
            painter.paintColorBar(g, panel.tiles().getFirst(), left, bar, layout.width() - GridLayout.MARGIN - left);
        }
    }

    private void paintAxes(Graphics2D g, Tile tile, PixelFrame frame, int index, int count) {
        FigureOptions options = panel.options();
        if (tile.image().wcs().isEmpty() || options.axes() == FigureOptions.Axes.NONE) {
            return;
        }
        Wcs wcs = tile.image().wcs().get();
        List<SkyAxis> axes = List.of(
                SkyAxis.of(wcs, frame.columns(), frame.rows(), layout.ticks()).get(0),
                SkyAxis.of(wcs, frame.columns(), frame.rows(), layout.leftTicks())
                        .get(1));
        if (options.axes() == FigureOptions.Axes.OUTER) {
            g.setColor(FigurePainter.markColor(tile.imageStyle()));
            g.setStroke(new BasicStroke(0.6f));
            for (SkyAxis.Tick tick : axes.get(0).ticks()) {
                double x = frame.toX(tick.pixel());
                double edge = frame.y() + frame.height();
                g.draw(new Line2D.Double(x, edge - TICK, x, edge));
            }
            for (SkyAxis.Tick tick : axes.get(1).ticks()) {
                double y = frame.toY(tick.pixel());
                g.draw(new Line2D.Double(frame.x(), y, frame.x() + TICK, y));
            }
        }
        if (GridLayout.hasBottomAxis(options, index, layout.columns(), count)) {
            double leftOf = index % layout.columns() == 0 ? layout.leftAxis() : GridLayout.COLUMN_GAP / 2 - 1;
            painter.paintBottomAxis(g, axes.get(0), frame, leftOf);
        }
        if (GridLayout.hasLeftAxis(options, index, layout.columns())) {
            painter.paintLeftAxis(g, axes.get(1), frame);
        }
    }
}
