package org.lobescope.ui.tile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.lobescope.ui.part.LiveScroll;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.status.Reading;
import org.lobescope.ui.task.Soon;

/**
 * The ten tiles, in pairs where maps are compared; or one of them alone, large, with its card beside it, or its pair.
 */
public final class TilesView extends StackPane {
    private static final double CARD_LEAST = 250;

    private final TilesModel model;
    private final Supplier<Picture> pictures;
    private final TileActions actions;
    private final Map<TileModel, TileView> tiles = new LinkedHashMap<>();
    private final TileDrag drag;
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
        this.pictures = pictures;
        this.actions = actions;
        getStyleClass().add("tiles");
        single = new Single(actions);
        drag = new TileDrag(model, tiles.values());
        Soon write = new Soon(single::write);
        for (TileModel tile : model.all()) {
            tile.shown().addListener((o, before, now) -> write.ask());
            tile(tile);
        }
        grid = new TileGrid(
                model.all().stream().map(this::tile).toList(),
                new NotesView(model),
                tile(model.all().getFirst()));
        scroll = LiveScroll.of(new ScrollPane(grid));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("tile-scroll");
        getChildren().addAll(scroll, single);
        model.enlarged().addListener((o, before, now) -> arrange());
        model.order().addListener((javafx.beans.Observable o) -> order());
        model.comparing().addListener((o, before, now) -> {
            order();
            arrange();
        });
        arrange();
    }

    /** The view of a tile; those of counterparts are made when they are first wanted. */
    public TileView tile(TileModel tile) {
        return tiles.computeIfAbsent(tile, wanted -> {
            TileView view = new TileView(wanted, pictures.get(), actions);
            drag.listen(view);
            return view;
        });
    }

    /** Writes into every tile what its map says under the crosshair. */
    public void showValues(Reading reading) {
        for (TileView tile : tiles.values()) {
            tile.setValue("");
        }
        for (Reading.MapValue value : reading.values()) {
            tile(value.tile()).setValue(value.value());
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
        grid.setOrder(
                model.inOrder().stream().map(this::tile).toList(),
                model.comparing().get());
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
            List<TileView> views = model.pair(alone).stream().map(this::tile).toList();
            single.show(views, alone);
            views.getFirst().requestFocus();
        }
    }

    @Override
    protected void layoutChildren() {
        grid.setVisibleHeight(getHeight());
        super.layoutChildren();
    }

    /** A tile, or a pair, with the method's card beside it; a pair takes the card's room where it needs it. */
    private static final class Single extends Region {
        private final ScrollPane card = LiveScroll.of(new ScrollPane());
        private final TileActions actions;
        private @Nullable TileModel alone;

        Single(TileActions actions) {
            this.actions = actions;
            card.setFitToWidth(true);
            card.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            card.getStyleClass().addAll("tile", "single-card");
        }

        void show(List<TileView> views, TileModel model) {
            alone = model;
            write();
            getChildren().setAll(views);
            getChildren().add(card);
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
            int maps = getChildren().size() - 1;
            double w = getWidth();
            double h = getHeight();
            TileGrid.Chrome first = (TileView) getChildren().getFirst();
            double square = h - first.height() + first.width();
            double gaps = (maps - 1) * TileGrid.PAIR_GAP;
            double beside = w - CARD_LEAST - TileGrid.GAP - gaps;
            // A single tile leaves room for its card; of a pair both shall be large.
            double side = maps == 1 ? Math.max(Math.min(square, beside), w / 2) : Math.min(square, (w - gaps) / 2);
            double tileWidth = Math.floor(side);
            for (int i = 0; i < maps; i++) {
                getChildren().get(i).resizeRelocate(i * (tileWidth + TileGrid.PAIR_GAP), 0, tileWidth, h);
            }
            double left = maps * tileWidth + gaps + TileGrid.GAP;
            card.setVisible(w - left >= CARD_LEAST || maps == 1);
            card.resizeRelocate(left, 0, w - left, h);
        }
    }
}
