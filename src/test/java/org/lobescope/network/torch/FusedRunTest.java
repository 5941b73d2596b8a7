package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Graph;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.network.torch.ReferenceModelsTest.Logit;

/** Runs that are computed in one call, against the same operations one by one with the engine's own gradients. */
class FusedRunTest {
    private static final int HEIGHT = 13;
    private static final int WIDTH = 10;

    private NDManager manager;
    private FusedModules fused;

    @BeforeEach
    void open() {
        TorchEngine.start();
        manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        fused = new FusedModules(manager, Set.of());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** A network that a test goes on with from value {@code c}: 8 channels. */
    private static TinyNetwork begun() {
        return conv(TinyNetwork.of("n", 1, "h", "w"), "x", "c", 1, 8, 3, 1);
    }

    private static TinyNetwork conv(TinyNetwork network, String x, String y, int in, int out, int size, int stride) {
        int pad = size / 2;
        return network.random(y + "w", y.hashCode(), out, in, size, size)
                .random(y + "b", y.hashCode() + 1, out)
                .node(
                        "Conv",
                        List.of(x, y + "w", y + "b"),
                        y,
                        "pads",
                        List.of(pad, pad, pad, pad),
                        "strides",
                        List.of(stride, stride));
    }

    private static Graph ended(TinyNetwork network, String last, int channels) {
        return network.node("GlobalAveragePool", List.of(last), "g")
                .node("Flatten", List.of("g"), "f")
                .random("fc", 7, channels, 3)
                .random("fcb", 8, 3)
                .node("Gemm", List.of("f", "fc", "fcb"), "z")
                .output("z", "n", 3)
                .read()
                .at(HEIGHT, WIDTH);
    }

    /** Compares everything that comes out, with and without runs; the runs as {@code from -> to}. */
    private List<String> agree(Graph graph, String... taps) {
        return agree(graph, false, taps);
    }

    private List<String> agree(Graph graph, boolean spreadTies, String... taps) {
        List<String> runs = List.of();
        for (int images : new int[] {1, 3}) {
            Program program = graph.program(images);
            Route.Purpose purpose = Route.Purpose.tapping(Set.of(taps));
            Operations operations = new Operations(program, new Weights(manager), spreadTies);
            Route fast = Route.of(program, purpose, operations, Optional.of(fused));
            Route slow = Route.of(program, purpose, operations, Optional.empty());
            Map<String, float[]> expected = results(program, slow, taps);
            Map<String, float[]> actual = results(program, fast, taps);
            assertEquals(expected.keySet(), actual.keySet());
            expected.forEach(
                    (name, values) -> SummedGradientTest.agree(name, values, actual.getOrDefault(name, new float[0])));
            runs = fast.steps().stream()
                    .filter(Route.Fused.class::isInstance)
                    .map(step ->
                            step.inputs().getFirst() + " -> " + step.outputs().getFirst())
                    .toList();
            assertTrue(slow.steps().stream().noneMatch(Route.Fused.class::isInstance));
        }
        return runs;
    }

    private Map<String, float[]> results(Program program, Route route, String... taps) {
        int images = program.batch();
        Random random = new Random(5);
        float[] x = new float[images * HEIGHT * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        Map<String, float[]> results = new HashMap<>();
        int classes = program.shape(program.logits()).getLast();
        try (Pass pass = new Pass(manager, route, Set.of(taps), images, classes, true)) {
            pass.giveLeaf(program.input(), new Tensor(new int[] {images, 1, HEIGHT, WIDTH}, x));
            float[][] logits = pass.forward();
            results.put("logits", TorchTraining.flat(logits));
            pass.backward(logits, new Logit(1));
            results.put("input", pass.gradient(program.input(), x.length));
            for (String tap : taps) {
                List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
                int size = program.shape(tap).stream().reduce(1, (a, b) -> a * b);
                results.put("activation " + tap, pass.activation(tap, order));
                results.put("gradient " + tap, pass.gradient(tap, size, order));
            }
        }
        if (taps.length == 0) {
            try (Pass pass = new Pass(manager, route, Set.of(), images, classes, false)) {
                pass.give(program.input(), new Tensor(new int[] {images, 1, HEIGHT, WIDTH}, x));
                results.put("logits only", TorchTraining.flat(pass.forward()));
            }
        }
        return results;
    }

    @Test
    void aResidualNetworkIsOneRun() {
        TinyNetwork n = begun().node("Relu", List.of("c"), "cr")
                .node(
                        "MaxPool",
                        List.of("cr"),
                        "p",
                        "kernel_shape",
                        List.of(3, 3),
                        "strides",
                        List.of(2, 2),
                        "pads",
                        List.of(1, 1, 1, 1));
        conv(n, "p", "a1", 8, 8, 3, 1).node("Relu", List.of("a1"), "ar");
        conv(n, "ar", "a2", 8, 8, 3, 1).node("Add", List.of("a2", "p"), "as").node("Relu", List.of("as"), "a");
        conv(n, "a", "b1", 8, 12, 3, 2).node("Relu", List.of("b1"), "br");
        conv(n, "br", "b2", 12, 12, 3, 1);
        conv(n, "a", "down", 8, 12, 1, 2)
                .node("Add", List.of("b2", "down"), "bs")
                .node("Relu", List.of("bs"), "b");
        assertEquals(List.of("x -> z"), agree(ended(n, "b", 12)));
    }

    @Test
    void groupsDilationsAndUnevenKernels() {
        TinyNetwork n = begun().random("gw", 11, 8, 2, 3, 3)
                .node("Conv", List.of("c", "gw"), "g4", "group", 4, "pads", List.of(1, 1, 1, 1))
                .random("dw", 12, 9, 8, 3, 3)
                .node("Conv", List.of("g4", "dw"), "d", "dilations", List.of(2, 1), "pads", List.of(2, 0, 2, 0))
                .node("Relu", List.of("d"), "dr")
                .random("uw", 13, 10, 9, 1, 5)
                .node("Conv", List.of("dr", "uw"), "u", "pads", List.of(0, 2, 0, 2))
                .random("ow", 14, 8, 10, 1, 1)
                .node("Conv", List.of("u", "ow"), "o", "pads", List.of(1, 1, 1, 1));
        assertEquals(List.of("x -> z"), agree(ended(n, "o", 8)));
    }

    @Test
    void fewChannelsAndManyLayersBehindTheFlattening() {
        TinyNetwork n = conv(TinyNetwork.of("n", 1, HEIGHT, WIDTH), "x", "c", 1, 4, 3, 1);
        conv(n, "c", "d", 4, 5, 3, 2)
                .node("Relu", List.of("d"), "dr")
                .node("AveragePool", List.of("dr"), "p", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2));
        Graph graph = n.node("Flatten", List.of("p"), "f")
                .random("w1", 21, 30, 6)
                .random("b1", 22, 6)
                .node("Gemm", List.of("f", "w1", "b1"), "h")
                .node("Relu", List.of("h"), "hr")
                .random("w2", 23, 2, 6)
                .node("Gemm", List.of("hr", "w2"), "z", "transB", 1)
                .output("z", "n", 2)
                .read();
        assertEquals(List.of("x -> z"), agree(graph));
    }

    @Test
    void valuesThatAreUsedTwiceAreNotOverwritten() {
        TinyNetwork n = begun().node("Relu", List.of("c"), "r").node("Add", List.of("c", "r"), "s");
        conv(n, "s", "d", 8, 8, 3, 1).node("Add", List.of("d", "s"), "t").node("Relu", List.of("t"), "tr");
        n.node("Add", List.of("tr", "t"), "u")
                .node("Add", List.of("d", "u"), "v")
                .node("Relu", List.of("v"), "w");
        n.node("Relu", List.of("w"), "ww");
        assertEquals(List.of("x -> z"), agree(ended(n, "ww", 8)));
    }

    /** What goes round a run brings its gradient by another way. */
    @Test
    void gradientsRoundARunAreAddedUp() {
        TinyNetwork n = begun().node("Tanh", List.of("c"), "t");
        conv(n, "t", "d", 8, 8, 3, 1).node("Relu", List.of("d"), "dr");
        conv(n, "dr", "e", 8, 8, 3, 1).node("Mul", List.of("e", "c"), "m");
        assertEquals(List.of("t -> e"), agree(ended(n, "m", 8)));
    }

    /** The value that a run begins at goes to another branch first. */
    @Test
    void theBeginningMayHaveOtherUsers() {
        TinyNetwork n = begun().node("Tanh", List.of("c"), "t").node("Sigmoid", List.of("t"), "s");
        conv(n, "t", "d", 8, 8, 3, 1).node("Relu", List.of("d"), "dr");
        conv(n, "dr", "e", 8, 8, 3, 1).node("Mul", List.of("e", "s"), "m");
        Graph graph = ended(n, "m", 8);
        assertEquals(List.of("t -> e"), agree(graph));
        assertEquals(List.of("t -> e"), agree(graph, "t"));
    }

    @Test
    void runsEndAtOtherOperationsAndAtValuesThatAreLookedAt() {
        TinyNetwork n = begun();
        conv(n, "c", "d", 8, 8, 3, 1).node("Sigmoid", List.of("d"), "s");
        conv(n, "s", "e", 8, 8, 3, 1).node("Relu", List.of("e"), "er");
        conv(n, "er", "f1", 8, 8, 3, 1).node("Relu", List.of("f1"), "f2");
        conv(n, "f2", "h", 8, 8, 3, 1);
        conv(n, "h", "i", 8, 8, 3, 1);
        Graph graph = ended(n, "i", 8);
        assertEquals(List.of("x -> d", "s -> z"), agree(graph));
        assertEquals(List.of("x -> d", "s -> f2", "f2 -> z"), agree(graph, "f2"));
        assertEquals(List.of("er -> z"), agree(graph, "c", "er"));
    }

    @Test
    void aPoolThatSpreadsTiesIsNoPartOfARun() {
        TinyNetwork n =
                begun().node("MaxPool", List.of("c"), "p", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2));
        conv(n, "p", "d", 8, 8, 3, 1);
        conv(n, "d", "e", 8, 8, 3, 1);
        Graph graph = ended(n, "e", 8);
        assertEquals(List.of("x -> z"), agree(graph));
        assertEquals(List.of("p -> z"), agree(graph, true));
    }

