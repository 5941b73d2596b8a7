package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;

/** A network in an ONNX file. */
final class OnnxFile implements GraphSource {
    private final String name;
    private final Origin origin;
    private final Input input;
    private final String output;
    private final Map<String, Constant> constants = new HashMap<>();
    private final List<OnnxNode> nodes = new ArrayList<>();

    OnnxFile(Path file, ModelProto model) {
        this.name = String.valueOf(file.getFileName());
        GraphProto graph = model.getGraph();
        int opset = 1;
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
                opset = (int) set.getVersion();
            }
        }
        TensorReader tensors = new TensorReader(file);
        long parameters = 0;
        for (TensorProto tensor : graph.getInitializerList()) {
            Constant constant = tensors.read(tensor);
            constants.put(tensor.getName(), constant);
            parameters += constant.type() == Constant.Type.FLOAT ? constant.size() : 0;
        }
        this.origin = new Origin(
                "ONNX opset " + opset,
                (model.getProducerName() + " " + model.getProducerVersion()).strip(),
                parameters);
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(i -> !constants.containsKey(i.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw new Problem("The network in " + name + " has " + inputs.size()
                    + " inputs; Lobescope runs networks that take one image.");
        }
        this.input = input(inputs.getFirst());
        if (graph.getOutputCount() == 0) {
            throw new Problem("The network in " + name + " has no output: export it again.");
        }
        this.output = graph.getOutput(0).getName();
        ModuleNames names = new ModuleNames(graph.getNodeList());
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto proto = graph.getNode(i);
            if (proto.getOpType().equals("Constant")) {
                constants.put(proto.getOutput(0), constant(tensors, proto));
                continue;
            }
            OnnxNode node = OnnxNode.of(
                    name,
                    opset,
                    proto,
                    proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName(),
                    names.module(i),
                    names.label(i));
            if (!foldNow(node)) {
                nodes.add(node);
            }
        }
    }

    /** Folds what depends on constants only: once for all batch sizes, so that weights stay the same objects. */
    private boolean foldNow(OnnxNode node) {
        if (!node.inputs().stream().allMatch(i -> i.isEmpty() || constants.containsKey(i))) {
            return false;
        }
        List<Constant> known = node.inputs().stream().map(constants::get).toList();
        return Folding.fold(node, known)
                .map(results -> {
                    for (int i = 0; i < results.size(); i++) {
                        constants.put(node.outputs().get(i), results.get(i));
                    }
                    return true;
                })
                .orElse(false);
    }

    private Constant constant(TensorReader tensors, NodeProto node) {
        return new Attributes(node)
                .tensor("value")
                .map(tensors::read)
                .orElseThrow(() -> new Problem("In " + name + ", constant " + node.getName()
                        + " has no value that Lobescope reads: export the network again."));
    }

    private Input input(ValueInfoProto info) {
        TensorShapeProto shape = info.getType().getTensorType().getShape();
        if (info.getType().getTensorType().getElemType() != TensorProto.DataType.FLOAT_VALUE
                || shape.getDimCount() != 4) {
            throw new Problem("The network in " + name + " does not take an image"
                    + " (32-bit floats, batch x channels x rows x columns): export one that does.");
        }
        OptionalInt channels = axis(shape, 1);
        return new Input(info.getName(), axis(shape, 0), channels.orElse(1), axis(shape, 2), axis(shape, 3));
    }

    private static OptionalInt axis(TensorShapeProto shape, int i) {
        TensorShapeProto.Dimension d = shape.getDim(i);
        return d.hasDimValue() && d.getDimValue() > 0
                ? OptionalInt.of(Math.toIntExact(d.getDimValue()))
                : OptionalInt.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Input input() {
        return input;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Program program(ImageShape image, int batch) {
        ProgramBuilder builder = new ProgramBuilder(
                input.name(), List.of(batch, image.channels(), image.height(), image.width()), constants);
        for (OnnxNode node : nodes) {
            builder.add(node);
        }
        return builder.build(output);
    }
}
