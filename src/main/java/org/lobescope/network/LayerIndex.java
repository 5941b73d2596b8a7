package org.lobescope.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The layers of a program, and how they are found by name. */
final class LayerIndex {
    private final Program program;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Layer> byValue = new HashMap<>();
    private final Map<String, Layer> byLabel = new HashMap<>();

    LayerIndex(Program program) {
        this.program = program;
        for (Node node : program.nodes()) {
            for (String output : node.outputs()) {
                List<Integer> shape = program.shape(output);
                if (node.op() instanceof Op.Identity) {
                    Layer same = byValue.get(node.inputs().getFirst());
                    if (same != null) {
                        byValue.put(output, same);
                        byLabel.putIfAbsent(node.label(), same);
                    }
                } else if (shape.size() == 4 && shape.get(0) == program.batch()) {
                    Layer layer = new Layer(
                            output.equals(node.output()) ? node.label() : output,
                            node.kind(),
                            output,
                            shape.get(1),
                            shape.get(2),
                            shape.get(3));
                    layers.add(layer);
                    byValue.put(output, layer);
                    byLabel.putIfAbsent(layer.name(), layer);
                }
            }
        }
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    Optional<Layer> find(String name) {
        Layer layer = byLabel.getOrDefault(name, byValue.get(name));
        if (layer == null) {
            for (Node node : program.nodes()) {
                boolean inside = node.module().equals(name) || node.module().startsWith(name + ".");
                if (inside || node.name().equals(name)) {
                    layer = byValue.getOrDefault(node.output(), layer);
                }
            }
        }
        return Optional.ofNullable(layer);
    }

    /** From the last convolution on, through everything that keeps the pixels: the last such value. */
    Optional<Layer> lastBlock() {
        Layer conv = null;
        for (Node node : program.nodes()) {
            Layer layer = byValue.get(node.output());
            if (node.op() instanceof Op.Conv && layer != null && layer.spatial()) {
                conv = layer;
            }
        }
        if (conv == null) {
            return Optional.empty();
        }
        Layer last = conv;
        Set<String> block = new HashSet<>(Set.of(conv.value()));
        for (Node node : program.nodes()) {
            Layer layer = byValue.get(node.output());
            boolean pool = node.op() instanceof Op.MaxPool || node.op() instanceof Op.AveragePool;
            if (!pool
                    && layer != null
                    && layer.height() == conv.height()
                    && layer.width() == conv.width()
                    && node.inputs().stream().anyMatch(block::contains)) {
                block.add(node.output());
                last = layer;
            }
        }
        return Optional.of(last);
    }
}
