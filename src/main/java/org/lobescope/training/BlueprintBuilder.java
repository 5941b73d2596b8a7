package org.lobescope.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.lobescope.network.Constant;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Node;
import org.lobescope.network.Op;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;
import org.lobescope.network.Window;

/** Writes down a network layer by layer: nodes, shapes, and the parameters with their initial values. */
final class BlueprintBuilder {
    private static final String INPUT = "input";
    private static final String LOGITS = "logits";

    private final int batch;
    private final boolean training;
    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Constant> constants = new HashMap<>();
    private final Map<String, List<Integer>> shapes = new HashMap<>();
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Set<String> decayed = new LinkedHashSet<>();
    private final Set<String> directions = new LinkedHashSet<>();
    private final Map<String, List<Integer>> masks = new LinkedHashMap<>();

    /**
     * Nothing yet but the input.
     *
     * @param training whether dropout is there
     * @param random draws the initial values
     */
    BlueprintBuilder(int batch, ImageShape image, boolean training, RandomGenerator random) {
        this.batch = batch;
        this.training = training;
        this.random = random;
        shapes.put(INPUT, List.of(batch, image.channels(), image.height(), image.width()));
    }

    /** The image's value. */
    String input() {
        return INPUT;
    }

    List<Integer> shape(String value) {
        List<Integer> shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalArgumentException("no value " + value);
        }
        return shape;
    }

    /** A parameter with normally distributed initial values. */
    String parameter(String name, List<Integer> shape, double deviation, boolean decay) {
        float[] values = new float[Tensor.size(array(shape))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        if (decay) {
            decayed.add(name);
        }
        return declare(name, shape, values);
    }

    /** A parameter of which only the direction is used: kernels before standardisation. */
    String direction(String name, List<Integer> shape) {
        directions.add(name);
        return parameter(name, shape, 1, true);
    }

    /** A parameter that begins with one value everywhere. */
    String parameter(String name, List<Integer> shape, double value) {
        float[] values = new float[Tensor.size(array(shape))];
        java.util.Arrays.fill(values, (float) value);
        return declare(name, shape, values);
    }

    private String declare(String name, List<Integer> shape, float[] values) {
        parameters.put(name, new Tensor(array(shape), values));
        shapes.put(name, List.copyOf(shape));
        return name;
    }

    /** A number that is never trained. */
    String number(String name, double value) {
        constants.put(name, Constant.of(List.of(1), new float[] {(float) value}));
        return name;
    }

    /** A table of indices. */
    String indices(String name, long[] values) {
        constants.put(name, Constant.of(List.of(values.length), Constant.Type.INT, values));
        return name;
    }

    /** A node with one output, named after its module and operation. */
    String node(String module, String kind, Op op, List<Integer> shape, String... inputs) {
        String output = module + "." + kind;
        if (shapes.putIfAbsent(output, List.copyOf(shape)) != null) {
            throw new IllegalArgumentException(output + " is there twice");
        }
        nodes.add(new Node(output, kind, module, module, op, List.of(inputs), List.of(output)));
        return output;
    }

    /** A convolution of square kernel with weights and bias that are values. */
    String convolution(String module, String x, String weights, String bias, int stride, int padding) {
        int side = shape(weights).get(2);
        Window window = window(side, stride, padding);
        return node(
                module, "conv", new Op.Conv(window, 1), after(x, shape(weights).get(0), window), x, weights, bias);
    }

    /** A convolution without bias. */
    String convolution(String module, String x, String weights, int stride, int padding) {
        Window window = window(shape(weights).get(2), stride, padding);
        return node(
                module, "conv", new Op.Conv(window, 1), after(x, shape(weights).get(0), window), x, weights);
    }

    String relu(String module, String x) {
        return node(module, "relu", new Op.Unary(Op.Function.RELU), shape(x), x);
    }

    String add(String module, String a, String b) {
        return node(module, "add", new Op.Binary(Op.Operator.ADD), shape(a), a, b);
    }

    String maxPool(String module, String x, int side, int stride) {
        Window window = window(side, stride, 0);
        return node(module, "pool", new Op.MaxPool(window, false), after(x, shape(x).get(1), window), x);
    }

    /**
     * The image at half its size by means of windows that lie evenly on it, so that turning before or after is the same: 2
     * x 2 for even sides, 3 x 3 for odd ones.
     */
    String half(String module, String x) {
        boolean even = shape(x).get(2) % 2 == 0;
        Window window = even ? window(2, 2, 0) : window(3, 2, 1);
        Op op = new Op.AveragePool(window, false, true);
        return node(module, "pool", op, after(x, shape(x).get(1), window), x);
    }

    /** Means over the image: N x C. */
    String globalMean(String module, String x) {
        Op op = new Op.Reduce(Op.Reduction.MEAN, List.of(2, 3), false);
        return node(module, "mean", op, List.of(batch, shape(x).get(1)), x);
    }

    /** All of an image in one row. */
    String flatten(String module, String x) {
        List<Integer> shape = shape(x);
        List<Integer> flat = List.of(batch, shape.stream().skip(1).reduce(1, (a, b) -> a * b));
        return node(module, "flatten", new Op.Reshape(flat), flat, x);
    }

    /** Features left out at random in training, the others made larger; outside of training nothing. */
    String dropout(String module, String x) {
        if (!training) {
            return x;
        }
        String mask = module + ".mask";
        masks.put(mask, shape(x));
        shapes.put(mask, shape(x));
        return node(module, "dropout", new Op.Binary(Op.Operator.MUL), shape(x), x, mask);
    }

    /** A linear layer with weights out x in and bias that are values. */
    String linear(String module, String x, String weights, String bias) {
        Op op = new Op.Gemm(1, 1, false, true);
        return node(module, "linear", op, List.of(batch, shape(weights).get(0)), x, weights, bias);
    }

    /** The network that ends with a value. */
    Blueprint build(String logits) {
        Node last = nodes.removeLast();
        if (!last.output().equals(logits)) {
            throw new IllegalArgumentException(logits + " is not the last value");
        }
        nodes.add(new Node(
                last.name(), last.kind(), last.module(), last.label(), last.op(), last.inputs(), List.of(LOGITS)));
        shapes.put(LOGITS, shape(logits));
        Program program =
                new Program(batch, INPUT, LOGITS, List.copyOf(nodes), Map.copyOf(constants), Map.copyOf(shapes));
        return new Blueprint(
                program,
                Collections.unmodifiableMap(parameters),
                Collections.unmodifiableSet(decayed),
                Collections.unmodifiableSet(directions),
                Collections.unmodifiableMap(masks));
    }

    private List<Integer> after(String x, int channels, Window window) {
        return List.of(
                batch, channels, window.places(0, shape(x).get(2), false), window.places(1, shape(x).get(3), false));
    }

    private static Window window(int side, int stride, int padding) {
        List<Integer> pads = List.of(padding, padding);
        return new Window(List.of(side, side), List.of(stride, stride), pads, pads, List.of(1, 1));
    }

    private static int[] array(List<Integer> shape) {
        return shape.stream().mapToInt(n -> n).toArray();
    }
}
