package org.lobescope.network.torchscript;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.lobescope.network.ClosedProgram;
import org.lobescope.network.Constant;
import org.lobescope.network.FileContent;
import org.lobescope.network.GraphSource;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;

/**
 * A TorchScript file that only PyTorch itself can run: one operation, with no layers to look at. Images go in one by one
 * (unless the network was made for several), since its text may decide by all images of a batch what happens to each.
 */
final class ScriptProgram implements GraphSource {
    private static final String INPUT = "x";
    private static final String OUTPUT = "output";

    /** The smallest probability that still has a logarithm to speak of. */
    private static final float LEAST = 1e-30f;

    /** The same for 1 - p: a 32-bit number next to 1. */
    private static final float NEAR_ONE = 6e-8f;

    private final Path file;
    private final String fingerprint;
    private final FileContent content;
    private final long parameters;
    private final ScriptTrial.Found found;
    private final String reason;

    /**
     * A program.
     *
     * @param reason why Lobescope cannot look into it, see {@link ClosedProgram}
     */
    ScriptProgram(
            Path file,
            String fingerprint,
            FileContent content,
            long parameters,
            ScriptTrial.Found found,
            String reason) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.content = content;
        this.parameters = parameters;
        this.found = found;
        this.reason = reason;
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public Input input() {
        ImageShape image = found.image();
        return new Input(
                INPUT,
                OptionalInt.of(found.batch()),
                image.channels(),
                found.resizable() ? OptionalInt.empty() : OptionalInt.of(image.height()),
                found.resizable() ? OptionalInt.empty() : OptionalInt.of(image.width()));
    }

    @Override
    public Origin origin() {
        return new Origin("TorchScript, run by PyTorch itself", "", parameters);
    }

    @Override
    public Optional<String> fingerprint() {
        return Optional.of(fingerprint);
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public Optional<ClosedProgram> closed() {
        return Optional.of(new ClosedProgram(name(), reason));
    }

    @Override
    public Program program(ImageShape image, int batch) {
        List<Integer> scores = List.of(batch, found.count());
        List<Node> nodes = new ArrayList<>();
        Map<String, Constant> constants = new HashMap<>();
        Map<String, List<Integer>> shapes = new HashMap<>();
        shapes.put(INPUT, List.of(batch, image.channels(), image.height(), image.width()));
        nodes.add(node(new Op.Script(content), OUTPUT, INPUT));
        switch (found.outputs()) {
            case LOGITS -> {}
            case SOFTMAX -> nodes.addAll(logarithm(OUTPUT, "log", LEAST));
            case SIGMOID -> {
                nodes.addAll(logarithm(OUTPUT, "log", LEAST));
                constants.put("one", Constant.of(List.of(), new float[] {1}));
                nodes.add(node(new Op.Binary(Op.Operator.SUB), "rest", "one", OUTPUT));
                nodes.addAll(logarithm("rest", "log_rest", NEAR_ONE));
                nodes.add(node(new Op.Binary(Op.Operator.SUB), "logit", "log", "log_rest"));
            }
        }
        nodes.forEach(node -> shapes.put(node.output(), scores));
        return new Program(batch, INPUT, nodes.getLast().output(), nodes, constants, shapes);
    }

    private static List<Node> logarithm(String of, String output, float least) {
        return List.of(
                node(new Op.Clip(least, 1), output + "_clipped", of),
                node(new Op.Unary(Op.Function.LOG), output, output + "_clipped"));
    }

    /** A node without a label is no layer. */
    private static Node node(Op op, String output, String... inputs) {
        return new Node(output, op.getClass().getSimpleName(), "", "", op, List.of(inputs), List.of(output));
    }
}
