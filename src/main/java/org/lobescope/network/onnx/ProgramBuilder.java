package org.lobescope.network.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/** Writes an ONNX file out as a program: goes through the nodes once, knowing every shape, and computes what is constant. */
final class ProgramBuilder {
    private final Map<String, Constant> constants;
    private final Map<String, Constant> derived;
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /**
     * A builder.
     *
     * @param constants what is known already
     * @param derived constants that were made of others for an earlier batch size, to be used again
     */
    ProgramBuilder(Map<String, Constant> constants, Map<String, Constant> derived) {
        this.constants = new HashMap<>(constants);
        this.derived = derived;
    }

    /** Adds a value that comes from outside. */
    void input(String name, List<Integer> shape) {
        shapes.put(name, shape);
    }

    /** Adds a node. */
    void add(OnnxNode node) {
        Operators.of(node).read(node, this);
    }

    /** The shape of an input. */
    List<Integer> shape(OnnxNode node, int i) {
        return shapeOf(node, node.input(i));
    }

    /** The shape of a value. */
    List<Integer> shapeOf(OnnxNode node, String name) {
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
    int rank(OnnxNode node, int i) {
        return shape(node, i).size();
    }

    boolean isConstant(String name) {
        return constants.containsKey(name);
    }

    /** A constant, if it is one. */
    Optional<Constant> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** An input that has to be known now. */
    Constant constant(OnnxNode node, int i) {
        return constant(node.input(i))
                .orElseThrow(() -> node.unsupported("computes its input '" + node.input(i) + "' from the pixels"));
    }

    /** A list of whole numbers that has to be known now. */
    List<Integer> integers(OnnxNode node, int i) {
        List<Integer> values = new ArrayList<>();
        for (long v : constant(node, i).longs()) {
            values.add((int) Math.clamp(v, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return values;
    }

    /** A list that was an attribute in older opsets and is an input in newer ones, or null. */
    @Nullable
    List<Integer> integers(OnnxNode node, String attribute, int i) {
        if (node.attributes().has(attribute)) {
            return node.attributes().integers(attribute).orElseThrow();
        }
        return node.has(i) ? integers(node, i) : null;
    }

    /** A number that was an attribute in older opsets and is an input in newer ones. */
    float number(OnnxNode node, String attribute, int i, float otherwise) {
        if (node.has(i)) {
            Constant constant = constant(node, i);
            return constant.size() == 0 ? otherwise : (float) constant.number(0);
        }
        return node.attributes().number(attribute, otherwise);
    }

    /** Sets an output that is known now. */
    void known(OnnxNode node, Constant value) {
        constants.put(node.output(), value);
    }

    /** Adds a constant; its name. */
    String constant(String name, Constant value) {
        constants.put(name, value);
        return name;
    }

    /** A constant that a node needs and that does not depend on the batch size: made once for all; its name. */
    String derived(OnnxNode node, String what, Supplier<Constant> make) {
        String name = hidden(node, what);
        return constant(name, derived.computeIfAbsent(name, n -> make.get()));
    }

    /** The name of a value within a node that is made of several operations. */
    String hidden(OnnxNode node, String what) {
        return node.output() + "/" + what;
    }

    /** Adds an operation with all inputs of the node and one output. */
    void emit(OnnxNode node, Op op, List<Integer> shape) {
        emit(node, op, node.inputs(), shape);
    }

    /** Adds an operation with one output. */
    void emit(OnnxNode node, Op op, List<String> inputs, List<Integer> shape) {
        emit(node, op, inputs, node.output(), shape);
    }

    /** Adds an operation whose output may be a value within the node. */
    void emit(OnnxNode node, Op op, List<String> inputs, String output, List<Integer> shape) {
        emit(node, op, inputs, List.of(output), List.of(List.copyOf(shape)));
    }

    /** Adds an operation with several outputs; computes it now if it is constant. */
    void emit(OnnxNode node, Op op, List<String> inputs, List<String> outputs, List<List<Integer>> outputShapes) {
        if (inputs.stream().allMatch(i -> i.isEmpty() || constants.containsKey(i))) {
            List<Constant> known = new ArrayList<>();
            for (String input : inputs) {
                Constant constant = constants.get(input);
                if (constant != null) {
                    known.add(constant);
                }
            }
            Optional<List<Constant>> results = Evaluation.of(op, known, outputShapes);
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
            shapes.put(outputs.get(i), outputShapes.get(i));
        }
        nodes.add(new Node(
                node.name(),
                node.kind(),
                node.module(),
                outputs.contains(node.output()) ? node.label() : "",
                op,
                List.copyOf(inputs),
                List.copyOf(outputs)));
    }

    /** The node that makes a value. */
    Optional<Node> maker(String value) {
        return nodes.stream().filter(n -> n.outputs().contains(value)).findFirst();
    }

    /** The program that computes the given value from the input: nodes that it does not need are left out. */
    Program build(String input, String logits) {
        Set<String> needed = new HashSet<>(Set.of(logits, input));
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(node.inputs());
                needed.addAll(node.outputs());
                kept.addFirst(node);
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
    Map<String, Constant> constants() {
        return constants;
    }
}
