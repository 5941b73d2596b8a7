package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.Problem;

/** Puts the bodies of a file's own functions in the place of their calls; some exporters write one per module. */
final class Inliner {
    private static final int DEEPEST = 64;

    /** A node with the version of the operators that it was written for. */
    record Versioned(NodeProto node, int opset) {}

    private final String file;
    private final Map<String, FunctionProto> functions = new HashMap<>();

    Inliner(String file, ModelProto model) {
        this.file = file;
        for (FunctionProto function : model.getFunctionsList()) {
            functions.put(key(function.getDomain(), function.getName(), function.getOverload()), function);
        }
    }

    /** The nodes with all calls replaced. */
    List<Versioned> flat(List<NodeProto> nodes, int opset) {
        List<Versioned> flat = new ArrayList<>();
        for (NodeProto node : nodes) {
            add(node, opset, flat, 0);
        }
        return flat;
    }

    /** An inner graph whose own values have names that no other graph has. */
    static GraphProto scoped(GraphProto graph, String scope) {
        return renamed(graph, new HashMap<>(Map.of("", "")), scope, Map.of());
    }

    private static String key(String domain, String name, String overload) {
        return domain + "::" + name + "::" + overload;
    }

    /** The version of the standard operators among a list of operator sets. */
    static int opset(List<OperatorSetIdProto> sets, int otherwise) {
        for (OperatorSetIdProto set : sets) {
            if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
                return (int) set.getVersion();
            }
        }
        return otherwise;
    }

    private void add(NodeProto node, int opset, List<Versioned> flat, int depth) {
        FunctionProto function = functions.get(key(node.getDomain(), node.getOpType(), node.getOverload()));
        if (function == null) {
            flat.add(new Versioned(node, opset));
            return;
        }
        if (depth > DEEPEST) {
            throw new Problem("In " + file + ", function " + node.getOpType()
                    + " calls itself without end: export the network again.");
        }
        Map<String, String> names = new HashMap<>(Map.of("", ""));
        for (int i = 0; i < function.getInputCount(); i++) {
            names.put(function.getInput(i), i < node.getInputCount() ? node.getInput(i) : "");
        }
        for (int i = 0; i < function.getOutputCount() && i < node.getOutputCount(); i++) {
            if (!node.getOutput(i).isEmpty()) {
                names.put(function.getOutput(i), node.getOutput(i));
            }
        }
        Map<String, AttributeProto> attributes = new HashMap<>();
        function.getAttributeProtoList().forEach(a -> attributes.put(a.getName(), a));
        node.getAttributeList().forEach(a -> attributes.put(a.getName(), a));
        String call = node.getName().isEmpty() ? node.getOutput(0) : node.getName();
        int inner = opset(function.getOpsetImportList(), opset);
        for (NodeProto body : function.getNodeList()) {
            add(renamed(body, names, call, attributes), inner, flat, depth + 1);
        }
    }

    private static NodeProto renamed(
            NodeProto node, Map<String, String> names, String call, Map<String, AttributeProto> attributes) {
        NodeProto.Builder builder = node.toBuilder().clearInput().clearOutput().clearAttribute();
        node.getInputList().forEach(i -> builder.addInput(names.getOrDefault(i, i)));
        node.getOutputList().forEach(o -> builder.addOutput(names.computeIfAbsent(o, n -> call + "/" + n)));
        builder.setName(call + "/" + (node.getName().isEmpty() ? node.getOpType() : node.getName()));
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getRefAttrName().isEmpty()) {
                builder.addAttribute(
                        attribute.hasG()
                                ? attribute.toBuilder()
                                        .setG(renamed(attribute.getG(), names, call, attributes))
                                        .build()
                                : attribute);
            } else {
                AttributeProto given = attributes.get(attribute.getRefAttrName());
                if (given != null) {
                    builder.addAttribute(
                            given.toBuilder().setName(attribute.getName()).build());
                }
            }
        }
        return builder.build();
    }

    private static GraphProto renamed(
            GraphProto graph, Map<String, String> names, String call, Map<String, AttributeProto> attributes) {
        GraphProto.Builder builder = graph.toBuilder().clearNode();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            String name = graph.getInitializer(i).getName();
            builder.getInitializerBuilder(i).setName(names.computeIfAbsent(name, n -> call + "/" + n));
        }
        graph.getNodeList().forEach(n -> builder.addNode(renamed(n, names, call, attributes)));
        for (int i = 0; i < graph.getOutputCount(); i++) {
            String name = graph.getOutput(i).getName();
            builder.getOutputBuilder(i).setName(names.getOrDefault(name, name));
        }
        return builder.build();
    }
}
