package org.lobescope.network;

import java.util.List;
import java.util.Optional;

/** Looks at how a program gets from its last maps to the logits. */
final class Head {
    private final Program program;

    Head(Program program) {
        this.program = program;
    }

    /**
     * Whether the logits are a linear function of the means of a layer's maps: convolutions, global average pooling, one
     * linear layer. Then Grad-CAM, HiResCAM and XGrad-CAM are the same map (Selvaraju 2017, section 3.1).
     */
    boolean gapLinear(Layer features) {
        Optional<Node> node = maker(program.logits());
        while (node.isPresent() && (same(node.get()) || linear(node.get()))) {
            node = maker(node.get().inputs().getFirst());
        }
        if (node.isEmpty() || !mean(node.get())) {
            return false;
        }
        String value = node.get().inputs().getFirst();
        while (!value.equals(features.value())) {
            node = maker(value).filter(Head::same);
            if (node.isEmpty()) {
                return false;
            }
            value = node.get().inputs().getFirst();
        }
        return true;
    }

    private static boolean same(Node node) {
        return node.op() instanceof Op.Identity || node.op() instanceof Op.Reshape;
    }

    private boolean linear(Node node) {
        return constants(node)
                && switch (node.op()) {
                    case Op.Gemm ignored -> true;
                    case Op.MatMul ignored -> true;
                    case Op.Conv ignored -> single(node);
                    case Op.Binary binary -> binary.operator() == Op.Operator.ADD;
                    default -> false;
                };
    }

    private boolean mean(Node node) {
        List<Integer> x = program.shape(node.inputs().getFirst());
        return switch (node.op()) {
            case Op.Reduce reduce ->
                reduce.kind() == Op.Reduction.MEAN && whole(node, reduce.axes().size());
            case Op.AveragePool pool ->
                pool.window().kernel().equals(x.subList(2, x.size()))
                        && pool.window().before().stream().allMatch(p -> p == 0);
            default -> false;
        };
    }

    /** Whether a mean goes over all pixels: one value per channel is left. */
    private boolean whole(Node node, int axes) {
        List<Integer> x = program.shape(node.inputs().getFirst());
        List<Integer> y = program.shape(node.output());
        int values = y.stream().reduce(1, (a, b) -> a * b);
        return axes == x.size() - 2 && values == x.get(0) * x.get(1);
    }

    /** Whether a convolution only sees one pixel: a linear layer after pooling. */
    private boolean single(Node node) {
        List<Integer> x = program.shape(node.inputs().getFirst());
        return x.subList(2, x.size()).stream().allMatch(n -> n == 1);
    }

    private boolean constants(Node node) {
        return node.inputs().stream()
                .skip(1)
                .allMatch(i -> i.isEmpty() || program.constants().containsKey(i));
    }

    private Optional<Node> maker(String value) {
        return program.nodes().stream().filter(n -> n.outputs().contains(value)).findFirst();
    }

    /** Whether there is max pooling, over windows or over the whole image. */
    boolean maxPooling() {
        PixelAxes pixels = new PixelAxes(program);
        return program.nodes().stream().anyMatch(node -> {
            Optional<PixelAxes.Pixels> in = pixels.of(node.inputs().getFirst());
            return node.op() instanceof Op.MaxPool
                    || (node.op() instanceof Op.Reduce reduce
                            && reduce.kind() == Op.Reduction.MAX
                            && in.filter(p -> reduce.axes().contains(p.rows())
                                            || reduce.axes().contains(p.columns()))
                                    .isPresent());
        });
    }
}
