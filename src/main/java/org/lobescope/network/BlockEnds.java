package org.lobescope.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ends of a network's blocks: few layers that stand for all of them. Names are not looked at.
 *
 * <p>The chain of a network are the values that everything on the way from the image to the logits passes through. What
 * lies between two of them is one operation, or a block that branches and comes together again: a residual block, a
 * dense block, an inception. A block begins at every convolution or branching block of the chain; its end is what is
 * there before the next one begins, after activation or addition, but before pooling.
 */
final class BlockEnds {
    private final Program program;
    private final LayerIndex layers;

    /** A block of the chain: the operations between two of its values. */
    private record Link(List<Node> nodes, Node last, String from) {
        boolean single() {
            return nodes.size() == 1;
        }
    }

    BlockEnds(Program program, LayerIndex layers) {
        this.program = program;
        this.layers = layers;
    }

    /** The ends with a map, in the order of computation. */
    List<Layer> find() {
        Set<Layer> ends = new LinkedHashSet<>();
        List<Link> chain = chain();
        Layer end = null;
        boolean afterConv = false;
        for (int i = 0; i < chain.size(); i++) {
            Link link = chain.get(i);
            Optional<Layer> layer = layers.ofValue(link.last().output()).filter(Layer::spatial);
            boolean begins = convolves(link);
            if (begins && !continues(chain, i) && end != null) {
                ends.add(end);
                end = null;
            }
            if (layer.isPresent() && (begins || (end != null && counts(link, afterConv)))) {
                end = layer.get();
                afterConv = begins && link.single();
            }
        }
        if (end != null) {
            ends.add(end);
        }
        return List.copyOf(ends);
    }

    private List<Link> chain() {
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < program.nodes().size(); i++) {
            for (String input : program.nodes().get(i).inputs()) {
                lastUse.put(input, i);
            }
        }
        lastUse.put(program.logits(), program.nodes().size());
        // Values that are still needed; only those that come from the image count.
        Set<String> alive = new LinkedHashSet<>(Set.of(program.input()));
        List<Link> chain = new ArrayList<>();
        List<Node> since = new ArrayList<>();
        String from = program.input();
        for (int i = 0; i < program.nodes().size(); i++) {
            Node node = program.nodes().get(i);
            int now = i;
            boolean fromImage = node.inputs().stream().anyMatch(alive::contains);
            alive.removeIf(value -> lastUse.getOrDefault(value, -1) <= now);
            if (!fromImage) {
                continue;
            }
            since.add(node);
            for (String output : node.outputs()) {
                if (lastUse.getOrDefault(output, -1) > now) {
                    alive.add(output);
                }
            }
            if (alive.size() == 1 && alive.contains(node.output())) {
                chain.add(new Link(List.copyOf(since), node, from));
                from = node.output();
                since.clear();
            }
        }
        return chain;
    }

    /** Whether a link has a convolution, or a matrix product, that sees more than one pixel's map. */
    private boolean convolves(Link link) {
        for (Node node : link.nodes()) {
            boolean weighs = node.op() instanceof Op.Conv || node.op() instanceof Op.MatMul;
            if (weighs && layers.ofValue(node.output()).filter(Layer::spatial).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Depthwise and pointwise convolutions that follow one another are one separable convolution. */
    private boolean continues(List<Link> chain, int i) {
        Link link = chain.get(i);
        Optional<Link> before = neighbour(chain, i, -1);
        Optional<Link> after = neighbour(chain, i, 1);
        if (before.isEmpty()) {
            return false;
        }
        if (pointwise(link)) {
            return depthwise(before.get());
        }
        // An inverted bottleneck: widened, filtered channel by channel, narrowed.
        return depthwise(link)
                && pointwise(before.get())
                && widening(before.get()) > 1
                && after.filter(this::pointwise).map(this::widening).orElse(1.0) < 1;
    }

    private Optional<Link> neighbour(List<Link> chain, int i, int step) {
        for (int k = i + step; k >= 0 && k < chain.size(); k += step) {
            if (convolves(chain.get(k))) {
                return Optional.of(chain.get(k));
            }
        }
        return Optional.empty();
    }

    private boolean depthwise(Link link) {
        return link.single()
                && link.last().op() instanceof Op.Conv conv
                && conv.groups() > 1
                && conv.groups() == channels(link.from());
    }

    private boolean pointwise(Link link) {
        if (!link.single() || !(link.last().op() instanceof Op.Conv conv) || conv.groups() > 1) {
            return false;
        }
        List<Integer> kernel = program.shape(link.last().inputs().get(1));
        return kernel.stream().skip(2).allMatch(side -> side == 1);
    }

    private double widening(Link link) {
        return channels(link.last().output()) / (double) channels(link.from());
    }

    private int channels(String value) {
        List<Integer> shape = program.shape(value);
        return shape.size() > 1 ? shape.get(1) : 1;
    }

    /**
     * Whether what stands behind a convolution moves the block's end: activations, additions and gates do; a
     * normalization only right behind a convolution; pooling and mere moving of values do not.
     */
    private static boolean counts(Link link, boolean afterConv) {
        if (!link.single()) {
            return afterConv || !normalizes(link);
        }
        return switch (link.last().op()) {
            case Op.MaxPool _, Op.AveragePool _, Op.Reduce _, Op.Resize _ -> false;
            case Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Split _, Op.Pad _, Op.Expand _, Op.Tile _ -> false;
            case Op.Identity _, Op.Cast _, Op.Gather _ -> false;
            case Op.BatchNorm _, Op.LayerNorm _ -> afterConv;
            default -> true;
        };
    }

    /** A normalization that the file has in single steps: it takes a mean and a root. */
    private static boolean normalizes(Link link) {
        boolean mean = false;
        boolean root = false;
        for (Node node : link.nodes()) {
            mean |= node.op() instanceof Op.Reduce reduce && reduce.kind() == Op.Reduction.MEAN
                    || node.op() instanceof Op.LayerNorm;
            root |= node.op() instanceof Op.Unary unary && unary.function() == Op.Function.SQRT
                    || node.op() instanceof Op.LayerNorm;
        }
        return mean && root;
    }
}
