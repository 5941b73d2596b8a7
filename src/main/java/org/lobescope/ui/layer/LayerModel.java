package org.lobescope.ui.layer;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.Heatmap;
import org.lobescope.network.Layer;

/** The layers of the classifier that can be looked at, and the one that is. */
public final class LayerModel {
    private final ReadOnlyObjectWrapper<List<Layer>> layers = new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanProperty all = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Layer> chosen = new SimpleObjectProperty<>();
    private final ObservableMap<Layer, Heatmap> small = FXCollections.observableHashMap();
    private final ReadOnlyStringWrapper absence = new ReadOnlyStringWrapper("");
    private List<Layer> every = List.of();
    private List<Layer> ends = List.of();
    private @Nullable Layer usual;

    /** No layers yet. */
    public LayerModel() {
        all.addListener((o, before, now) -> offer());
    }

    /** The layers to choose from, in the order of computation: the ends of blocks, or all. */
    public ReadOnlyObjectProperty<List<Layer>> layers() {
        return layers.getReadOnlyProperty();
    }

    /** Whether every layer with a map is offered, not only the ends of blocks. */
    public BooleanProperty all() {
        return all;
    }

    /** Why there is no layer to look at; empty where there is one. */
    public ReadOnlyStringProperty absence() {
        return absence.getReadOnlyProperty();
    }

    /** How many layers have a map. */
    public int count() {
        return every.size();
    }

    /** The layer that the layer methods look at; null while there is none. */
    public ObjectProperty<@Nullable Layer> chosen() {
        return chosen;
    }

    /** The small Grad-CAM of each layer, as they come. */
    public ObservableMap<Layer, Heatmap> small() {
        return small;
    }

    /** The layer that the methods look at by themselves: that of the card, else the output of the last convolutional block. */
    public Optional<Layer> usual() {
        return Optional.ofNullable(usual);
    }

    /** The layer of that name that has a map. */
    public Optional<Layer> named(String name) {
        return every.stream().filter(layer -> layer.name().equals(name)).findFirst();
    }

    /** Looks at a layer; offers all of them where it is not at the end of a block. */
    public void choose(Layer layer) {
        if (!layers.get().contains(layer)) {
            all.set(true);
        }
        chosen.set(layer);
    }

    /** Whether these are the layers that are known. */
    boolean knows(List<Layer> layersWithMaps) {
        return every.equals(layersWithMaps);
    }

    /**
     * Another network.
     *
     * @param layersWithMaps all layers with a map, in the order of computation
     * @param blockEnds those of them that stand for all
     * @param start the one to begin with
     * @param why there are none, if there are none
     */
    public void show(List<Layer> layersWithMaps, List<Layer> blockEnds, Optional<Layer> start, Optional<String> why) {
        absence.set(layersWithMaps.isEmpty() ? why.orElse("") : "");
        every = List.copyOf(layersWithMaps);
        usual = start.orElse(every.isEmpty() ? null : every.getLast());
        ends = every.stream()
                .filter(layer -> blockEnds.contains(layer) || layer.equals(usual))
                .toList();
        small.clear();
        chosen.set(null);
        offer();
        chosen.set(usual);
    }

    private void offer() {
        List<Layer> offered = all.get() || ends.size() < 2 ? every : ends;
        layers.set(offered);
        Layer now = chosen.get();
        if (now != null && !offered.contains(now)) {
            chosen.set(next(now, offered));
        }
    }

    /** The first of the offered layers that is computed after this one. */
    private @Nullable Layer next(Layer layer, List<Layer> offered) {
        return offered.stream()
                .filter(other -> every.indexOf(other) > every.indexOf(layer))
                .findFirst()
                .orElse(usual);
    }

    /** Goes up or down by so many layers. */
    public void step(int by) {
        List<Layer> offered = layers.get();
        Layer now = chosen.get();
        if (now != null && !offered.isEmpty()) {
            chosen.set(offered.get(Math.clamp(offered.indexOf(now) + by, 0, offered.size() - 1)));
        }
    }
}