    @Test
    void aBatchNormIsWorkedIn() {
        TinyNetwork n = begun().random("s", 3, 8)
                .random("t", 4, 8)
                .random("u", 5, 8)
                .floats("v", List.of(8), 1, 2, 3, 4, 5, 6, 7, 8)
                .node("BatchNormalization", List.of("c", "s", "t", "u", "v"), "b");
        conv(n, "b", "d", 8, 8, 3, 1);
        assertEquals(List.of("x -> z"), agree(ended(n, "d", 8)));
    }

    @Test
    void allBatchesShareAModuleAndItsWeights() {
        TinyNetwork n = begun();
        conv(n, "c", "d", 8, 8, 3, 1);
        Graph graph = ended(n, "d", 8);
        List<FusedModule> modules = new ArrayList<>();
        for (int images : new int[] {1, 2, 8}) {
            Program program = graph.program(images);
            Operations operations = new Operations(program, new Weights(manager), false);
            Route route = Route.of(program, Route.Purpose.LOGITS, operations, Optional.of(fused));
            modules.add(((Route.Fused) route.steps().getFirst()).module());
        }
        assertSame(modules.get(0), modules.get(1));
        assertSame(modules.get(0), modules.get(2));
    }

    /** One convolution alone is left to the engine. */
    @Test
    void aLoneConvolutionIsNoRun() {
        assertEquals(List.of(), agree(ended(begun(), "c", 8)));
    }
}
