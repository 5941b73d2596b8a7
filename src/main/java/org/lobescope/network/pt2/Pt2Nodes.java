package org.lobescope.network.pt2;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.ExportAdvice;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.aten.Recorder;
import org.lobescope.network.aten.Scalars;
import org.lobescope.network.aten.Site;
import org.lobescope.network.aten.TensorValue;

/** The nodes of an exported program, run one after another. */
final class Pt2Nodes {
    private static final int POSITIONAL = 1;
    private static final int DEEPEST = 16;

    /** A node: where it is, its operation, and its arguments in order and by name. */
    private record Node(
            Site site,
            String target,
            List<Pt2Argument> positional,
            Map<String, Pt2Argument> named,
            List<Pt2Argument> outputs) {}

    private final String file;
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<Pt2Argument> outputs = new ArrayList<>();

    Pt2Nodes(String file, JsonObject graph) {
        this(file, graph, 0);
    }

    private Pt2Nodes(String file, JsonObject graph, int depth) {
        this.file = file;
        if (depth > DEEPEST) {
            throw new Problem("The program in " + file + " holds programs within programs: export the network again.");
        }
        graph.getAsJsonArray("inputs")
                .forEach(i -> inputs.add(Pt2Argument.of(i, j -> inner(j, depth)).name()));
        for (JsonElement element : graph.getAsJsonArray("nodes")) {
            nodes.add(node(element.getAsJsonObject(), depth));
        }
        graph.getAsJsonArray("outputs").forEach(o -> outputs.add(Pt2Argument.of(o, j -> inner(j, depth))));
    }

    private Pt2Nodes inner(JsonObject graph, int depth) {
        return new Pt2Nodes(file, graph, depth + 1);
    }

    private Node node(JsonObject json, int depth) {
        List<Pt2Argument> positional = new ArrayList<>();
        Map<String, Pt2Argument> named = new HashMap<>();
        for (JsonElement element : json.getAsJsonArray("inputs")) {
            JsonObject given = element.getAsJsonObject();
            Pt2Argument argument = Pt2Argument.of(given.get("arg"), j -> inner(j, depth));
            if (given.has("kind") && given.get("kind").getAsInt() == POSITIONAL && named.isEmpty()) {
                positional.add(argument);
            } else {
                named.put(given.get("name").getAsString(), argument);
            }
        }
        List<Pt2Argument> made = new ArrayList<>();
        json.getAsJsonArray("outputs").forEach(o -> made.add(Pt2Argument.of(o, j -> inner(j, depth))));
        List<String> names = made.stream().flatMap(o -> o.names().stream()).toList();
        JsonObject metadata = json.getAsJsonObject("metadata");
        ModuleStack stack = ModuleStack.of(
                metadata != null && metadata.has("nn_module_stack")
                        ? metadata.get("nn_module_stack").getAsString()
                        : "");
        String target = json.get("target").getAsString();
        String where = names.isEmpty() ? target : names.getFirst();
        return new Node(new Site(where, stack.module(), stack.key(), names), target, positional, named, made);
    }

    /**
     * Runs the program.
     *
     * @param values the inputs by name
     * @return its outputs
     */
    Object run(Recorder recorder, Map<String, Object> values) {
        for (Node node : nodes) {
            step(recorder, node, values);
        }
        List<Object> results = new ArrayList<>();
        outputs.forEach(o -> results.add(o.value(values, file)));
        return new Pickled.Tuple(results);
    }

    private void step(Recorder recorder, Node node, Map<String, Object> values) {
        List<Object> positional = new ArrayList<>();
        node.positional().forEach(a -> positional.add(a.value(values, file)));
        Map<String, Object> named = new HashMap<>();
        node.named().forEach((key, a) -> named.put(key, a.value(values, file)));
        Object result = result(recorder, node, positional, named);
        List<Pt2Argument> made = node.outputs();
        if (made.size() == 1) {
            Object first =
                    result instanceof Pickled.Tuple tuple && !made.getFirst().list()
                            ? tuple.items().getFirst()
                            : result;
            made.getFirst().assign(first, values);
        } else if (!made.isEmpty()) {
            List<?> several = result instanceof Pickled.Tuple tuple
                    ? tuple.items()
                    : result instanceof List<?> list ? list : List.of(result);
            for (int i = 0; i < Math.min(made.size(), several.size()); i++) {
                made.get(i).assign(several.get(i), values);
            }
        }
    }

    private Object result(Recorder recorder, Node node, List<Object> positional, Map<String, Object> named) {
        String target = node.target();
        String[] parts = target.split("\\.", -1);
        boolean aten = target.startsWith("torch.ops.aten.") && parts.length >= 4;
        String operation = aten ? parts[3] : parts[parts.length - 1];
        if (operation.startsWith("_assert") || operation.startsWith("sym_constrain") || operation.equals("_guards")) {
            return Pickled.Nothing.NONE;
        }
        Optional<Object> size = size(recorder, operation, positional, named);
        if (size.isPresent()) {
            return size.get();
        }
        if (positional.stream().noneMatch(TensorValue.class::isInstance) && !positional.isEmpty()) {
            Optional<Object> scalar = Scalars.of(operation, positional);
            if (scalar.isPresent()) {
                return scalar.get();
            }
        }
        if (operation.startsWith("wrap_with_")) {
            return wrapped(recorder, node, positional);
        }
        if (!aten) {
            throw new Problem("In " + file + ", node " + node.site().where() + " is the operation "
                    + target.replaceFirst("^torch\\.ops\\.", "")
                    + ", which is not one of PyTorch's own: export the network as ONNX, "
                    + ExportAdvice.EXPORT + ".");
        }
        return recorder.call(node.site(), operation, positional, named);
    }

    /** The length of an axis, or the number of values. */
    private static Optional<Object> size(
            Recorder recorder, String operation, List<Object> positional, Map<String, Object> named) {
        Object self = positional.isEmpty() ? named.get("self") : positional.getFirst();
        if (!(self instanceof TensorValue tensor)) {
            return Optional.empty();
        }
        List<Integer> shape = recorder.shape(tensor);
        return switch (operation) {
            case "sym_size" -> {
                Object axis = positional.size() > 1 ? positional.get(1) : named.get("dim");
                if (!(axis instanceof Long n)) {
                    yield Optional.empty();
                }
                int front = Math.toIntExact(n < 0 ? n + shape.size() : n);
                yield front < 0 || front >= shape.size() ? Optional.empty() : Optional.of((long) shape.get(front));
            }
            case "sym_numel", "numel" ->
                Optional.of(shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b));
            case "item", "_local_scalar_dense" -> recorder.number(tensor);
            default -> Optional.empty();
        };
    }

    /** A part of the program that runs without gradients or in another precision: it is run as the rest. */
    private static Object wrapped(Recorder recorder, Node node, List<Object> positional) {
        for (int i = 0; i < positional.size(); i++) {
            if (positional.get(i) instanceof Pt2Nodes inner) {
                Map<String, Object> values = new HashMap<>();
                for (int k = 0; k < inner.inputs.size() && i + 1 + k < positional.size(); k++) {
                    values.put(inner.inputs.get(k), positional.get(i + 1 + k));
                }
                return inner.run(recorder, values);
            }
        }
        throw new Problem(
                "Node " + node.site().where() + " of the network holds no program inside: export the network again.");
    }
}
