package org.lobescope.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lobescope.Fingerprint;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Call;
import org.lobescope.network.operator.Derived;
import org.lobescope.network.operator.Logits;
import org.lobescope.network.operator.ModuleNames;
import org.lobescope.network.operator.ProgramBuilder;

/** A network in an ONNX file: its constants and nodes, with everything computed that depends on constants only. */
final class OnnxFile implements GraphSource {
    /** Operators changed too much before this version of the standard (2017). */
    private static final int OLDEST_OPSET = 7;

    private final String name;
    private final Origin origin;
    private final String fingerprint;
    private final OnnxInput input;
    private final String output;
    private final TensorReader tensors;
    private final Inliner inliner;
    private final Map<String, Constant> constants = new HashMap<>();
    private final Derived derived = new Derived();
    private final List<Call> nodes = new ArrayList<>();

    /**
     * A network.
     *
     * @param content has the file's bytes already; what lies in second files is added
     */
    OnnxFile(Path file, ModelProto model, Fingerprint content) {
        this.name = String.valueOf(file.getFileName());
        this.tensors = new TensorReader(file, content);
        this.inliner = new Inliner(name, model);
        GraphProto graph = model.getGraph();
        int opset = Inliner.opset(model.getOpsetImportList(), 1);
        if (opset < OLDEST_OPSET) {
            throw new Problem("The network in " + name + " is written in ONNX opset " + opset
                    + ", which is too old: export it again with opset 17.");
        }
        for (TensorProto tensor : graph.getInitializerList()) {
            constants.put(tensor.getName(), tensors.read(tensor));
        }
        long parameters = parameters(graph);
        List<Call> all = read(inliner.flat(graph.getNodeList(), opset));
        this.output = output(graph);
        this.input = OnnxInput.of(name, graph, constants, all);
        this.origin = new Origin(
                "ONNX opset " + opset,
                (model.getProducerName() + " " + model.getProducerVersion()).strip(),
                parameters);
        fold(needed(all));
        this.fingerprint = content.hex();
    }

