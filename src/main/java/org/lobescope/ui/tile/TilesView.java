package org.lobescope.ui.tile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.MethodId;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.status.Reading;
import org.lobescope.ui.task.Soon;

/** The ten tiles; or one of them alone, large, with its card beside it. */
public final class TilesView extends StackPane {
    private static final double CARD_LEAST = 250;

    private final TilesModel model;
    private final Map<MethodId, TileView> tiles = new EnumMap<>(MethodId.class);
    private final TileGrid grid;
    private final ScrollPane scroll;
    private final Single single;

    /**
     * The tiles of that model.
     *
     * @param pictures makes pictures that share crosshair and zoom
     */
    public TilesView(TilesModel model, Supplier<Picture> pictures, TileActions actions) {
        this.model = model;
        getStyleClass().add("tiles");
        single = new Single(actions);
        Soon write = new Soon(single::write);
        for (TileModel tile : model.all()) {
            tile.shown().addListener((o, before, now) -> write.ask());
            tiles.put(tile.id(), new TileView(tile, pictures.get(), actions));
        }
        grid = new TileGrid(
                List.copyOf(tiles.values()), new NotesView(model), TileView.CHROME_WIDTH, TileView.CHROME_HEIGHT);
        scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("tile-scroll");
        getChildren().addAll(scroll, single);
        model.enlarged().addListener((o, before, now) -> arrange());
        model.order().addListener((javafx.beans.Observable o) -> order());
        tiles.values().forEach(tile -> new TileDrag(model, tiles).listen(tile));
        arrange();
    }

    /** The tile of a method. */
    public Map<MethodId, TileView> tiles() {
        return tiles;
    }

    /** Writes into every tile what its map says under the crosshair. */
    public void showValues(Reading reading) {
        for (TileView tile : tiles.values()) {
            tile.setValue("");
        }
        for (Reading.MapValue value : reading.values()) {
            TileView tile = tiles.get(value.method());
            if (tile != null) {
                tile.setValue(value.value());
            }
        }
    }

    /** Height of a picture divided by its width. */
    public void setAspect(double heightOverWidth) {
        grid.setAspect(heightOverWidth);
    }

    /** How much height the tiles use of what is there, px; the rest is for others. */
    public double heightWanted(double width, double available) {
        return model.enlarged().get() != null ? available : grid.heightWanted(width, available);
    }

    private void order() {
        grid.setOrder(model.order().stream()
                .map(tile -> tiles.get(tile.id()))
                .filter(Objects::nonNull)
                .toList());
        if (model.enlarged().get() == null) {
            grid.takeTiles();
        }
    }

    private void arrange() {
        TileModel alone = model.enlarged().get();
        single.setVisible(alone != null);
        scroll.setVisible(alone == null);
        if (alone == null) {
            single.clear();
            grid.takeTiles();
        } else {
            TileView view = tiles.get(alone.id());
            if (view != null) {
                single.show(view, alone);
                view.requestFocus();
            }
        }
    }

    @Override
    protected void layoutChildren() {
        grid.setVisibleHeight(getHeight());
        super.layoutChildren();
    }

    /** One tile with its card: beside it, or below it where the room is narrow. */
    private static final class Single extends Region {
        private final ScrollPane card = new ScrollPane();
        private final TileActions actions;
        private @Nullable TileModel alone;

        Single(TileActions actions) {
            this.actions = actions;
            card.setFitToWidth(true);
            card.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            card.getStyleClass().addAll("tile", "single-card");
        }

        void show(TileView view, TileModel model) {
            alone = model;
            write();
            getChildren().setAll(view, card);
        }

        /** Writes the card of the tile, with its newest answer. */
        void write() {
            TileModel model = alone;
            if (model == null) {
                return;
            }
            TileModel.Shown shown = model.shown().get();
            card.setContent(new MethodCardView(
                    model.method().get(),
                    shown == null ? null : shown.explanation(),
                    beside -> actions.options(model, beside)));
        }

        void clear() {
            alone = null;
            getChildren().clear();
        }

        @Override
        protected void layoutChildren() {
            if (getChildren().size() < 2) {
                return;
            }
            Node tile = getChildren().get(0);
            double w = getWidth();
            double h = getHeight();
            double square = h - TileView.CHROME_HEIGHT + TileView.CHROME_WIDTH;
            double side = Math.min(square, w - CARD_LEAST - TileGrid.GAP);
            double tileWidth = Math.floor(Math.max(side, w / 2));
            tile.resizeRelocate(0, 0, tileWidth, h);
            card.resizeRelocate(tileWidth + TileGrid.GAP, 0, w - tileWidth - TileGrid.GAP, h);
        }
    }
}
