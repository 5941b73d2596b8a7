package org.lobescope.ui.layer;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.Heatmap;
import org.lobescope.network.Layer;

/** The layers of the classifier that can be looked at, and the one that is. */
public final class LayerModel {
    private final ObjectProperty<List<Layer>> layers = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<@Nullable Layer> chosen = new SimpleObjectProperty<>();
    private final ObservableMap<Layer, Heatmap> small = FXCollections.observableHashMap();
    private @Nullable Layer usual;

    /** All layers with a map, in the order of computation. */
    public ObjectProperty<List<Layer>> layers() {
        return layers;
    }

    /** The layer that the layer methods look at; null while there is none. */
    public ObjectProperty<@Nullable Layer> chosen() {
        return chosen;
    }

    /** The small Grad-CAM of each layer, as they come. */
    public ObservableMap<Layer, Heatmap> small() {
        return small;
    }

    /** The layer that the methods look at by themselves: the output of the last convolutional block. */
    public Optional<Layer> usual() {
        return Optional.ofNullable(usual);
    }

    /** Another network: its layers, and the one to begin with. */
    public void show(List<Layer> all, Optional<Layer> start) {
        usual = start.orElse(all.isEmpty() ? null : all.getLast());
        small.clear();
        chosen.set(null);
        layers.set(List.copyOf(all));
        chosen.set(usual);
    }

    /** Goes up or down by so many layers. */
    public void step(int by) {
        List<Layer> all = layers.get();
        Layer now = chosen.get();
        if (now != null && !all.isEmpty()) {
            chosen.set(all.get(Math.clamp(all.indexOf(now) + by, 0, all.size() - 1)));
        }
    }
}
