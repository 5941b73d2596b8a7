package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import org.lobescope.network.operator.Attributes;

/** Reads the attributes of a node; arrays and graphs among them are read elsewhere. */
final class OnnxAttributes {
    private OnnxAttributes() {}

    static Attributes of(NodeProto node) {
        Attributes.Builder builder = new Attributes.Builder();
        for (AttributeProto a : node.getAttributeList()) {
            String name = a.getName();
            switch (type(a)) {
                case INT -> builder.integer(name, a.getI());
                case FLOAT -> builder.number(name, a.getF());
                case STRING -> builder.text(name, a.getS().toStringUtf8());
                case INTS -> builder.integers(name, a.getIntsList());
                case FLOATS -> builder.numbers(name, a.getFloatsList());
                default -> {}
            }
        }
        return builder.build();
    }

    /** The type; the oldest files do not say it. */
    private static AttributeProto.AttributeType type(AttributeProto a) {
        if (a.getType() != AttributeProto.AttributeType.UNDEFINED) {
            return a.getType();
        }
        if (a.hasI()) {
            return AttributeProto.AttributeType.INT;
        }
        if (a.hasF()) {
            return AttributeProto.AttributeType.FLOAT;
        }
        if (a.hasS()) {
            return AttributeProto.AttributeType.STRING;
        }
        return a.getFloatsCount() > 0 ? AttributeProto.AttributeType.FLOATS : AttributeProto.AttributeType.INTS;
    }
}
