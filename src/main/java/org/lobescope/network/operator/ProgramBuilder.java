package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/**
 * Writes a network file out as a program: goes through the calls once, knowing every shape, and computes what is constant.
 */
public final class ProgramBuilder {
    /** The most numbers that an import may compute: a file cannot fill the memory by telling of huge arrays. */
    private static final long MOST_COMPUTED = 1L << 26;

    private final Map<String, Constant> constants;
    private final Derived derived;
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> makers = new HashMap<>();
    private long computed;

    /**
     * A builder.
     *
     * @param constants what is known already
     * @param derived constants that were made of others for an earlier batch size, to be used again
     */
    public ProgramBuilder(Map<String, Constant> constants, Derived derived) {
        this.constants = new HashMap<>(constants);
        this.derived = derived;
    }

    /** Adds a value that comes from outside. */
    public void input(String name, List<Integer> shape) {
        shapes.put(name, shape);
    }

    /** Adds a call of the operator that it names. */
    public void add(Call node) {
        add(node.kind(), node);
    }

    /**
     * Adds a call.
     *
     * @param operator the ONNX operator that it is
     * @throws Problem when the operator is not known, or the call makes no sense
     */
    public void add(String operator, Call node) {
        try {
            Operators.of(operator, node).read(node, this);
        } catch (Problem problem) {
            throw problem;
        } catch (RuntimeException e) {
            // A file may hold anything: what the operators did not think of ends here.
            Problem problem = node.problem("contradicts itself", "the file is damaged, so export the network again");
            problem.initCause(e);
            throw problem;
        }
    }

    /**
     * Makes sure that there is room for numbers that are computed at import.
     *
     * @throws Problem when there are too many
     */
    public void room(Call node, long values) {
        computed += Math.clamp(values, 0, MOST_COMPUTED + 1);
        if (values < 0 || computed > MOST_COMPUTED) {
            throw node.problem(
                    "would make a constant array of " + values + " numbers",
                    "export the network without such an array");
        }
    }

    /** The shape of an input. */
    public List<Integer> shape(Call node, int i) {
        return shapeOf(node, node.input(i));
    }

    /** The shape of a value. */
    public List<Integer> shapeOf(Call node, String name) {
        List<Integer> shape = shapes.get(name);
        if (shape != null) {
            return shape;
        }
        Constant constant = constants.get(name);
        if (constant == null) {
            throw node.problem("needs the value '" + name + "', which nothing makes", "export the network again");
        }
        return constant.shape();
    }

    /** The number of axes of an input. */
    int rank(Call node, int i) {
        return shape(node, i).size();
    }

    /** Whether a value is known now. */
    public boolean isConstant(String name) {
        return constants.containsKey(name);
    }

    /** A constant, if it is one. */
    public Optional<Constant> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** An input that has to be known now. */
    Constant constant(Call node, int i) {
        return constant(node.input(i))
                .orElseThrow(() -> node.unsupported("computes its input '" + node.input(i) + "' from the pixels"));
    }

