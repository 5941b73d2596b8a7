package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of a node by name, with defaults. */
final class Attributes {
    /** No attributes. */
    static final Attributes NONE = new Attributes(NodeProto.getDefaultInstance());

    private final Map<String, AttributeProto> byName = new HashMap<>();

    Attributes(NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            byName.put(attribute.getName(), attribute);
        }
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    int integer(String name, int otherwise) {
        AttributeProto a = byName.get(name);
        return a == null ? otherwise : (int) Math.clamp(a.getI(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    boolean flag(String name, boolean otherwise) {
        return integer(name, otherwise ? 1 : 0) != 0;
    }

    float number(String name, float otherwise) {
        AttributeProto a = byName.get(name);
        return a == null ? otherwise : a.getF();
    }

    String text(String name, String otherwise) {
        AttributeProto a = byName.get(name);
        return a == null ? otherwise : a.getS().toStringUtf8();
    }

    Optional<List<Integer>> integers(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(a -> a.getIntsList().stream()
                        .map(i -> (int) Math.clamp(i, Integer.MIN_VALUE, Integer.MAX_VALUE))
                        .toList());
    }

    Optional<List<Float>> numbers(String name) {
        return Optional.ofNullable(byName.get(name)).map(AttributeProto::getFloatsList);
    }

    Optional<TensorProto> tensor(String name) {
        return Optional.ofNullable(byName.get(name)).map(AttributeProto::getT);
    }
}
