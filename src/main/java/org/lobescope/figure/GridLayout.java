package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the pictures of a figure without words stand, in units of the figure: a grid of equal pictures, each with its
 * title above and its colour bar below.
 *
 * @param width of the whole figure
 * @param height of the whole figure
 * @param columns of pictures
 * @param frames the pictures, row by row
 * @param ticks wanted on the lower axis of a picture
 * @param leftTicks wanted on the left axis of a picture
 * @param leftAxis room to the left of the first column
 */
record GridLayout(
        double width, double height, int columns, List<PixelFrame> frames, int ticks, int leftTicks, double leftAxis) {
    static final double MARGIN = 2;
    static final double COLUMN_GAP = 9;

    private static final double ROW_GAP = 9;
    private static final double TITLE_HEIGHT = 16;
    /** As many columns are taken as leave pictures of this width. */
    private static final double COMFORTABLE = 84;
    /** The same with a title that names class or preset as well. */
    private static final double COMFORTABLE_IN_PAIRS = 104;
    /** So much room does a number on an axis want. */
    private static final double TICK_ROOM = 44;

    private static final double LEFT_TICK_ROOM = 22;

    private static final double TALLEST = 1.5;

    /** What stands below a picture: colour bar and numbers. */
    static final double BAR_ROOM = FigurePainter.BAR_GAP + FigurePainter.BAR_HEIGHT + FigurePainter.NUMBER_DROP + 3;

    /**
     * Lays a figure out.
     *
     * @param pixelsPerUnit of the device, so that pictures begin on whole pixels; 0 where it has none
     */
    static GridLayout of(Panel panel, double pixelsPerUnit) {
        FigureOptions options = panel.options();
        ImageLayer image = panel.source().image();
        int count = cells(panel);
        double width = options.widthUnits();
        boolean axes = options.axes() != FigureOptions.Axes.NONE && image.wcs().isPresent();
        double left = axes ? FigurePainter.leftAxisWidth(image, options.font(), 3) : 0;
        double room = width - 2 * MARGIN - left;
        double least = panel.pairs() ? COMFORTABLE_IN_PAIRS : COMFORTABLE;
        int most = Math.max(1, (int) ((room + COLUMN_GAP) / (least + COLUMN_GAP)));
        int columns = columns(panel, count, options.columns() > 0 ? options.columns() : most);
        double cell = (room - (columns - 1) * COLUMN_GAP) / columns;
        int ticks = Math.clamp((int) (cell / TICK_ROOM), 1, FigurePainter.WANTED_TICKS);
        int leftTicks = Math.clamp(
                (int) (cell * image.height() / image.width() / LEFT_TICK_ROOM), 1, FigurePainter.WANTED_TICKS);
        if (axes) {
            // Other ticks have other numbers.
            left = FigurePainter.leftAxisWidth(image, options.font(), leftTicks);
            cell = (width - 2 * MARGIN - left - (columns - 1) * COLUMN_GAP) / columns;
        }
        cell = Math.max(1, cell);
        double zoom = Math.min(cell / image.width(), TALLEST * cell / image.height());

        int rows = Math.ceilDiv(count, columns);
        List<PixelFrame> frames = new ArrayList<>();
        double y = MARGIN;
        for (int row = 0; row < rows; row++) {
            y += TITLE_HEIGHT;
            double bottomAxis = 0;
            for (int i = row * columns; i < Math.min(count, (row + 1) * columns); i++) {
                if (cell(panel, frames.size()) != i) {
                    continue; // beside the source of a figure of pairs
                }
                double x = MARGIN + left + i % columns * (cell + COLUMN_GAP) + (cell - zoom * image.width()) / 2;
                frames.add(new PixelFrame(
                        snap(x, pixelsPerUnit),
                        snap(y, pixelsPerUnit),
                        zoom * image.width(),
                        zoom * image.height(),
                        image.width(),
                        image.height()));
                if (axes && hasBottomAxis(options, i, columns, count)) {
                    bottomAxis = FigurePainter.BOTTOM_AXIS;
                }
            }
            y += zoom * image.height() + bottomAxis + (bars(panel) ? BAR_ROOM : 0) + (row + 1 < rows ? ROW_GAP : 0);
        }
        if (oneBar(panel)) {
            y += BAR_ROOM;
        }
        return new GridLayout(width, y + MARGIN, columns, frames, ticks, leftTicks, left);
    }

    /**
     * The place of a picture in the grid, from 0. In a figure of several pairs the place beside the source stays free, so
     * that each pair stands in one row.
     */
    static int cell(Panel panel, int picture) {
        return inPairs(panel) && panel.options().source() && picture > 0 ? picture + 1 : picture;
    }

    /** How many places of the grid are in use or left free between others. */
    static int cells(Panel panel) {
        return cell(panel, Math.max(1, panel.pictures().size()) - 1) + 1;
    }

    private static boolean inPairs(Panel panel) {
        return panel.pairs() && panel.tiles().size() > 2;
    }

    private static int columns(Panel panel, int count, int most) {
        boolean fixed = panel.options().columns() > 0;
        if (panel.pairs() && count == 3 && !(fixed && most == 1)) {
            return 3; // the source and one pair
        }
        if (inPairs(panel) && most > 1) {
            int pairs = Math.ceilDiv(count, 2);
            return 2 * (fixed ? Math.min(most / 2, pairs) : balanced(pairs, most / 2));
        }
        return fixed ? Math.min(most, count) : balanced(count, most);
    }

    /** As many columns as are needed for the fewest rows. */
    private static int balanced(int count, int most) {
        return Math.ceilDiv(count, Math.ceilDiv(count, Math.min(most, count)));
    }

    /** Whether the numbers of the sky's coordinates stand below a picture. */
    static boolean hasBottomAxis(FigureOptions options, int index, int columns, int count) {
        return switch (options.axes()) {
            case NONE -> false;
            case SOURCE -> index == 0;
            case OUTER -> index + columns >= count;
        };
    }

    /** Whether they stand to the left of it. */
    static boolean hasLeftAxis(FigureOptions options, int index, int columns) {
        return switch (options.axes()) {
            case NONE -> false;
            case SOURCE -> index == 0;
            case OUTER -> index % columns == 0;
        };
    }

    /** Whether every picture has its own bar. */
    static boolean bars(Panel panel) {
        return panel.options().colorBars() != FigureOptions.ColorBars.NONE && !oneBar(panel);
    }

    /** Whether all maps have the same colours for the same values, and one bar tells them. */
    static boolean oneBar(Panel panel) {
        return panel.options().colorBars() == FigureOptions.ColorBars.SHARED
                && panel.tiles().size() > 1
                && panel.tiles().stream()
                                .map(tile -> tile.overlay().orElseThrow())
                                .map(overlay ->
                                        List.of(overlay.unit(), overlay.map().scale(overlay.style())))
                                .distinct()
                                .count()
                        == 1;
    }

    private static double snap(double place, double pixelsPerUnit) {
        return pixelsPerUnit > 0 ? Math.round(place * pixelsPerUnit) / pixelsPerUnit : place;
    }
}
