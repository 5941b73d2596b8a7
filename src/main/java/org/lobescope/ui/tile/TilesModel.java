package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.service.RequestState;
import org.lobescope.ui.status.StatusModel.Progress;

/** The ten tiles, those beside them where maps are compared, and which of them is shown alone. */
public final class TilesModel {
    private final List<TileModel> tiles =
            Presets.methods(Preset.REFERENCE).stream().map(TileModel::new).toList();
    private final List<TileModel> counterparts = Presets.methods(Preset.REFERENCE).stream()
            .map(method -> new TileModel(method, true))
            .toList();
    private final BooleanProperty comparing = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable TileModel> enlarged = new SimpleObjectProperty<>();

    private final ObservableList<TileModel> order = FXCollections.observableArrayList(tiles);

    /** The methods' own tiles, in the order in which they are shown. */
    public ObservableList<TileModel> order() {
        return order;
    }

    /** The methods' own tiles, in the order of the methods. */
    public List<TileModel> all() {
        return tiles;
    }

    /** Whether every tile has a counterpart beside it. */
    public BooleanProperty comparing() {
        return comparing;
    }

    /** The tiles beside the methods' own, in the order of the methods; on show only while maps are compared. */
    public List<TileModel> counterparts() {
        return counterparts;
    }

    /** The tiles whose maps are wanted: the methods' own, and their counterparts where maps are compared. */
    public List<TileModel> wanted() {
        return comparing.get()
                ? Stream.concat(tiles.stream(), counterparts.stream()).toList()
                : tiles;
    }

    /** The tiles of a method: its own, and its counterpart where maps are compared. */
    public List<TileModel> pair(TileModel tile) {
        TileModel own = of(tile.id());
        return comparing.get() ? List.of(own, counterparts.get(tile.id().ordinal())) : List.of(own);
    }

    /** The tiles as they are shown: in their order, each with its counterpart behind it where maps are compared. */
    public List<TileModel> inOrder() {
        return order.stream().flatMap(tile -> pair(tile).stream()).toList();
    }

    /** A method's tile. */
    public TileModel of(MethodId id) {
        return tiles.get(id.ordinal());
    }

    /** The method's own tile that is shown alone (with its counterpart); null: all are shown. */
    public ObjectProperty<@Nullable TileModel> enlarged() {
        return enlarged;
    }

    /** Puts a tile where another one is; those between move up. */
    public void move(TileModel tile, TileModel place) {
        int to = order.indexOf(of(place.id()));
        if (tile.id() != place.id() && to >= 0) {
            List<TileModel> fresh = new ArrayList<>(order);
            fresh.remove(of(tile.id()));
            fresh.add(to, of(tile.id()));
            order.setAll(fresh);
        }
    }

    /** Moves a tile so many places on, as far as there are any. */
    public void move(TileModel tile, int places) {
        move(tile, order.get(Math.clamp(order.indexOf(of(tile.id())) + places, 0, order.size() - 1)));
    }

    /** Shows a method alone, or all again when it is alone. */
    public void toggle(TileModel tile) {
        TileModel own = of(tile.id());
        enlarged.set(enlarged.get() == own ? null : own);
    }

    /** Whether no answer is waited for any more. */
    public boolean ended() {
        return progress().done() == wanted().size();
    }

    /** How far the answers are. */
    public Progress progress() {
        int done = 0;
        double fraction = 0;
        List<TileModel> all = wanted();
        for (TileModel tile : all) {
            switch (tile.state().get()) {
                case RequestState.Waiting _ -> {}
                case RequestState.Running r -> fraction += r.fraction();
                case RequestState.Finished _, RequestState.Failed _, RequestState.Stopped _ -> {
                    done++;
                    fraction++;
                }
            }
        }
        return new Progress(done, all.size(), fraction / all.size());
    }
}
