package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lobescope.Version;
import org.lobescope.WholeFile;
import org.lobescope.network.Constant;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Window;

/**
 * Writes a program as an ONNX file, the batch size left free. It knows the operations that Lobescope's own architectures
 * are made of: convolution, ReLU, pooling, sums and products, means, linear layers, and flattening.
 */
public final class OnnxWriter {
    private static final long OPSET = 17;
    private static final long IR_VERSION = 8;
    private static final String BATCH = "batch";

    private final Program program;
    private final GraphProto.Builder graph = GraphProto.newBuilder();

    private OnnxWriter(Program program) {
        this.program = program;
    }

    /**
     * Writes a network.
     *
     * @throws org.lobescope.Problem when the file cannot be written
     */
    public static void write(Path file, String name, Program program) {
        byte[] bytes = new OnnxWriter(program).model(name).toByteArray();
        WholeFile.write(file, part -> Files.write(part, bytes));
    }

    private ModelProto model(String name) {
        graph.setName(name);
        graph.addInput(value(program.input()));
        graph.addOutput(value(program.logits()));
        new TreeMap<>(program.constants()).forEach((key, constant) -> graph.addInitializer(tensor(key, constant)));
        for (Node node : program.nodes()) {
            graph.addNode(node(node));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Lobescope")
                .setProducerVersion(Version.CURRENT.program())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    private ValueInfoProto value(String name) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        List<Integer> axes = program.shape(name);
        for (int axis : axes.subList(1, axes.size())) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(axis));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    private static TensorProto tensor(String name, Constant constant) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * constant.size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(constant.floats());
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(bytes));
        constant.shape().forEach(tensor::addDims);
        return tensor.build();
    }

    private static NodeProto node(Node node) {
        List<AttributeProto> attributes = new ArrayList<>();
        String kind = kind(node.op(), attributes);
        return NodeProto.newBuilder()
                .setOpType(kind)
                .setName("/" + node.module().replace('.', '/') + "/" + kind)
                .addAllInput(node.inputs())
                .addAllOutput(node.outputs())
                .addAllAttribute(attributes)
                .build();
    }

    private static String kind(Op op, List<AttributeProto> attributes) {
        return switch (op) {
            case Op.Conv conv -> {
                window(conv.window(), attributes);
                attributes.add(number("group", conv.groups()));
                yield "Conv";
            }
            case Op.MaxPool pool -> {
                window(pool.window(), attributes);
                yield "MaxPool";
            }
            case Op.AveragePool pool -> {
                window(pool.window(), attributes);
                // The attribute came with a later opset; without it there is no dilation.
                attributes.removeIf(a -> a.getName().equals("dilations"));
                attributes.add(number("count_include_pad", pool.countPadding() ? 1 : 0));
                yield "AveragePool";
            }
            case Op.Unary(Op.Function function) when function == Op.Function.RELU -> "Relu";
            case Op.Binary(Op.Operator operator) when operator == Op.Operator.ADD -> "Add";
            case Op.Binary(Op.Operator operator) when operator == Op.Operator.MUL -> "Mul";
            case Op.Reduce reduce
            when reduce.kind() == Op.Reduction.MEAN -> {
                attributes.add(numbers("axes", reduce.axes()));
                attributes.add(number("keepdims", reduce.keepAxes() ? 1 : 0));
                yield "ReduceMean";
            }
            case Op.Reshape reshape
            when reshape.shape().size() == 2 -> {
                attributes.add(number("axis", 1));
                yield "Flatten";
            }
            case Op.Gemm gemm
            when gemm.alpha() == 1 && gemm.beta() == 1 -> {
                attributes.add(number("transA", gemm.transposeA() ? 1 : 0));
                attributes.add(number("transB", gemm.transposeB() ? 1 : 0));
                yield "Gemm";
            }
            default -> throw new IllegalArgumentException("not written to ONNX: " + op);
        };
    }

    private static void window(Window window, List<AttributeProto> attributes) {
        List<Integer> pads = new ArrayList<>(window.before());
        pads.addAll(window.after());
        Map<String, List<Integer>> lists = new TreeMap<>(Map.of(
                "kernel_shape", window.kernel(),
                "strides", window.strides(),
                "pads", pads,
                "dilations", window.dilations()));
        lists.forEach((name, list) -> attributes.add(numbers(name, list)));
    }

    private static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto numbers(String name, List<Integer> values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        values.forEach(attribute::addInts);
        return attribute.build();
    }
}
