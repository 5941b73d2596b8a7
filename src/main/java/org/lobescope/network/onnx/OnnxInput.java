package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Op;
import org.lobescope.network.operator.Call;
import org.lobescope.network.operator.ProgramBuilder;

/**
 * The image that a network takes.
 *
 * @param value the name of the file's input
 * @param channelsLast whether the file wants N x H x W x C, as TensorFlow's networks do
 * @param described the input as N x C x H x W
 */
record OnnxInput(String value, boolean channelsLast, GraphSource.Input described) {
    /** Stands for an axis of unknown length: more than the channels of a picture. */
    private static final int UNKNOWN = 16;

    static OnnxInput of(String file, GraphProto graph, Map<String, Constant> constants, List<Call> nodes) {
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(i -> !constants.containsKey(i.getName()))
                .toList();
        if (inputs.size() != 1) {
            String names = inputs.stream().map(ValueInfoProto::getName).collect(Collectors.joining(", "));
            throw new Problem("The network in " + file
                    + (inputs.isEmpty() ? " has no input" : " has " + inputs.size() + " inputs (" + names + ")")
                    + ": Lobescope runs networks that take one image and nothing else.");
        }
        ValueInfoProto info = inputs.getFirst();
        TypeProto.Tensor type = info.getType().getTensorType();
        TensorProto.DataType number = TensorProto.DataType.forNumber(type.getElemType());
        if (number != TensorProto.DataType.FLOAT
                && number != TensorProto.DataType.FLOAT16
                && number != TensorProto.DataType.DOUBLE) {
            throw new Problem("The network in " + file + " takes " + (number == null ? "unknown" : number)
                    + " numbers as input '" + info.getName()
                    + "': export one that takes 32-bit floats, since only those have gradients.");
        }
        TensorShapeProto shape = type.getShape();
        if (shape.getDimCount() != 4) {
            throw new Problem("The network in " + file + " takes an input with " + shape.getDimCount()
                    + " axes: export one that takes images as batch x channels x rows x columns.");
        }
        String value = info.getName();
        OptionalInt c = axis(shape, 1);
        OptionalInt last = axis(shape, 3);
        boolean likely = last.orElse(UNKNOWN) <= 4 && c.orElse(UNKNOWN) > 4 && !convolved(value, nodes);
        boolean channelsLast = last.isPresent() && (likely || turned(value, nodes));
        if (channelsLast) {
            return new OnnxInput(
                    value, true, new GraphSource.Input(value, axis(shape, 0), last.getAsInt(), c, axis(shape, 2)));
        }
        int channels = c.orElseGet(() -> channels(value, constants, nodes));
        return new OnnxInput(
                value, false, new GraphSource.Input(value, axis(shape, 0), channels, axis(shape, 2), last));
    }

    private static boolean convolved(String value, List<Call> nodes) {
        return nodes.stream()
                .anyMatch(n -> n.kind().equals("Conv") && n.input(0).equals(value));
    }

    /** Whether the first thing that happens to the input is that the channels go to the front. */
    private static boolean turned(String value, List<Call> nodes) {
        return nodes.stream()
                .filter(n -> n.inputs().contains(value))
                .allMatch(n -> n.kind().equals("Transpose")
                        && n.attributes().integers("perm").orElse(List.of()).equals(List.of(0, 3, 1, 2)));
    }

    /** Where the file leaves the number of channels free, the first convolution tells it. */
    private static int channels(String value, Map<String, Constant> constants, List<Call> nodes) {
        for (Call node : nodes) {
            Constant weights = constants.get(node.input(1));
            if (node.kind().equals("Conv") && weights != null && node.input(0).equals(value)) {
                return weights.shape().get(1) * node.attributes().integer("group", 1);
            }
        }
        return 1;
    }

    private static OptionalInt axis(TensorShapeProto shape, int i) {
        TensorShapeProto.Dimension d = shape.getDim(i);
        return d.hasDimValue() && d.getDimValue() > 0
                ? OptionalInt.of(Math.toIntExact(d.getDimValue()))
                : OptionalInt.empty();
    }

    /** Adds the input to a program; the name of the value that takes N x C x H x W. */
    String feed(ProgramBuilder builder, String file, ImageShape image, int batch) {
        if (!channelsLast) {
            builder.input(value, List.of(batch, image.channels(), image.height(), image.width()));
            return value;
        }
        String first = value + "/channels_first";
        builder.input(first, List.of(batch, image.channels(), image.height(), image.width()));
        Call turn = Call.of(file, "Transpose", List.of(first), value);
        builder.emit(
                turn,
                new Op.Transpose(List.of(0, 2, 3, 1)),
                List.of(first),
                List.of(batch, image.height(), image.width(), image.channels()));
        return first;
    }
}
