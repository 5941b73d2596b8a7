package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.ExportAdvice;
import org.lobescope.network.Program;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Call;
import org.lobescope.network.operator.Derived;
import org.lobescope.network.operator.Logits;
import org.lobescope.network.operator.ModuleNames;
import org.lobescope.network.operator.ProgramBuilder;

/**
 * Records the operations of PyTorch that a network does for a batch of images of one shape. Since all shapes are known,
 * whatever does not depend on the pixels is a number and not recorded.
 */
public final class Recorder {
    private static final int MOST_CALLS = 200_000;

    private record Recorded(Site site, String operation, String output) {}

    private final String file;
    private final ProgramBuilder builder;
    private final Map<String, Integer> names = new HashMap<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private final Map<Constant, String> constantNames = new HashMap<>();
    private int calls;

    /**
     * A recorder.
     *
     * @param file the file's name, for messages
     * @param derived constants made of others, shared by all batch sizes
     */
    public Recorder(String file, Derived derived) {
        this.file = file;
        this.builder = new ProgramBuilder(Map.of(), derived);
    }

    ProgramBuilder builder() {
        return builder;
    }

    /** Adds the images. */
    public TensorValue input(String name, List<Integer> shape) {
        builder.input(name, shape);
        return TensorValue.of(name, Constant.Type.FLOAT);
    }

    /** Adds an array of the file. */
    public TensorValue constant(String name, Constant value) {
        String first = constantNames.computeIfAbsent(value, v -> builder.constant(name, v));
        return TensorValue.of(first, value.type());
    }

    /** The shape of a tensor. */
    public List<Integer> shape(TensorValue tensor) {
        return builder.shapeOf(Call.of(file, "shape", List.of(), tensor.name()), tensor.name());
    }

    /** A number (Long, Double or Boolean), or what an array of one known number holds. */
    public Optional<Object> number(Object value) {
        if (value instanceof Boolean b) {
            return Optional.of(b ? 1L : 0L);
        }
        if (value instanceof Long || value instanceof Double) {
            return Optional.of(value);
        }
        if (value instanceof TensorValue tensor) {
            return builder.constant(tensor.name())
                    .filter(c -> c.size() == 1)
                    .map(c -> c.type() == Constant.Type.FLOAT ? (Object) c.number(0) : (Object) c.longs()[0]);
        }
        return Optional.empty();
    }

    /** The type of the numbers of an array. */
    public Constant.Type type(TensorValue tensor) {
        return tensor.type();
    }

    /**
     * Records a call of an operation, with its arguments in order and by name.
     *
     * @param operation the name without overload: {@code conv2d}, {@code add_}
     * @return what it makes: a tensor, a number, or a list or tuple of such
     * @throws Problem when Lobescope does not know it, or cannot run this form of it
     */
    public Object call(Site site, String operation, List<Object> positional, Map<String, Object> named) {
        if (++calls > MOST_CALLS) {
            throw new Problem("The network in " + file + " does more than " + MOST_CALLS
                    + " operations, so it is not read: export it as ONNX, " + ExportAdvice.EXPORT + ".");
        }
        boolean inPlace = operation.endsWith("_") && !operation.endsWith("__");
        String plain = inPlace ? operation.substring(0, operation.length() - 1) : operation;
        String output =
                site.outputs().isEmpty() ? unique(plain) : site.outputs().getFirst();
        List<String> outputs = site.outputs().isEmpty() ? List.of(output) : site.outputs();
        Call place = new Call(
                file,
                Call.NEWEST,
                site.where(),
                Kinds.of(plain),
                site.module(),
                output,
                Attributes.NONE,
                Optional.empty(),
                Map.of(),
                List.of(),
                outputs);
        int before = builder.size();
        Object result = apply(place, plain, positional, named);
        if (builder.size() > before) {
            recorded.add(new Recorded(site, plain, output));
        }
        if (!inPlace) {
            return result;
        }
        Object self = positional.isEmpty() ? named.getOrDefault("self", named.get("input")) : positional.getFirst();
        if (!(self instanceof TensorValue target) || !(result instanceof TensorValue now)) {
            throw place.unsupported("changes something in place that is no array");
        }
        if (!shape(target).equals(shape(now))) {
            throw place.unsupported("changes the shape of an array in place");
        }
        target.change(now);
        return target;
    }

