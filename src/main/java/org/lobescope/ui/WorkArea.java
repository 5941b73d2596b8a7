package org.lobescope.ui;

import javafx.scene.layout.Region;
import org.lobescope.ui.tile.TilesView;

/**
 * The parts of the window while an image is open: the source on the left, the tiles, and the controls of layer and
 * display below them. The tiles take the height that makes them largest; what is left goes to the controls.
 */
final class WorkArea extends Region {
    private static final double MARGIN = 10;
    private static final double SIDE_PART = 0.195;
    private static final double SIDE_LEAST = 268;
    private static final double SIDE_MOST = 350;

    private final Region source;
    private final TilesView tiles;
    private final Region controls;

    WorkArea(Region source, TilesView tiles, Region controls) {
        this.source = source;
        this.tiles = tiles;
        this.controls = controls;
        getStyleClass().add("work-area");
        getChildren().addAll(source, tiles, controls);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        double side = Math.floor(Math.clamp(w * SIDE_PART, SIDE_LEAST, SIDE_MOST));
        source.resizeRelocate(0, 0, side, h);
        double x = side + MARGIN;
        double width = w - x - MARGIN;
        double inner = h - 2 * MARGIN;
        double least = Math.ceil(controls.minHeight(width));
        double most = Math.ceil(controls.prefHeight(width));
        double available = Math.max(0, inner - least - MARGIN);
        double wanted = Math.floor(tiles.heightWanted(width, available));
        // What the controls can't use goes back to the tiles.
        double height = Math.max(wanted, inner - MARGIN - most);
        height = Math.min(height, available);
        tiles.resizeRelocate(x, MARGIN, width, height);
        controls.resizeRelocate(x, MARGIN + height + MARGIN, width, inner - height - MARGIN);
    }
}
