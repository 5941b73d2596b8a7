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

    /** What is computed at once. */
    sealed interface Step {
        /** Names of values; empty for constants and for inputs that are left out. */
        List<String> inputs();

        List<String> outputs();

        /** Values that nobody needs afterwards. */
        List<String> release();

        Step releasing(List<String> values);
    }

    /** One operation. */
    record Single(Operations.Bound bound, List<String> inputs, List<String> outputs, List<String> release)
            implements Step {
        @Override
        public Step releasing(List<String> values) {
            return new Single(bound, inputs, outputs, values);
        }
    }

    /** Many operations in one call, from one value to one. */
    record Fused(FusedModule module, String from, String to, List<String> release) implements Step {
        @Override
        public List<String> inputs() {
            return List.of(from);
        }

        @Override
        public List<String> outputs() {
            return List.of(to);
        }

        @Override
        public Step releasing(List<String> values) {
            return new Fused(module, from, to, values);
        }
    }

    /**
     * Finds the way.
     *
     * @param fused runs that are computed in one call; empty: every operation for itself
     */
    static Route of(Program program, Purpose purpose, Operations operations, Optional<FusedModules> fused) {
        Map<String, String> same = new HashMap<>();
        String end = purpose.end().orElse(program.logits());
        List<FoldedNode> nodes = folded(program, purpose, end, operations, same);
        String last = resolve(same, end);
        List<Step> steps = new ArrayList<>();
        Set<String> ends = new HashSet<>(purpose.tapped());
        fused.ifPresent(modules -> ends.addAll(modules.ends()));
        FusedRun.Finder finder = new FusedRun.Finder(nodes, program, ends, last, operations.spreadsTies());
        int at = 0;
        while (at < nodes.size()) {
            Optional<FusedRun> run = fused.isEmpty() ? Optional.empty() : finder.from(at);
            Optional<FusedModule> module = run.flatMap(r -> fused.orElseThrow().of(r, program, operations));
            if (run.isPresent() && module.isPresent()) {
                steps.add(new Fused(module.get(), run.get().from(), run.get().to(), List.of()));
                at += run.get().nodes().size();
            } else {
                FoldedNode node = nodes.get(at++);
                steps.add(new Single(operations.of(node), node.inputs(), node.outputs(), List.of()));
            }
        }
        return new Route(released(steps, last, purpose), last);
    }

    /** The nodes that are needed, batch norms worked in; {@code same} gets the names that mean another value. */
    private static List<FoldedNode> folded(
            Program program, Purpose purpose, String end, Operations operations, Map<String, String> same) {
        List<Node> nodes = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        Map<String, Node> makers = new HashMap<>();
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
        List<FoldedNode> folded = new ArrayList<>();
        Set<Node> gone = new HashSet<>(foldedInto.values());
        for (Node node : nodes) {
            if (gone.contains(node)) {
                continue;
            }
            Optional<Node> norm = Optional.ofNullable(foldedInto.get(node));
            List<String> inputs = node.inputs().stream()
                    .map(i -> program.constants().containsKey(i) ? "" : resolve(same, i))
                    .toList();
            folded.add(new FoldedNode(node, norm, inputs, norm.orElse(node).outputs()));
        }
        return folded;
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
            result.addFirst(step.releasing(release));
        }
        return result;
    }
}
