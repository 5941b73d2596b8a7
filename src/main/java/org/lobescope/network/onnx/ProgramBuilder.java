package org.lobescope.network.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/** Writes an ONNX file out as a program: goes through the nodes once, knowing every shape, and folds what is constant. */
final class ProgramBuilder {
    private final int batch;
    private final String input;
    private final Map<String, Constant> constants;
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    ProgramBuilder(String input, List<Integer> inputShape, Map<String, Constant> constants) {
        this.batch = inputShape.getFirst();
        this.input = input;
        this.constants = new HashMap<>(constants);
        shapes.put(input, inputShape);
    }

    /** The number of images N. */
    int batch() {
        return batch;
    }

    /** Adds a node. */
    void add(OnnxNode node) {
        if (node.inputs().stream().allMatch(i -> i.isEmpty() || constants.containsKey(i)) && fold(node)) {
            return;
        }
        Operator operator = Operators.of(node);
        operator.read(node, this);
    }

    private boolean fold(OnnxNode node) {
        List<Constant> inputs = node.inputs().stream().map(constants::get).toList();
        return Folding.fold(node, inputs)
                .map(results -> {
                    for (int i = 0; i < results.size(); i++) {
                        constants.put(node.outputs().get(i), results.get(i));
                    }
                    return true;
                })
                .orElse(false);
    }

    /** The shape of an input. */
    List<Integer> shape(OnnxNode node, int i) {
        return shape(node, node.input(i));
    }

    private List<Integer> shape(OnnxNode node, String name) {
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

    /** An input that has to be known now. */
    Constant constant(OnnxNode node, int i) {
        Constant constant = constants.get(node.input(i));
        if (constant == null) {
            throw node.unsupported("computes its input " + i + " ('" + node.input(i) + "') from the pixels");
        }
        return constant;
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
    @org.jspecify.annotations.Nullable
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

    /** A constant of its own, for a node that needs one; its name. */
    String constant(String name, Constant value) {
        constants.put(name, value);
        return name;
    }

    /** Adds an operation with all inputs of the node and one output. */
    void emit(OnnxNode node, Op op, List<Integer> shape) {
        emit(node, op, node.inputs(), shape);
    }

    /** Adds an operation with one output. */
    void emit(OnnxNode node, Op op, List<String> inputs, List<Integer> shape) {
        emit(node, op, inputs, node.output(), shape);
    }

    /** Adds an operation whose output is not (yet) the node's. */
    void emit(OnnxNode node, Op op, List<String> inputs, String output, List<Integer> shape) {
        emit(node, op, inputs, List.of(output), List.of(shape));
    }

    /** Adds an operation with several outputs. */
    void emit(OnnxNode node, Op op, List<String> inputs, List<String> outputs, List<List<Integer>> outputShapes) {
        for (List<Integer> shape : outputShapes) {
            for (int n : shape) {
                if (n < 0 || n == 0) {
                    throw node.problem(
                            "would make an image of " + text(shape) + " pixels", "give the network larger images");
                }
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            shapes.put(outputs.get(i), outputShapes.get(i));
        }
        boolean last = outputs.contains(node.output());
        nodes.add(new Node(
                node.name(),
                node.kind(),
                node.module(),
                last ? node.label() : outputs.getFirst(),
                op,
                List.copyOf(inputs),
                List.copyOf(outputs)));
    }

    private static String text(List<Integer> shape) {
        return String.join(" x ", shape.stream().map(String::valueOf).toList());
    }

    /** The program that computes the given value: nodes that it does not need are left out. */
    Program build(String logits) {
        Set<String> needed = new HashSet<>(Set.of(logits));
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(node.inputs());
                kept.addFirst(node);
            }
        }
        Map<String, List<Integer>> keptShapes = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            if (needed.contains(name)
                    || kept.stream().anyMatch(n -> n.outputs().contains(name))
                    || name.equals(input)) {
                keptShapes.put(name, shape);
            }
        });
        Map<String, Constant> keptConstants = new HashMap<>(constants);
        keptConstants.keySet().retainAll(needed);
        return new Program(batch, input, logits, List.copyOf(kept), Map.copyOf(keptConstants), Map.copyOf(keptShapes));
    }

    /** The nodes so far. */
    List<Node> nodes() {
        return nodes;
    }
}
