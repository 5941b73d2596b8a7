package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.lobescope.network.Graph;

/** Writes small ONNX files for tests, node by node. */
public final class TinyNetwork {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final int opset;

    public TinyNetwork(int opset) {
        this.opset = opset;
    }

    /** A network of opset 17 with an input x of floats; axes that are texts are free. */
    public static TinyNetwork of(Object... axes) {
        return new TinyNetwork(17).input("x", TensorProto.DataType.FLOAT, axes);
    }

    public TinyNetwork input(String name, TensorProto.DataType type, Object... axes) {
        graph.addInput(info(name, type, axes));
        return this;
    }

    public TinyNetwork output(String name, Object... axes) {
        graph.addOutput(info(name, TensorProto.DataType.FLOAT, axes));
        return this;
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, Object... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object axis : axes) {
            TensorShapeProto.Dimension.Builder d = shape.addDimBuilder();
            if (axis instanceof Integer n) {
                d.setDimValue(n);
            } else {
                d.setDimParam(axis.toString());
            }
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** A node; attributes are names and values by turns. */
    public TinyNetwork node(String kind, List<String> inputs, String output, Object... attributes) {
        return named("", kind, inputs, List.of(output), attributes);
    }

    /** A node with a name, such as {@code /layer1/conv1/Conv}. */
    public TinyNetwork named(
            String name, String kind, List<String> inputs, List<String> outputs, Object... attributes) {
        graph.addNode(node(name, kind, inputs, outputs, attributes));
        return this;
    }

    /** A node whose metadata tell the modules that it belongs to. */
    public TinyNetwork scoped(String scopes, String kind, List<String> inputs, String output, Object... attributes) {
        graph.addNode(node("node_" + output, kind, inputs, List.of(output), attributes).toBuilder()
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("pkg.torch.onnx.name_scopes")
                        .setValue(scopes)));
        return this;
    }

    static NodeProto node(String name, String kind, List<String> inputs, List<String> outputs, Object... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(name)
                .setOpType(kind)
                .addAllInput(inputs)
                .addAllOutput(outputs);
        for (int i = 0; i < attributes.length; i += 2) {
            AttributeProto.Builder a = node.addAttributeBuilder().setName((String) attributes[i]);
            switch (attributes[i + 1]) {
                case Integer n -> a.setType(AttributeProto.AttributeType.INT).setI(n);
                case Float f -> a.setType(AttributeProto.AttributeType.FLOAT).setF(f);
                case String s -> a.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(s));
                case TensorProto t ->
                    a.setType(AttributeProto.AttributeType.TENSOR).setT(t);
                case GraphProto g ->
                    a.setType(AttributeProto.AttributeType.GRAPH).setG(g);
                case List<?> list
                when !list.isEmpty() && list.getFirst() instanceof Float -> {
                    a.setType(AttributeProto.AttributeType.FLOATS);
                    list.forEach(f -> a.addFloats((Float) f));
                }
                case List<?> list -> {
                    a.setType(AttributeProto.AttributeType.INTS);
                    list.forEach(n -> a.addInts((Integer) n));
                }
                default -> throw new IllegalArgumentException(String.valueOf(attributes[i + 1]));
            }
        }
        return node.build();
    }

    /** Weights. */
    public TinyNetwork floats(String name, List<Integer> shape, double... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        shape.forEach(tensor::addDims);
        for (double v : values) {
            tensor.addFloatData((float) v);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** Random weights, between -1 and 1. */
    public TinyNetwork random(String name, long seed, Integer... shape) {
        int size = 1;
        for (int n : shape) {
            size *= n;
        }
        return floats(
                name, List.of(shape), new Random(seed).doubles(size, -1, 1).toArray());
    }

    /** A list of whole numbers. */
    public TinyNetwork ints(String name, long... values) {
        return initializer(intTensor(name, values));
    }

    static TensorProto intTensor(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length);
        for (long v : values) {
            tensor.addInt64Data(v);
        }
        return tensor.build();
    }

    public TinyNetwork initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /** The network so far as a graph within another. */
    GraphProto inner() {
        return graph.build();
    }

    public ModelProto model() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("tests")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    /** The network as Lobescope reads it, from a file. */
    public Graph read() {
        return read(model());
    }

    /** A model as Lobescope reads it, from a file. */
    public static Graph read(ModelProto model) {
        try {
            Path file = Files.createTempFile("tiny", ".onnx");
            try {
                Files.write(file, model.toByteArray());
                return OnnxReader.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