    private Object apply(Call place, String operation, List<Object> positional, Map<String, Object> named) {
        Aten.Operation known = Aten.of(operation)
                .orElseThrow(() -> place.problem(
                        "is the operation " + operation + ", which Lobescope does not know",
                        "export the network as ONNX, " + ExportAdvice.EXPORT));
        Map<String, Object> bound = known.schema()
                .bind(positional, named)
                .orElseThrow(() -> place.unsupported("has other arguments than "
                        + String.join(", ", known.schema().parameters())));
        try {
            return known.function().apply(new AtenCall(this, place, bound));
        } catch (Problem problem) {
            throw problem;
        } catch (RuntimeException e) {
            // A file may hold anything: what the operations did not think of ends here.
            Problem problem = place.problem("contradicts itself", "the file is damaged, so export the network again");
            problem.initCause(e);
            throw problem;
        }
    }

    /** An operation that another one is made of, in its place. */
    Object within(AtenCall call, String operation, List<Object> in) {
        return apply(call.place(), operation, in, Map.of());
    }

    private String unique(String operation) {
        int count = names.merge(operation, 1, Integer::sum) - 1;
        return count == 0 ? operation : operation + "_" + count;
    }

    /**
     * The program that computes the logits.
     *
     * @param output what the network returns: a tensor, or the first of several
     * @throws Problem when that is no list of scores
     */
    public Program program(Object output, String input, int batch) {
        TensorValue scores = scores(output)
                .orElseThrow(() -> new Problem("The network in " + file
                        + " gives no list of scores, one per class: choose a file with an image classifier."));
        if (builder.isConstant(scores.name())) {
            throw new Problem("The output of the network in " + file
                    + " does not depend on the image: export the network again.");
        }
        String logits = new Logits(file, builder, batch).logits(scores.name());
        Map<String, String> labels = labels();
        return builder.build(input, logits, label -> labels.getOrDefault(label, ""));
    }

    /** The first tensor of what a network returns; GoogLeNet and the like return several, the main one first. */
    private static Optional<TensorValue> scores(Object output) {
        Object value = output;
        for (int depth = 0; depth < 4; depth++) {
            if (value instanceof TensorValue tensor) {
                return Optional.of(tensor);
            }
            List<?> items = switch (value) {
                case Pickled.Tuple tuple -> tuple.items();
                case List<?> list -> list;
                case Map<?, ?> map ->
                    map.containsKey("logits")
                            ? List.of(map.get("logits"))
                            : map.containsKey("out") ? List.of(map.get("out")) : new ArrayList<Object>(map.values());
                default -> List.of();
            };
            if (items.isEmpty()) {
                return Optional.empty();
            }
            value = items.getFirst();
        }
        return Optional.empty();
    }

    /** The names for people, by the values that are named. */
    private Map<String, String> labels() {
        Set<String> containers = ModuleNames.containers(
                recorded.stream().map(r -> r.site().module()).toList());
        Map<String, Integer> counts = new HashMap<>();
        List<ModuleNames.Place> places = new ArrayList<>();
        for (Recorded r : recorded) {
            String module = r.site().module();
            boolean leaf = !module.isEmpty() && !containers.contains(module);
            String scope = leaf ? module + "\n" + r.site().visit() : module + "\n";
            int count = counts.merge(scope + "\n" + r.operation(), 1, Integer::sum) - 1;
            String operation = count == 0 ? r.operation() : r.operation() + "_" + count;
            places.add(new ModuleNames.Place(
                    module, leaf ? "visit" + r.site().visit() : operation, true, operation, r.output()));
        }
        ModuleNames made = new ModuleNames(places);
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            labels.put(places.get(i).output(), made.label(i));
        }
        return labels;
    }
}
