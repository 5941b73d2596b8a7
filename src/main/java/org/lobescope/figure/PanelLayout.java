package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything of a panel stands, in units of the figure: 960 wide, about half a point each when it fills the width
 * of a journal page.
 *
 * @param source the image of the source
 * @param facts left edge and top of the facts
 * @param factsWidth of the facts
 * @param tiles the images of the maps, in order
 * @param footTop top of the caption
 * @param foot the caption's columns of text lines
 * @param height of the whole figure
 */
record PanelLayout(
        PixelFrame source,
        Point facts,
        double factsWidth,
        List<PixelFrame> tiles,
        double footTop,
        Foot foot,
        double height) {
    static final double WIDTH = 960;
    static final double MARGIN = 16;
    static final double COLUMN_GAP = 10;
    static final double ROW_GAP = 16;
    static final double TITLE_HEIGHT = 18;
    /** What stands below an image: colour bar and numbers. */
    static final double BAR_ROOM = FigurePainter.BAR_GAP + FigurePainter.BAR_HEIGHT + FigurePainter.NUMBER_DROP + 3;

    private static final double SIDE_GAP = 22;
    private static final double SIDE_WIDTH = 216;
    /** An image may be this much higher than wide before it gets narrower than its column. */
    private static final double TALLEST = 1.5;

    record Point(double x, double y) {}

    /**
     * Lays a panel out.
     *
     * @param pixelsPerUnit of the device, so that maps get whole zooms where that costs little room; 0 where the device
     *     has no pixels
     */
    static PanelLayout of(Panel panel, double pixelsPerUnit) {
        ImageLayer image = panel.source().image();
        int columns = panel.columns();
        int rows = Math.max(1, (panel.tiles().size() + columns - 1) / columns);
        double right = WIDTH - 2 * MARGIN - SIDE_WIDTH - SIDE_GAP;
        double tileWidth = (right - (columns - 1) * COLUMN_GAP) / columns;
        double zoom = Math.min(tileWidth / image.width(), TALLEST * tileWidth / image.height());
        zoom = whole(zoom, pixelsPerUnit);
        double imageWidth = zoom * image.width();
        double imageHeight = zoom * image.height();
        // Room that whole zooms leave over goes to the source.
        if (imageWidth > 0.6 * tileWidth) {
            tileWidth = imageWidth;
        }
        double side = WIDTH - 2 * MARGIN - SIDE_GAP - columns * tileWidth - (columns - 1) * COLUMN_GAP;
        double rowHeight = TITLE_HEIGHT + imageHeight + BAR_ROOM;
        double gridHeight = rows * rowHeight + (rows - 1) * ROW_GAP;

        List<PixelFrame> tiles = new ArrayList<>();
        for (int i = 0; i < panel.tiles().size(); i++) {
            double x = snap(MARGIN + side + SIDE_GAP + i % columns * (tileWidth + COLUMN_GAP), pixelsPerUnit);
            double y = snap(MARGIN + i / columns * (rowHeight + ROW_GAP) + TITLE_HEIGHT, pixelsPerUnit);
            tiles.add(new PixelFrame(x, y, imageWidth, imageHeight, image.width(), image.height()));
        }

        boolean axes = panel.source().axes() && image.wcs().isPresent();
        double left = axes ? FigurePainter.LEFT_AXIS : 0;
        double below = axes ? FigurePainter.BOTTOM_AXIS : 0;
        double factsHeight = FactsPainter.height(panel.facts(), rows > 1 ? gridHeight * 0.4 : Double.MAX_VALUE);
        double sourceRoom =
                Math.max(imageHeight * 0.8, gridHeight - TITLE_HEIGHT - below - BAR_ROOM - ROW_GAP - factsHeight);
        double sourceZoom = Math.min((side - left) / image.width(), sourceRoom / image.height());
        PixelFrame source = new PixelFrame(
                snap(MARGIN + left, pixelsPerUnit),
                snap(MARGIN + TITLE_HEIGHT, pixelsPerUnit),
                sourceZoom * image.width(),
                sourceZoom * image.height(),
                image.width(),
                image.height());
        double factsTop = source.y() + source.height() + below + BAR_ROOM + ROW_GAP;
        double footTop = Math.max(MARGIN + gridHeight, factsTop + factsHeight) + ROW_GAP;
        Foot foot = Foot.of(panel, WIDTH - 2 * MARGIN);
        return new PanelLayout(
                source, new Point(MARGIN, factsTop), side, tiles, footTop, foot, footTop + foot.height() + MARGIN);
    }

    /** The largest zoom that shows every pixel with the same whole number of device pixels, if it is not much smaller. */
    private static double whole(double zoom, double pixelsPerUnit) {
        double device = Math.floor(zoom * pixelsPerUnit);
        return device >= 1 && device >= 0.8 * zoom * pixelsPerUnit ? device / pixelsPerUnit : zoom;
    }

    private static double snap(double place, double pixelsPerUnit) {
        return pixelsPerUnit > 0 ? Math.round(place * pixelsPerUnit) / pixelsPerUnit : place;
    }
}
