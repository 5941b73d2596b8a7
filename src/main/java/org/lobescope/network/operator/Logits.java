package org.lobescope.network.operator;

import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.Node;
import org.lobescope.network.Op;

/** Finds the logits: the scores of the classes before a softmax or sigmoid that closes the network. */
public final class Logits {
    private final String file;
    private final ProgramBuilder program;
    private final int batch;

    /** Looks for the logits among what a builder holds. */
    public Logits(String file, ProgramBuilder program, int batch) {
        this.file = file;
        this.program = program;
        this.batch = batch;
    }

    /** The name of the logits, N x classes. */
    public String logits(String output) {
        Call node = Call.of(file, "Reshape", List.of(output), output + "/logits");
        String scores = beforeActivation(output)
                .filter(before -> scores(program.shapeOf(node, before)))
                .orElse(output);
        List<Integer> shape = program.shapeOf(node, scores);
        if (!scores(shape)) {
            throw new Problem("The network in " + file + " gives values of the shape " + Shapes.text(shape) + " for "
                    + batch + (batch == 1 ? " image" : " images")
                    + ", not a list of scores, one per class: choose a file with an image classifier.");
        }
        List<Integer> flat = List.of(batch, Shapes.size(shape) / batch);
        if (shape.equals(flat)) {
            return scores;
        }
        program.emit(node, new Op.Reshape(flat), List.of(scores), flat);
        return node.output();
    }

    /** Whether a shape is that of one list of numbers per image. */
    private boolean scores(List<Integer> shape) {
        if (shape.size() <= 1) {
            return batch == 1 || (!shape.isEmpty() && shape.getFirst() == batch);
        }
        int longest = shape.stream().skip(1).mapToInt(n -> n).max().orElse(1);
        return shape.getFirst() == batch && Shapes.size(shape) == batch * longest;
    }

    /** The input of a softmax, sigmoid or log softmax that the network ends with. */
    private Optional<String> beforeActivation(String output) {
        String value = output;
        while (true) {
            Optional<Node> found = program.maker(value);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Node node = found.get();
            String before = node.inputs().getFirst();
            switch (node.op()) {
                case Op.Identity ignored -> value = before;
                case Op.Reshape ignored -> value = before;
                case Op.Softmax ignored -> {
                    return Optional.of(before);
                }
                case Op.LogSoftmax ignored -> {
                    return Optional.of(before);
                }
                case Op.Unary unary
                when unary.function() == Op.Function.SIGMOID -> {
                    return Optional.of(before);
                }
                case Op.Unary unary
                when unary.function() == Op.Function.LOG -> {
                    return program.maker(before)
                            .filter(n -> n.op() instanceof Op.Softmax)
                            .map(n -> n.inputs().getFirst());
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
    }
}