    /** A list of whole numbers that has to be known now. */
    List<Integer> integers(Call node, int i) {
        List<Integer> values = new ArrayList<>();
        for (long v : constant(node, i).longs()) {
            values.add((int) Math.clamp(v, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return values;
    }

    /** A list that was an attribute in older opsets and is an input in newer ones, or null. */
    @Nullable
    List<Integer> integers(Call node, String attribute, int i) {
        if (node.attributes().has(attribute)) {
            return node.attributes().integers(attribute).orElseThrow();
        }
        return node.has(i) ? integers(node, i) : null;
    }

    /** A number that was an attribute in older opsets and is an input in newer ones. */
    float number(Call node, String attribute, int i, float otherwise) {
        if (node.has(i)) {
            Constant constant = constant(node, i);
            return constant.size() == 0 ? otherwise : (float) constant.number(0);
        }
        return node.attributes().number(attribute, otherwise);
    }

    /** Sets an output that is known now. */
    void known(Call node, Constant value) {
        constants.put(node.output(), value);
    }

    /** Adds a constant; its name. */
    public String constant(String name, Constant value) {
        constants.put(name, value);
        return name;
    }

    /** A constant that a node needs and that does not depend on the batch size: made once for all; its name. */
    public String derived(Call node, String what, Supplier<Constant> make) {
        String name = hidden(node, what);
        return constant(name, derived.made(name, make));
    }

    /** The name of a value within a node that is made of several operations. */
    String hidden(Call node, String what) {
        return node.output() + "/" + what;
    }

    /** Adds an operation with all inputs of the node and one output. */
    void emit(Call node, Op op, List<Integer> shape) {
        emit(node, op, node.inputs(), shape);
    }

    /** Adds an operation with one output. */
    public void emit(Call node, Op op, List<String> inputs, List<Integer> shape) {
        emit(node, op, inputs, node.output(), shape);
    }

    /** Adds an operation whose output may be a value within the node. */
    public void emit(Call node, Op op, List<String> inputs, String output, List<Integer> shape) {
        emit(node, op, inputs, List.of(output), List.of(List.copyOf(shape)));
    }

    /** Adds an operation with several outputs; computes it now if it is constant. */
    void emit(Call node, Op op, List<String> inputs, List<String> outputs, List<List<Integer>> outputShapes) {
        if (inputs.stream().allMatch(i -> i.isEmpty() || constants.containsKey(i))) {
            List<Constant> known = new ArrayList<>();
            for (String input : inputs) {
                Constant constant = constants.get(input);
                if (constant != null) {
                    known.add(constant);
                }
            }
            Optional<List<Constant>> results = evaluated(node, op, known, outputs, outputShapes);
            if (results.isPresent()) {
                for (int i = 0; i < outputs.size(); i++) {
                    constants.put(outputs.get(i), results.get().get(i));
                }
                return;
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (outputShapes.get(i).stream().anyMatch(n -> n <= 0)) {
                throw node.problem(
                        "would make something of the shape " + Shapes.text(outputShapes.get(i)),
                        "give the network larger images");
            }
            if (shapes.containsKey(outputs.get(i))) {
                throw node.problem("makes the value '" + outputs.get(i) + "' again", "export the network again");
            }
            long size = 1;
            for (int n : outputShapes.get(i)) {
                size *= n;
                if (size > Integer.MAX_VALUE) {
                    throw node.problem(
                            "would make something of the shape " + Shapes.text(outputShapes.get(i)),
                            "give the network smaller images");
                }
            }
            shapes.put(outputs.get(i), outputShapes.get(i));
        }
        Node made = new Node(
                node.name(),
                node.kind(),
                node.module(),
                outputs.contains(node.output()) ? node.label() : "",
                op,
                List.copyOf(inputs),
                List.copyOf(outputs));
        nodes.add(made);
        outputs.forEach(o -> makers.put(o, made));
    }

    private Optional<List<Constant>> evaluated(
            Call node, Op op, List<Constant> in, List<String> outputs, List<List<Integer>> outputShapes) {
        Optional<List<Constant>> before = derived.folded(outputs.getFirst(), op, in);
        if (before.isPresent()) {
            return before;
        }
        for (List<Integer> shape : outputShapes) {
            room(node, Shapes.size(shape));
        }
        Optional<List<Constant>> results = Evaluation.of(op, in, outputShapes);
        results.ifPresent(out -> derived.keep(outputs.getFirst(), op, in, out));
        return results;
    }

    /** The number of operations so far. */
    public int size() {
        return nodes.size();
    }

    /** The node that makes a value. */
    Optional<Node> maker(String value) {
        return Optional.ofNullable(makers.get(value));
    }

    /** The program that computes the given value from the input: nodes that it does not need are left out. */
    public Program build(String input, String logits) {
        return build(input, logits, label -> label);
    }

    /**
     * The program that computes the given value from the input, with other names for people.
     *
     * @param labels the name of a call's output, given the one that the call has
     */
    public Program build(String input, String logits, UnaryOperator<String> labels) {
        Set<String> needed = new HashSet<>(Set.of(logits, input));
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(node.inputs());
                needed.addAll(node.outputs());
                kept.addFirst(new Node(
                        node.name(),
                        node.kind(),
                        node.module(),
                        node.label().isEmpty() ? "" : labels.apply(node.label()),
                        node.op(),
                        node.inputs(),
                        node.outputs()));
            }
        }
        Map<String, List<Integer>> keptShapes = new HashMap<>(shapes);
        keptShapes.keySet().retainAll(needed);
        Map<String, Constant> keptConstants = new HashMap<>(constants);
        keptConstants.keySet().retainAll(needed);
        return new Program(
                shapes.getOrDefault(input, List.of(1)).getFirst(),
                input,
                logits,
                List.copyOf(kept),
                Map.copyOf(keptConstants),
                Map.copyOf(keptShapes));
    }

    /** All constants, given and computed. */
    public Map<String, Constant> constants() {
        return constants;
    }
}
