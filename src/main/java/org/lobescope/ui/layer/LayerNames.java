package org.lobescope.ui.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lobescope.network.Layer;

/**
 * Names short enough to stand under a thumb: as much of the module's path as tells the layers apart, {@code stage1.0} for
 * {@code stage1.0.relu2}.
 */
final class LayerNames {
    private LayerNames() {}

    /** The short name of each layer. */
    static Map<Layer, String> of(List<Layer> layers) {
        Map<Layer, String> names = new HashMap<>();
        for (Layer layer : layers) {
            names.put(layer, name(layer, layers));
        }
        return names;
    }

    private static String name(Layer layer, List<Layer> layers) {
        String[] path = path(layer);
        Set<String> others = new HashSet<>();
        for (int n = 1; n <= path.length; n++) {
            others.clear();
            for (Layer other : layers) {
                if (!other.equals(layer)) {
                    others.add(start(path(other), n));
                }
            }
            if (!others.contains(start(path, n))) {
                return worded(start(path, n), layer);
            }
        }
        return worded(layer.name(), layer);
    }

    /** A number alone says nothing: what it is stands before it. */
    private static String worded(String name, Layer layer) {
        return name.chars().allMatch(c -> Character.isDigit(c) || c == '.') ? layer.kind() + " " + name : name;
    }

    private static String[] path(Layer layer) {
        return layer.name().split("\\.");
    }

    private static String start(String[] path, int n) {
        return String.join(".", Arrays.asList(path).subList(0, Math.min(n, path.length)));
    }
}
