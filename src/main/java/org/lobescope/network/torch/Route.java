package org.lobescope.network.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/**
 * The steps that lead to the logits, or to a value before them, for one purpose: which values are looked at, and which one is given instead of
 * computed. Batch norms are worked into the convolution before them unless the value between is wanted.
 *
 * @param steps in order
 * @param end the value that holds what is wanted
 */
record Route(List<Step> steps, String end) {
    /**
     * What a route is for.
     *
     * @param tapped values that are looked at
     * @param given a value that comes from outside, beside the input
     * @param end the value that is wanted instead of the logits
     */
    record Purpose(Set<String> tapped, Optional<String> given, Optional<String> end) {
        static final Purpose LOGITS = new Purpose(Set.of(), Optional.empty(), Optional.empty());

        /** To the logits, looking at some values. */
        static Purpose tapping(Set<String> values) {
            return new Purpose(values, Optional.empty(), Optional.empty());
        }

        /** To the logits from a value that is given. */
        static Purpose from(String value) {
            return new Purpose(Set.of(), Optional.of(value), Optional.empty());
        }

        /** To a value, and no further. */
        static Purpose to(String value) {
            return new Purpose(Set.of(), Optional.empty(), Optional.of(value));
        }
    }

    /**
     * One operation.
     *
     * @param inputs names of values; empty for constants and for inputs that are left out
     * @param release values that nobody needs afterwards
     */
    record Step(Operations.Bound bound, List<String> inputs, List<String> outputs, List<String> release) {}

    static Route of(Program program, Purpose purpose, Operations operations) {
        Map<String, String> same = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        Map<String, Node> makers = new HashMap<>();
        String end = purpose.end().orElse(program.logits());
        for (Node node : PoolBeforeRelu.rewrite(needed(program, purpose, end), purpose.tapped(), end)) {
            if (node.op() instanceof Op.Identity && !purpose.tapped().contains(node.output())) {
                same.put(node.output(), resolve(same, node.inputs().getFirst()));
                continue;
            }
            nodes.add(node);
            node.outputs().forEach(o -> makers.put(o, node));
            node.inputs().forEach(i -> uses.merge(resolve(same, i), 1, Integer::sum));
        }
        Map<Node, Node> foldedInto = new HashMap<>();
        for (Node node : nodes) {
            if (node.op() instanceof Op.BatchNorm) {
                String between = resolve(same, node.inputs().getFirst());
                Node conv = makers.get(between);
                boolean alone = uses.getOrDefault(between, 0) == 1 && !between.equals(end);
                if (conv != null && alone && !purpose.tapped().contains(between) && operations.folds(conv, node)) {
                    foldedInto.put(conv, node);
                }
            }
        }
        List<Step> steps = new ArrayList<>();
        Set<Node> gone = new HashSet<>(foldedInto.values());
        for (Node node : nodes) {
            if (gone.contains(node)) {
                continue;
            }
            Node norm = foldedInto.get(node);
            List<String> inputs = node.inputs().stream()
                    .map(i -> program.constants().containsKey(i) ? "" : resolve(same, i))
                    .toList();
            steps.add(
                    norm == null
                            ? new Step(operations.of(node), inputs, node.outputs(), List.of())
                            : new Step(operations.folded(node, norm), inputs, norm.outputs(), List.of()));
        }
        String last = resolve(same, end);
        return new Route(released(steps, last, purpose), last);
    }

    private static String resolve(Map<String, String> same, String name) {
        return same.getOrDefault(name, name);
    }

    private static List<Node> needed(Program program, Purpose purpose, String end) {
        Set<String> wanted = new HashSet<>(Set.of(end));
        List<Node> nodes = new ArrayList<>();
        for (Node node : program.nodes().reversed()) {
            boolean makes = node.outputs().stream().anyMatch(wanted::contains);
            boolean given = purpose.given().filter(node.outputs()::contains).isPresent();
            if (makes && !given) {
                wanted.addAll(node.inputs());
                nodes.addFirst(node);
            }
        }
        return nodes;
    }

    private static List<Step> released(List<Step> steps, String end, Purpose purpose) {
        Set<String> later = new HashSet<>(purpose.tapped());
        later.add(end);
        List<Step> result = new ArrayList<>();
        for (Step step : steps.reversed()) {
            List<String> release = new ArrayList<>();
            for (String name : step.inputs()) {
                if (!name.isEmpty() && later.add(name)) {
                    release.add(name);
                }
            }
            for (String name : step.outputs()) {
                if (!later.contains(name)) {
                    release.add(name);
                }
            }
            result.addFirst(new Step(step.bound(), step.inputs(), step.outputs(), release));
        }
        return result;
    }
}
