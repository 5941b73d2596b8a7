package org.lobescope.network.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.network.Op;

/**
 * What is computed at once in a fused run: a node, with the ReLU behind it where nobody else sees what is between.
 *
 * @param output the name of the value that it makes
 */
record FusedUnit(FoldedNode node, boolean relu, String output) {
    /** The units of a run in the order of computation. */
    static List<FusedUnit> of(FusedRun run) {
        Map<String, Integer> uses = run.uses();
        Set<String> fresh = new HashSet<>(); // values with memory of their own
        Map<String, FoldedNode> relus = new HashMap<>();
        for (FoldedNode node : run.nodes()) {
            String before = node.inputs().getFirst();
            if (!isRelu(node) && !(node.node().op() instanceof Op.Reshape)) {
                fresh.add(node.output());
            } else if (isRelu(node) && fresh.contains(before) && uses.getOrDefault(before, 0) == 1) {
                relus.put(before, node);
            }
        }
        List<FusedUnit> units = new ArrayList<>();
        for (FoldedNode node : run.nodes()) {
            if (!relus.containsValue(node)) {
                Optional<FoldedNode> relu = Optional.ofNullable(relus.get(node.output()));
                units.add(
                        new FusedUnit(node, relu.isPresent(), relu.orElse(node).output()));
            }
        }
        return units;
    }

    Op op() {
        return node.node().op();
    }

    /** The name of the value that the i-th input of the node is. */
    String input(int i) {
        return node.inputs().get(i);
    }

    /** Whether its result is what a ReLU left, which the way back looks at. */
    boolean bends() {
        return relu || isRelu(node);
    }

    static boolean isRelu(FoldedNode node) {
        return PoolBeforeRelu.isRelu(node.node());
    }
}
