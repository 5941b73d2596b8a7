package org.lobescope.network.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.Constant;

/**
 * A call of an operator in a network file, in the terms of the ONNX standard.
 *
 * @param file the file's name, for messages
 * @param opset the version of the operators
 * @param name the node's name, or the name of its output where it has none
 * @param kind the operator, for people
 * @param module the path of the module it belongs to, empty at the top
 * @param label the name of its output for people
 * @param value the array that an attribute {@code value} holds
 * @param branches the nodes of inner graphs ({@code then_branch}, {@code else_branch}) by attribute
 */
public record Call(
        String file,
        int opset,
        String name,
        String kind,
        String module,
        String label,
        Attributes attributes,
        Optional<Constant> value,
        Map<String, Branch> branches,
        List<String> inputs,
        List<String> outputs) {
    /** The newest version of the operators that is known. */
    public static final int NEWEST = 22;

    private static final int LONGEST_NAME = 120;

    /** An inner graph: its nodes and the names of its results. */
    public record Branch(List<Call> nodes, List<String> results) {}

    /** A call of the newest version, with one output. */
    public static Call of(String file, String kind, List<String> inputs, String output) {
        return new Call(
                file,
                NEWEST,
                output,
                kind,
                "",
                "",
                Attributes.NONE,
                Optional.empty(),
                Map.of(),
                List.copyOf(inputs),
                List.of(output));
    }

    /** Whether input {@code i} is there. */
    public boolean has(int i) {
        return i < inputs.size() && !inputs.get(i).isEmpty();
    }

    /** The name of input {@code i}, empty where it is left out. */
    public String input(int i) {
        return i < inputs.size() ? inputs.get(i) : "";
    }

    /** The first output. */
    public String output() {
        return outputs.getFirst();
    }

    /** The same call with other outputs. */
    public Call withOutputs(List<String> others) {
        return new Call(
                file, opset, name, kind, module, label, attributes, value, branches, inputs, List.copyOf(others));
    }

    /** The same place in the file with other attributes, inputs and outputs. */
    public Call with(Attributes others, List<String> in, List<String> out) {
        return new Call(
                file,
                opset,
                name,
                kind,
                module,
                label,
                others,
                Optional.empty(),
                Map.of(),
                List.copyOf(in),
                List.copyOf(out));
    }

    /** The same call with another name of its output for people. */
    public Call labelled(String other) {
        return new Call(file, opset, name, kind, module, other, attributes, value, branches, inputs, outputs);
    }

    /** A problem with this node: what is wrong, and what to do. */
    public Problem problem(String what, String remedy) {
        return new Problem("In " + file + ", node " + shortened(name) + " (" + shortened(kind) + ") " + what + ": "
                + remedy + ".");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
    }

    /** A problem with a form of this node that Lobescope cannot run. */
    public Problem unsupported(String what) {
        return problem(what, "Lobescope cannot run that, so export the network without it");
    }
}
