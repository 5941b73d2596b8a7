package org.lobescope.figure;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything of a panel with words stands, in units of the figure: usually {@value #WIDTH} wide, about half a point
 * each when it fills the width of a journal page.
 *
 * <p>Several rows of maps have the source in a column to their left, with the facts below it. A single row has the
 * source as its first picture, as large as the maps, and the facts in a strip below.
 *
 * @param width of the whole figure
 * @param source the image of the source
 * @param sourceTitle width of the source's title, from the left margin
 * @param facts the area of the facts
 * @param tiles the images of the maps, in order
 * @param foot the caption
 * @param footTop top of the caption
 * @param height of the whole figure
 */
record PanelLayout(
        double width,
        PixelFrame source,
        double sourceTitle,
        Rectangle2D facts,
        List<PixelFrame> tiles,
        Foot foot,
        double footTop,
        double height) {
    static final double WIDTH = 960;
    /** Narrower figures get smaller type: the facts need their room. */
    private static final double NARROWEST = 560;

    static final double MARGIN = 16;
    static final double ROW_GAP = 16;

    private static final double COLUMN_GAP = 10;
    private static final double SIDE_GAP = 22;
    private static final double SIDE_WIDTH = 216;
    private static final double TITLE_HEIGHT = 18;
    /** What stands below an image: colour bar and numbers. */
    private static final double BAR_ROOM =
            FigurePainter.BAR_GAP + FigurePainter.BAR_HEIGHT + FigurePainter.NUMBER_DROP + 3;
    /** An image may be this much higher than wide before it gets narrower than its column. */
    private static final double TALLEST = 1.5;
    /** Whole zooms may make a map smaller by this factor. */
    private static final double SMALLEST = 0.8;
    /** The part of the side column's height that the facts may take. */
    private static final double FACTS_PART = 0.4;

    /**
     * Lays a panel out.
     *
     * @param pixelsPerUnit of the device, so that maps get whole zooms where that costs little room; 0 where the device
     *     has no pixels
     */
    static PanelLayout of(Panel panel, double pixelsPerUnit) {
        Grid grid = new Grid(panel, width(panel), pixelsPerUnit);
        return panel.tiles().size() > panel.columns() ? grid.withSide() : grid.withStrip();
    }

    /** The width of a panel. */
    static double width(Panel panel) {
        return Math.max(NARROWEST, panel.options().widthUnits());
    }

    /** The sizes that both arrangements need. */
    private record Grid(Panel panel, double width, double pixelsPerUnit) {
        PanelLayout withSide() {
            int columns = panel.columns();
            int rows = (panel.tiles().size() + columns - 1) / columns;
            double room = width - 2 * MARGIN - SIDE_WIDTH - SIDE_GAP;
            double column = (room - (columns - 1) * COLUMN_GAP) / columns;
            double zoom = zoom(column);
            column = Math.min(column, Math.max(zoom * columns(), column * SMALLEST));
            double rowHeight = TITLE_HEIGHT + zoom * rows() + BAR_ROOM;
            double gridHeight = rows * rowHeight + (rows - 1) * ROW_GAP;
            double factsHeight = FactsPainter.height(panel.facts(), FACTS_PART * gridHeight);

            // Room that whole zooms leave over goes to the source, and what that can't use between the columns.
            double most = width - 2 * MARGIN - SIDE_GAP - columns * column - (columns - 1) * COLUMN_GAP;
            double sourceRoom = gridHeight - TITLE_HEIGHT - bottomAxis() - BAR_ROOM - ROW_GAP - factsHeight;
            double sourceZoom =
                    Math.min((most - leftAxis()) / columns(), Math.max(zoom * SMALLEST, sourceRoom / rows()));
            PixelFrame source = frame(MARGIN + leftAxis(), MARGIN + TITLE_HEIGHT, sourceZoom);
            double side = Math.min(most, Math.max(SIDE_WIDTH * SMALLEST, leftAxis() + source.width()));
            double more = (most - side) / columns;

            List<PixelFrame> tiles = new ArrayList<>();
            for (int i = 0; i < panel.tiles().size(); i++) {
                tiles.add(frame(
                        MARGIN + side + SIDE_GAP + more + i % columns * (column + COLUMN_GAP + more),
                        MARGIN + TITLE_HEIGHT + i / columns * (rowHeight + ROW_GAP),
                        zoom));
            }
            double factsTop = source.y() + source.height() + bottomAxis() + BAR_ROOM + ROW_GAP;
            double below = Math.max(MARGIN + gridHeight, factsTop + factsHeight);
            return finish(
                    source,
                    side,
                    new Rectangle2D.Double(MARGIN, factsTop, side, below - factsTop),
                    tiles,
                    below + ROW_GAP);
        }

        PanelLayout withStrip() {
            int columns = panel.columns();
            double room = width - 2 * MARGIN - leftAxis() - SIDE_GAP;
            double column = (room - (columns - 1) * COLUMN_GAP) / (columns + 1);
            double zoom = zoom(column);
            // Room that whole zooms leave over goes between the pictures.
            double spare = (column - zoom * columns()) * (columns + 1) / columns;
            double step = zoom * columns() + COLUMN_GAP + spare;
            PixelFrame source = frame(MARGIN + leftAxis(), MARGIN + TITLE_HEIGHT, zoom);
            double first = source.x() + source.width() + SIDE_GAP + spare;
            List<PixelFrame> tiles = new ArrayList<>();
            for (int i = 0; i < panel.tiles().size(); i++) {
                tiles.add(frame(first + i * step, MARGIN + TITLE_HEIGHT, zoom));
            }
            double factsTop = source.y() + source.height() + bottomAxis() + BAR_ROOM + ROW_GAP;
            double factsHeight = FactsPainter.stripHeight(panel.facts());
            return finish(
                    source,
                    leftAxis() + source.width(),
                    new Rectangle2D.Double(MARGIN, factsTop, width - 2 * MARGIN, factsHeight),
                    tiles,
                    factsTop + factsHeight + ROW_GAP);
        }

        private PanelLayout finish(
                PixelFrame source, double title, Rectangle2D facts, List<PixelFrame> tiles, double footTop) {
            Foot foot = Foot.of(panel, width - 2 * MARGIN);
            return new PanelLayout(width, source, title, facts, tiles, foot, footTop, footTop + foot.height() + MARGIN);
        }

        private int columns() {
            return panel.source().image().width();
        }

        private int rows() {
            return panel.source().image().height();
        }

        private boolean axes() {
            return panel.source().axes() && panel.source().image().wcs().isPresent();
        }

        private double leftAxis() {
            return axes()
                    ? FigurePainter.leftAxisWidth(
                            panel.source().image(), panel.options().font(), FigurePainter.WANTED_TICKS)
                    : 0;
        }

        private double bottomAxis() {
            return axes() ? FigurePainter.BOTTOM_AXIS : 0;
        }

        private PixelFrame frame(double x, double y, double zoom) {
            return new PixelFrame(snap(x), snap(y), zoom * columns(), zoom * rows(), columns(), rows());
        }

        /** Units per pixel of a map; a whole number of device pixels where that is not much smaller. */
        private double zoom(double room) {
            double zoom = Math.min(room / columns(), TALLEST * room / rows());
            double device = Math.floor(zoom * pixelsPerUnit);
            return device >= 1 && device >= SMALLEST * zoom * pixelsPerUnit ? device / pixelsPerUnit : zoom;
        }

        private double snap(double place) {
            return pixelsPerUnit > 0 ? Math.round(place * pixelsPerUnit) / pixelsPerUnit : place;
        }
    }
}
