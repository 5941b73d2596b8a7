package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.service.RequestState;
import org.lobescope.ui.status.StatusModel.Progress;

/** The ten tiles, and which of them is shown alone. */
public final class TilesModel {
    private final List<TileModel> tiles =
            Presets.methods(Preset.REFERENCE).stream().map(TileModel::new).toList();
    private final ObjectProperty<@Nullable TileModel> enlarged = new SimpleObjectProperty<>();

    private final ObservableList<TileModel> order = FXCollections.observableArrayList(tiles);

    /** All tiles, in the order in which they are shown. */
    public ObservableList<TileModel> order() {
        return order;
    }

    /** All tiles, in the order of the methods. */
    public List<TileModel> all() {
        return tiles;
    }

    /** A method's tile. */
    public TileModel of(MethodId id) {
        return tiles.get(id.ordinal());
    }

    /** The tile that is shown alone; null: all are shown. */
    public ObjectProperty<@Nullable TileModel> enlarged() {
        return enlarged;
    }

    /** Puts a tile where another one is; those between move up. */
    public void move(TileModel tile, TileModel place) {
        int to = order.indexOf(place);
        if (tile != place && to >= 0) {
            List<TileModel> fresh = new ArrayList<>(order);
            fresh.remove(tile);
            fresh.add(to, tile);
            order.setAll(fresh);
        }
    }

    /** Moves a tile so many places on, as far as there are any. */
    public void move(TileModel tile, int places) {
        move(tile, order.get(Math.clamp(order.indexOf(tile) + places, 0, order.size() - 1)));
    }

    /** Shows a tile alone, or all again when it is alone. */
    public void toggle(TileModel tile) {
        enlarged.set(enlarged.get() == tile ? null : tile);
    }

    /** How far the answers are. */
    public Progress progress() {
        int done = 0;
        double fraction = 0;
        for (TileModel tile : tiles) {
            switch (tile.state().get()) {
                case RequestState.Waiting _ -> {}
                case RequestState.Running r -> fraction += r.fraction();
                case RequestState.Finished _, RequestState.Failed _, RequestState.Stopped _ -> {
                    done++;
                    fraction++;
                }
            }
        }
        return new Progress(done, tiles.size(), fraction / tiles.size());
    }
}
