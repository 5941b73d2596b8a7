package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import org.lobescope.Problem;

/**
 * A node of an ONNX file.
 *
 * @param file the file's name, for messages
 * @param opset the version of the operators
 * @param name the node's name, or what stands for it
 * @param kind the operator
 * @param module the path of the module it belongs to, empty at the top
 * @param label the name of its output for people
 */
record OnnxNode(
        String file,
        int opset,
        String name,
        String kind,
        String module,
        String label,
        Attributes attributes,
        List<String> inputs,
        List<String> outputs) {

    static OnnxNode of(String file, int opset, NodeProto node, String name, String module, String label) {
        return new OnnxNode(
                file,
                opset,
                name,
                node.getOpType(),
                module,
                label,
                new Attributes(node),
                List.copyOf(node.getInputList()),
                List.copyOf(node.getOutputList()));
    }

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

    /** A problem with this node. */
    Problem problem(String what, String remedy) {
        return new Problem("In " + file + ", node " + name + " (" + kind + ") " + what + ": " + remedy + ".");
    }

    /** A problem with this node that another exporter would not cause. */
    Problem unsupported(String what) {
        return problem(what, "Lobescope cannot run that, so export the network without it");
    }
}
