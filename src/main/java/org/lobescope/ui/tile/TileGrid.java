package org.lobescope.ui.tile;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Lays out tiles of one shape in as many columns as make them largest while all are seen; where that would make them
 * too small, it takes them at their smallest and grows downwards, for a scroll pane.
 *
 * <p>Height that is left over goes to the tiles' captions. Where the last row has room for two more tiles or more, a
 * filler stands there.
 */
final class TileGrid extends Pane {
    /** Space between tiles, px. */
    static final double GAP = 10;

    /** Space between the two tiles of a pair, px. */
    static final double PAIR_GAP = 3;

    /** Space between pairs, px. */
    private static final double BETWEEN_PAIRS = 16;

    /** A tile's picture is never narrower, px. */
    static final double SMALLEST_PICTURE = 132;

    /** Lines of a tile's caption where there is room for them. */
    private static final int CAPTION_LINES = 2;

    /** Lines that a caption may grow to where nobody else needs the room. */
    private static final int MOST_CAPTION_LINES = 5;

    private static final double LARGEST_PICTURE = 480;

    /** What a tile needs beside its picture, px: it grows with the size of the type. */
    interface Chrome {
        /** Left and right of the picture. */
        double width();

        /** Above and below the picture, without a caption. */
        double height();

        /** A caption of so many lines. */
        double caption(int lines);
    }

    private List<? extends Region> tiles;
    private final Region filler;
    private final Chrome chrome;
    private double aspect = 1;
    private double visibleHeight;
    private boolean paired;

    /**
     * A grid of these tiles.
     *
     * @param filler stands where the last row is not full
     */
    TileGrid(List<? extends Region> tiles, Region filler, Chrome chrome) {
        this.tiles = tiles;
        this.filler = filler;
        this.chrome = chrome;
        getStyleClass().add("tile-grid");
        takeTiles();
    }

    /**
     * Tiles in another order.
     *
     * @param inPairs whether each two belong together, side by side
     */
    void setOrder(List<? extends Region> ordered, boolean inPairs) {
        tiles = ordered;
        paired = inPairs;
        requestLayout();
    }

    /** Takes its tiles back from where one of them was shown alone. */
    void takeTiles() {
        getChildren().setAll(tiles);
        getChildren().add(filler);
    }

    /** Height of a picture divided by its width. */
    void setAspect(double heightOverWidth) {
        if (heightOverWidth != aspect) {
            aspect = heightOverWidth;
            requestLayout();
        }
    }

    /** The height that can be seen without scrolling, px. */
    void setVisibleHeight(double height) {
        if (height != visibleHeight) {
            visibleHeight = height;
            requestLayout();
        }
    }

    /** The height that the tiles make use of, with captions, if so much is there. */
    double heightWanted(double width, double available) {
        Shape shape = shape(width, available);
        double bare = rows(shape.columns()) * (tileHeight(shape) + GAP) - GAP;
        return Math.min(available, bare + rows(shape.columns()) * chrome.caption(CAPTION_LINES));
    }

    /** Columns and picture width for a room of that size. */
    record Shape(int columns, double picture) {}

    Shape shape(double width, double height) {
        int step = paired ? 2 : 1;
        Shape best = new Shape(step, 0);
        for (int columns = step; columns <= tiles.size(); columns += step) {
            int rows = rows(columns);
            double byWidth = (width - gaps(columns)) / columns - chrome.width();
            double byHeight = ((height - GAP * (rows - 1)) / rows - chrome.height()) / aspect;
            double picture = Math.min(LARGEST_PICTURE, Math.floor(Math.min(byWidth, byHeight)));
            // With as large pictures, fewer rows read better.
            if (picture >= best.picture()) {
                best = new Shape(columns, picture);
            }
        }
        if (best.picture() >= SMALLEST_PICTURE) {
            return best;
        }
        double smallest = SMALLEST_PICTURE + chrome.width() + GAP;
        int columns = (int) Math.clamp((width + GAP) / smallest, step, tiles.size()) / step * step;
        return new Shape(columns, Math.floor((width - gaps(columns)) / columns - chrome.width()));
    }

    /** All space between so many columns, px. */
    private double gaps(int columns) {
        int pairs = columns / 2;
        return paired ? pairs * PAIR_GAP + (pairs - 1) * BETWEEN_PAIRS : GAP * (columns - 1);
    }

    /** Space to the left of a column, beside the columns before it, px. */
    private double gapBefore(int column) {
        return paired ? column / 2 * (PAIR_GAP + BETWEEN_PAIRS) + column % 2 * PAIR_GAP : column * GAP;
    }

    private int rows(int columns) {
        return (tiles.size() + columns - 1) / columns;
    }

    private double tileHeight(Shape shape) {
        return Math.round(shape.picture() * aspect) + chrome.height();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        Shape shape = shape(width > 0 ? width : getWidth(), visibleHeight);
        double bare = rows(shape.columns()) * (tileHeight(shape) + GAP) - GAP;
        return Math.max(
                bare, Math.min(visibleHeight, bare + rows(shape.columns()) * chrome.caption(MOST_CAPTION_LINES)));
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 5 * (SMALLEST_PICTURE + chrome.width() + GAP) - GAP;
    }

    @Override
    protected double computeMinWidth(double height) {
        return SMALLEST_PICTURE + chrome.width();
    }

    @Override
    protected void layoutChildren() {
        Shape shape = shape(getWidth(), visibleHeight);
        int columns = shape.columns();
        int rows = rows(columns);
        double width = Math.floor((getWidth() - gaps(columns)) / columns);
        double bare = tileHeight(shape);
        double spare = (getHeight() + GAP) / rows - GAP - bare;
        double height = Math.floor(bare + Math.clamp(spare, 0, chrome.caption(MOST_CAPTION_LINES)));
        for (int i = 0; i < tiles.size(); i++) {
            int column = i % columns;
            tiles.get(i)
                    .resizeRelocate(column * width + gapBefore(column), (i / columns) * (height + GAP), width, height);
        }
        int used = tiles.size() - (rows - 1) * columns;
        boolean room = rows > 1 && columns - used >= 2;
        filler.setVisible(room);
        if (room) {
            double x = used * width + gapBefore(used);
            filler.resizeRelocate(x, (rows - 1) * (height + GAP), columns * width + gaps(columns) - x, height);
        }
    }
}