    /**
     * The trained numbers: all floats among the weights but the running means and variances of batch norms. Equal weights
     * are stored once and handed on by Identity nodes; they count as often as they are used.
     */
    private long parameters(GraphProto graph) {
        Set<String> statistics = new HashSet<>();
        List<String> weights = new ArrayList<>();
        Map<String, String> copies = new HashMap<>();
        graph.getInitializerList().forEach(t -> weights.add(t.getName()));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("BatchNormalization") && node.getInputCount() >= 5) {
                statistics.addAll(node.getInputList().subList(3, 5));
            } else if (node.getOpType().equals("Identity") && constants.containsKey(node.getInput(0))) {
                copies.put(node.getOutput(0), node.getInput(0));
                weights.add(node.getOutput(0));
            }
        }
        return weights.stream()
                .filter(n -> !statistics.contains(n))
                .map(n -> constants.get(copies.getOrDefault(n, n)))
                .filter(c -> c != null && c.type() == Constant.Type.FLOAT)
                .mapToLong(Constant::size)
                .sum();
    }

    /** Reads nodes; constants among them become constants. */
    private List<Call> read(List<Inliner.Versioned> list) {
        ModuleNames names = new ModuleNames(
                list.stream().map(Inliner.Versioned::node).map(OnnxPlaces::of).toList());
        List<Call> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            NodeProto node = list.get(i).node();
            if (node.getOpType().equals("Constant")) {
                constants.put(node.getOutput(0), tensors.constant(node));
                continue;
            }
            String domain = node.getDomain();
            String called = node.getName().isEmpty() ? String.join(", ", node.getOutputList()) : node.getName();
            if (!domain.isEmpty() && !domain.equals("ai.onnx")) {
                throw new Problem("In " + name + ", node " + called + " (" + domain + "." + node.getOpType()
                        + ") is not an operation of the ONNX standard: export the network again without optimising it"
                        + " for one program.");
            }
            Attributes attributes = OnnxAttributes.of(node);
            Optional<Constant> value = node.getAttributeList().stream()
                    .filter(a -> a.getName().equals("value") && a.getT().getDataType() != 0)
                    .map(a -> tensors.read(a.getT()))
                    .findFirst();
            read.add(new Call(
                    name,
                    list.get(i).opset(),
                    called,
                    node.getOpType(),
                    names.module(i),
                    names.label(i),
                    attributes,
                    value,
                    branches(node, list.get(i).opset()),
                    List.copyOf(node.getInputList()),
                    List.copyOf(node.getOutputList())));
        }
        return read;
    }

    private Map<String, Call.Branch> branches(NodeProto node, int opset) {
        Map<String, Call.Branch> branches = new HashMap<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                GraphProto graph = Inliner.scoped(attribute.getG(), node.getOutput(0) + "/" + attribute.getName());
                graph.getInitializerList().forEach(t -> constants.put(t.getName(), tensors.read(t)));
                branches.put(
                        attribute.getName(),
                        new Call.Branch(
                                read(inliner.flat(graph.getNodeList(), opset)),
                                graph.getOutputList().stream()
                                        .map(o -> o.getName())
                                        .toList()));
            }
        }
        return branches;
    }

    /** The output that holds the scores of the classes. */
    private String output(GraphProto graph) {
        List<String> all = graph.getOutputList().stream()
                .filter(o -> {
                    int type = o.getType().getTensorType().getElemType();
                    int axes = o.getType().getTensorType().getShape().getDimCount();
                    boolean number = type == TensorProto.DataType.FLOAT_VALUE
                            || type == TensorProto.DataType.FLOAT16_VALUE
                            || type == TensorProto.DataType.DOUBLE_VALUE;
                    return number && (axes <= 2 || axes == 4);
                })
                .map(o -> o.getName())
                .toList();
        if (all.isEmpty()) {
            throw new Problem("The network in " + name
                    + " gives no list of scores, one per class: choose a file with an image classifier.");
        }
        return all.stream().filter(o -> o.contains("logit")).findFirst().orElse(all.getFirst());
    }

    /** The nodes that the output needs: others may hold what they like. */
    private List<Call> needed(List<Call> all) {
        Set<String> wanted = new HashSet<>(Set.of(output));
        List<Call> kept = new ArrayList<>();
        for (Call node : all.reversed()) {
            if (node.outputs().stream().anyMatch(wanted::contains)) {
                want(node, wanted);
                kept.addFirst(node);
            }
        }
        return kept;
    }

    private static void want(Call node, Set<String> wanted) {
        wanted.addAll(node.inputs());
        for (Call.Branch branch : node.branches().values()) {
            wanted.addAll(branch.results());
            branch.nodes().forEach(inner -> want(inner, wanted));
        }
    }

    /** Computes what depends on constants only, once for all batch sizes, so that weights stay the same objects. */
    private void fold(List<Call> all) {
        ProgramBuilder builder = new ProgramBuilder(constants, derived);
        for (Call node : all) {
            boolean fixed = node.branches().isEmpty()
                    && !node.inputs().isEmpty()
                    && node.inputs().stream().allMatch(i -> i.isEmpty() || builder.isConstant(i));
            if (fixed) {
                builder.add(node);
            }
            if (!fixed || !node.outputs().stream().allMatch(o -> o.isEmpty() || builder.isConstant(o))) {
                nodes.add(node);
            }
        }
        constants.putAll(builder.constants());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Input input() {
        return input.described();
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Optional<String> fingerprint() {
        return Optional.of(fingerprint);
    }

    @Override
    public List<Path> files() {
        return tensors.files();
    }

    @Override
    public Program program(ImageShape image, int batch) {
        ProgramBuilder builder = new ProgramBuilder(constants, derived);
        String first = input.feed(builder, name, image, batch);
        for (Call node : nodes) {
            builder.add(node);
        }
        if (builder.isConstant(output)) {
            throw new Problem("The output " + output + " of the network in " + name
                    + " does not depend on the image: export the network again.");
        }
        return builder.build(first, new Logits(name, builder, batch).logits(output));
    }
}
