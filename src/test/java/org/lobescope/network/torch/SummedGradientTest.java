package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.Line;
import org.lobescope.network.Stem;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.network.torch.ReferenceModelsTest.Logit;

/** Gradients that are added up behind the network's affine first layers, against gradients added up at the input. */
class SummedGradientTest {
    private static final int IMAGES = 21; // more than two batches

    private static TinyNetwork start() {
        return TinyNetwork.of("n", 1, "h", "w");
    }

    private static Graph ended(TinyNetwork network, int channels) {
        return network.node("GlobalAveragePool", List.of("b"), "g")
                .node("Flatten", List.of("g"), "f")
                .random("fc", 7, channels, 2)
                .node("Gemm", List.of("f", "fc"), "z")
                .output("z", "n", 2)
                .read()
                .at(13, 10);
    }

    private static TinyNetwork convolved(TinyNetwork network, String from) {
        return network.random("w1", 1, 4, 1, 3, 3)
                .random("c1", 2, 4)
                .node("Conv", List.of(from, "w1", "c1"), "c", "pads", List.of(1, 0, 1, 1), "strides", List.of(2, 1));
    }

    private static void agree(Graph graph, boolean stem) {
        assertEquals(stem, Stem.of(graph.program(1)).isPresent());
        Random random = new Random(4);
        float[] values = new float[IMAGES * graph.input().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] weights = new float[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        Tensor x = new Tensor(graph.input().batch(IMAGES), values);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            float[] expected =
                    network.gradients(x, new Logit(1)).weightedSum(weights).values();
            agree(expected, network.summedGradient(x, weights, new Logit(1)).values());
            Line line = new Line(x.entry(0), x.entry(1), weights);
            agree(
                    network.summedGradient(line.points(), weights, new Logit(1)).values(),
                    network.summedGradient(line, weights, new Logit(1)).values());
        }
    }

    private static void agree(float[] expected, float[] actual) {
        agree("sum", expected, actual);
    }

    /** Equal within 1e-5 of the largest value, which is not 0. */
    static void agree(String name, float[] expected, float[] actual) {
        double largest = 0;
        for (float v : expected) {
            largest = Math.max(largest, Math.abs(v));
        }
        assertTrue(largest > 0, name + " is 0");
        assertEquals(expected.length, actual.length, name);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-5 * largest, name + ", value " + i);
        }
    }

    /** Where both ends are equal all points are: no rounding makes one pixel of flat sky brighter than its neighbour. */
    @Test
    void equalPixelsStayEqualOnALine() {
        Graph graph = ended(
                convolved(start(), "x")
                        .node("MaxPool", List.of("c"), "b", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2)),
                4);
        float[] flat = new float[graph.input().size()];
        Arrays.fill(flat, -0.37f);
        float[] source = flat.clone();
        source[source.length - 1] = 1;
        float[] alphas = {0.1f, 0.3f, 0.7f};
        float[] one = {1, 1, 1};
        Line line = new Line(
                new Tensor(graph.input().batch(1), flat),
                new Tensor(graph.input().batch(1), source),
                alphas);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            agree(
                    network.summedGradient(line.points(), one, new Logit(1)).values(),
                    network.summedGradient(line, one, new Logit(1)).values());
        }
    }

    @Test
    void behindAConvolutionWithItsBatchNorm() {
        TinyNetwork network = convolved(start(), "x")
                .random("s", 3, 4)
                .random("t", 4, 4)
                .random("u", 5, 4)
                .floats("v", List.of(4), 1, 2, 3, 4)
                .node("BatchNormalization", List.of("c", "s", "t", "u", "v"), "n")
                .node("Tanh", List.of("n"), "b");
        agree(ended(network, 4), true);
    }

    @Test
    void behindANormalisationInTheFile() {
        TinyNetwork network = start().floats("mean", List.of(), 0.3)
                .floats("deviation", List.of(1, 1, 1, 1), 0.2)
                .node("Sub", List.of("x", "mean"), "centred")
                .node("Div", List.of("centred", "deviation"), "scaled");
        agree(ended(convolved(network, "scaled").node("Tanh", List.of("c"), "b"), 4), true);
    }

    @Test
    void withoutAStemWhereTheInputGoesTwoWays() {
        TinyNetwork network = convolved(start(), "x")
                .node("GlobalMaxPool", List.of("x"), "top")
                .node("Mul", List.of("c", "top"), "m")
                .node("Tanh", List.of("m"), "b");
        agree(ended(network, 4), false);
    }

    @Test
    void withoutAStemWhereTheFirstOperationBends() {
        agree(ended(start().node("Sigmoid", List.of("x"), "b"), 1), false);
    }

    /** A layer that is looked at has to be made as it is: then the ReLU stays before the pooling. */
    @Test
    void poolingBeforeTheReluChangesNothing() {
        Graph graph = ended(
                convolved(start(), "x")
                        .node("Relu", List.of("c"), "r")
                        .node(
                                "MaxPool",
                                List.of("r"),
                                "b",
                                "kernel_shape",
                                List.of(3, 3),
                                "strides",
                                List.of(2, 2),
                                "pads",
                                List.of(1, 1, 1, 1)),
                4);
        Layer conv = graph.layer("c").orElseThrow();
        Layer relu = graph.layer("r").orElseThrow();
        Random random = new Random(9);
        float[] values = new float[3 * graph.input().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? 0 : (float) random.nextGaussian();
        }
        Tensor x = new Tensor(graph.input().batch(3), values);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            Tensor exchanged =
                    network.layers(x, List.of(conv), new Logit(0)).getFirst().gradient();
            Tensor asItIs = network.layers(x, List.of(conv, relu), new Logit(0))
                    .getFirst()
                    .gradient();
            assertTrue(Arrays.equals(exchanged.values(), asItIs.values()));
            float[][] logits = network.logits(x);
            float[][] same =
                    network.layers(x, List.of(relu), new Logit(0)).getFirst().logits();
            assertTrue(Arrays.deepEquals(logits, same));
        }
    }
}
