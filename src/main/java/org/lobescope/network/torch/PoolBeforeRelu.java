package org.lobescope.network.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lobescope.network.Node;
import org.lobescope.network.Op;

/**
 * Exchanges a ReLU with the max pooling behind it: {@code max(relu(x)) = relu(max(x))} in every window, and the gradients
 * are the same too, since where the maximum is positive it is the same pixel, and elsewhere both are 0. The ReLU then
 * works on the few pooled values instead of on the network's largest map.
 */
final class PoolBeforeRelu {
    private PoolBeforeRelu() {}

    /**
     * The nodes with every such pair exchanged.
     *
     * @param tapped values that are looked at and so have to be made
     * @param end the last value
     */
    static List<Node> rewrite(List<Node> nodes, Set<String> tapped, String end) {
        Map<String, Integer> uses = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(i -> uses.merge(i, 1, Integer::sum)));
        Map<String, Node> relus = new HashMap<>();
        for (Node node : nodes) {
            boolean seen = tapped.contains(node.output()) || node.output().equals(end);
            if (isRelu(node) && uses.getOrDefault(node.output(), 0) == 1 && !seen) {
                relus.put(node.output(), node);
            }
        }
        Map<Node, Node> pools = new HashMap<>();
        for (Node node : nodes) {
            Node relu = relus.get(node.inputs().getFirst());
            if (relu != null && pools(node.op())) {
                pools.put(relu, node);
            }
        }
        List<Node> rewritten = new ArrayList<>();
        for (Node node : nodes) {
            Node pool = pools.get(node);
            if (pool != null) {
                rewritten.add(between(pool, node.inputs(), node.outputs()));
                rewritten.add(between(node, node.outputs(), pool.outputs()));
            } else if (!pools.containsValue(node)) {
                rewritten.add(node);
            }
        }
        return rewritten;
    }

    private static Node between(Node node, List<String> inputs, List<String> outputs) {
        return new Node(node.name(), node.kind(), node.module(), node.label(), node.op(), inputs, outputs);
    }

    static boolean isRelu(Node node) {
        return node.op() instanceof Op.Unary unary && unary.function() == Op.Function.RELU;
    }

    /** Whether every window holds at least one pixel, so that no maximum is one of nothing. */
    private static boolean pools(Op op) {
        return op instanceof Op.MaxPool pool && pool.window().symmetric() && Pooling.fits(pool.window());
    }
}
