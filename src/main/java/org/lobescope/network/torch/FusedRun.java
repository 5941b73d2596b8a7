package org.lobescope.network.torch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/**
 * Nodes in a row that are computed in one call of the engine: one value goes in, one comes out, and nobody outside looks at
 * what is in between.
 *
 * @param from the name of the value that goes in
 * @param to the name of the value that comes out
 */
record FusedRun(List<FoldedNode> nodes, String from, String to) {
    /** Fewer convolutions are not worth a call of their own. */
    private static final int FEWEST = 2;

    /** How many times each value is used within the run. */
    Map<String, Integer> uses() {
        Map<String, Integer> uses = new HashMap<>();
        nodes.forEach(node -> node.values().forEach(value -> uses.merge(value, 1, Integer::sum)));
        return uses;
    }

    /** Finds the runs among the nodes of one route. */
    static final class Finder {
        private final List<FoldedNode> nodes;
        private final Program program;
        private final Set<String> ends;
        private final boolean spreadTies;
        private final Map<String, Integer> lastUse = new HashMap<>();

        /**
         * For the nodes of a route.
         *
         * @param ends values at which a run ends in any case
         * @param end the value that is wanted
         */
        Finder(List<FoldedNode> nodes, Program program, Set<String> ends, String end, boolean spreadTies) {
            this.nodes = nodes;
            this.program = program;
            this.ends = ends;
            this.spreadTies = spreadTies;
            for (int i = 0; i < nodes.size(); i++) {
                for (String value : nodes.get(i).values()) {
                    lastUse.put(value, i);
                }
            }
            lastUse.put(end, nodes.size());
        }

        /** The longest run that begins with that node. */
        Optional<FusedRun> from(int first) {
            List<String> values = nodes.get(first).values();
            if (values.size() != 1) {
                return Optional.empty();
            }
            String from = values.getFirst();
            Set<String> made = new HashSet<>();
            int open = lastUse.getOrDefault(
                    from, first); // the last use of what is known so far, the newest value left out
            int convolutions = 0;
            int end = first;
            for (int i = first; i < nodes.size(); i++) {
                FoldedNode node = nodes.get(i);
                boolean inside = node.values().stream().allMatch(v -> v.equals(from) || made.contains(v));
                if (!inside || !FusedScript.writes(node, program, spreadTies)) {
                    break;
                }
                convolutions += node.node().op() instanceof Op.Conv ? 1 : 0;
                if (open <= i && convolutions >= FEWEST) {
                    end = i + 1;
                }
                if (ends.contains(node.output())) {
                    break;
                }
                made.add(node.output());
                open = Math.max(open, lastUse.getOrDefault(node.output(), i));
            }
            return end == first
                    ? Optional.empty()
                    : Optional.of(new FusedRun(
                            List.copyOf(nodes.subList(first, end)),
                            from,
                            nodes.get(end - 1).output()));
        }
    }
}
