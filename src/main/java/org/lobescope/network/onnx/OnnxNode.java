package org.lobescope.network.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.Constant;

/**
 * A node of an ONNX file.
 *
 * @param file the file's name, for messages
 * @param opset the version of the operators
 * @param name the node's name, or the name of its output where it has none
 * @param kind the operator
 * @param module the path of the module it belongs to, empty at the top
 * @param label the name of its output for people
 * @param value the array that an attribute {@code value} holds
 * @param branches the nodes of inner graphs ({@code then_branch}, {@code else_branch}) by attribute
 */
record OnnxNode(
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

    /** An inner graph: its nodes and the names of its results. */
    record Branch(List<OnnxNode> nodes, List<String> results) {}

    /** Whether input {@code i} is there. */
    boolean has(int i) {
        return i < inputs.size() && !inputs.get(i).isEmpty();
    }

    /** The name of input {@code i}, empty where it is left out. */
    String input(int i) {
        return i < inputs.size() ? inputs.get(i) : "";
    }

    String output() {
        return outputs.getFirst();
    }

    /** The same node with other outputs. */
    OnnxNode withOutputs(List<String> others) {
        return new OnnxNode(
                file, opset, name, kind, module, label, attributes, value, branches, inputs, List.copyOf(others));
    }

    /** A problem with this node: what is wrong, and what to do. */
    Problem problem(String what, String remedy) {
        return new Problem("In " + file + ", node " + name + " (" + kind + ") " + what + ": " + remedy + ".");
    }

    /** A problem with a form of this node that Lobescope cannot run. */
    Problem unsupported(String what) {
        return problem(what, "Lobescope cannot run that, so export the network without it");
    }
}
