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
    private final Map<String, List<Integer>> orders = new HashMap<>();

    LayerIndex(Program program) {
        this.program = program;
        PixelAxes pixels = new PixelAxes(program);
        for (Node node : program.nodes()) {
            for (String output : node.outputs()) {
                if (node.op() instanceof Op.Identity) {
                    // Dropout and the like are no layers of their own, but their names are known.
                    Layer same = byValue.get(node.inputs().getFirst());
                    if (same != null) {
                        byValue.put(output, same);
                        byLabel.putIfAbsent(node.label(), same);
                    }
                } else if (!node.label().isEmpty() && numbers(node.op())) {
                    pixels.order(output).ifPresent(order -> add(node, output, order));
                }
            }
        }
    }

    private void add(Node node, String output, List<Integer> order) {
        List<Integer> shape = program.shape(output);
        boolean flat = shape.size() == 2 && order.equals(List.of(0, 1));
        int height = flat ? 1 : shape.get(order.get(order.size() - 2));
        int width = flat ? 1 : shape.get(order.getLast());
        int values = 1;
        for (int n : shape) {
            values *= n;
        }
        String name = output.equals(node.output()) && !byLabel.containsKey(node.label()) ? node.label() : output;
        Layer layer = new Layer(name, node.kind(), output, values / program.batch() / height / width, height, width);
        layers.add(layer);
        byValue.put(output, layer);
        byLabel.put(name, layer);
        orders.put(output, order);
    }

    /** Whether an operation gives real numbers, not yes or no. */
    private static boolean numbers(Op op) {
        return switch (op) {
            case Op.Unary unary -> unary.function() != Op.Function.NOT;
            case Op.Cast cast -> cast.type() == Constant.Type.FLOAT;
            case Op.Binary binary ->
                switch (binary.operator()) {
                    case ADD, SUB, MUL, DIV, POW, MIN, MAX, MOD, FMOD -> true;
                    default -> false;
                };
            default -> true;
        };
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** See {@link Graph#axes}. */
    List<Integer> axes(Layer layer) {
        List<Integer> order = orders.get(layer.value());
        if (order == null) {
            throw new IllegalArgumentException("no layer " + layer);
        }
        return order;
    }

    /** The layer that a value is. */
    Optional<Layer> ofValue(String value) {
        return Optional.ofNullable(byValue.get(value));
    }

    Optional<Layer> find(String name) {
        Layer layer = byLabel.getOrDefault(name, byValue.get(name));
        if (layer == null) {
            for (Node node : program.nodes()) {
                boolean inside = node.module().equals(name) || node.module().startsWith(name + ".");
                if (inside || node.name().equals(name)) {
                    layer = byValue.getOrDefault(node.outputs().getLast(), layer);
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
            if (node.inputs().stream().noneMatch(block::contains) || pools(node.op())) {
                continue;
            }
            Layer layer = byValue.get(node.output());
            if (layer != null && layer.height() == conv.height() && layer.width() == conv.width()) {
                block.addAll(node.outputs());
                last = layer;
            } else if (node.label().isEmpty()) {
                block.addAll(node.outputs());
            }
        }
        return Optional.of(last);
    }

    private static boolean pools(Op op) {
        return op instanceof Op.MaxPool || op instanceof Op.AveragePool || op instanceof Op.Resize;
    }
}
