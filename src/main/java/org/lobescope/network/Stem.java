package org.lobescope.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first operations of a network as long as they are affine, {@code f(x) = A x + b} for each image: convolutions, batch
 * norms, sums and products with constants. Their gradient does not depend on the image. So the gradients of many images
 * can be added up behind the stem and go through it once, {@code sum_n A^T g_n = A^T sum_n g_n}.
 */
public final class Stem {
    private Stem() {}

    /** The value that the stem makes; empty when the first operation bends or the input goes several ways. */
    public static Optional<String> of(Program program) {
        List<Node> nodes = nodes(program);
        return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.getLast().output());
    }

    /** The stem's operations, the first one first; none where there is no stem. */
    public static List<Node> nodes(Program program) {
        Map<String, Integer> uses = new HashMap<>();
        Map<String, Node> users = new HashMap<>();
        for (Node node : program.nodes()) {
            for (String input : node.inputs()) {
                uses.merge(input, 1, Integer::sum);
                users.put(input, node);
            }
        }
        List<Node> nodes = new ArrayList<>();
        String value = program.input();
        while (true) {
            Node next = users.get(value);
            if (next == null || uses.getOrDefault(value, 0) != 1 || !affine(program, next, value)) {
                break;
            }
            nodes.add(next);
            value = next.output();
        }
        return value.equals(program.logits()) ? List.of() : List.copyOf(nodes);
    }

    private static boolean affine(Program program, Node node, String value) {
        boolean first = node.inputs().getFirst().equals(value);
        boolean alone = node.inputs().stream()
                .allMatch(i ->
                        i.equals(value) || i.isEmpty() || program.constants().containsKey(i));
        return alone
                && switch (node.op()) {
                    case Op.Conv ignored -> first;
                    case Op.BatchNorm ignored -> first;
                    case Op.Pad pad ->
                        pad.before().getFirst() == 0 && pad.after().getFirst() == 0;
                    case Op.Identity ignored -> true;
                    case Op.Binary binary -> keepsShape(program, node, value) && affine(binary.operator(), first);
                    default -> false;
                };
    }

    private static boolean affine(Op.Operator operator, boolean first) {
        return switch (operator) {
            case ADD, SUB, MUL -> true;
            case DIV -> first;
            default -> false;
        };
    }

    /** Whether the constant is spread over the value, and not the value over the constant. */
    private static boolean keepsShape(Program program, Node node, String value) {
        List<Integer> shape = program.shape(value);
        return program.shape(node.output()).equals(shape);
    }
}
