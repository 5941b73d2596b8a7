package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.network.torch.ReferenceModelsTest.Logit;

/** A network small enough to work out by hand, and what must hold for any. */
class TorchNetworkTest {
    /** x -> 1x1 convolution (2 channels) -> batch norm -> relu -> mean -> linear (2 logits). */
    private static Graph small() {
        return TinyNetwork.of("batch", 1, "height", "width")
                .floats("w", List.of(2, 1, 1, 1), 2, -1)
                .floats("cb", List.of(2), 1, 0)
                .named("/conv/Conv", "Conv", List.of("x", "w", "cb"), List.of("c"))
                .floats("s", List.of(2), 3, 1)
                .floats("t", List.of(2), 0, 0.5)
                .floats("m", List.of(2), 1, 0)
                .floats("v", List.of(2), 4, 1)
                .named(
                        "/bn/BatchNormalization",
                        "BatchNormalization",
                        List.of("c", "s", "t", "m", "v"),
                        List.of("n"),
                        "epsilon",
                        0f)
                .named("/relu/Relu", "Relu", List.of("n"), List.of("r"))
                .named("/gap/GlobalAveragePool", "GlobalAveragePool", List.of("r"), List.of("g"))
                .named("/flatten/Flatten", "Flatten", List.of("g"), List.of("f"))
                .floats("fw", List.of(2, 2), 1, 2, 3, 4)
                .floats("fb", List.of(2), 0.25, 0)
                .named("/fc/Gemm", "Gemm", List.of("f", "fw", "fb"), List.of("z"), "transB", 1)
                .output("z", "batch", 2)
                .read()
                .at(1, 2);
    }

    private static Tensor image(float... values) {
        return new Tensor(new int[] {1, 1, 1, values.length}, values);
    }

    private static Tensor random(int images, int height, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[images * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Tensor(new int[] {images, 1, height, width}, values);
    }

    @Test
    void valuesAndGradientsByHand() {
        // c = (2x+1, -x); n = (1.5 (c-1), c+0.5) = (3x, 0.5-x); r = relu(n)
        // x = (1, -2): r = (3, 0 | 0, 2.5), g = (1.5, 1.25), z = (1.5+2.5+0.25, 4.5+5)
        Tensor x = image(1, -2);
        try (TorchNetwork network = new TorchNetwork(small())) {
            assertArrayEquals(new float[] {4.25f, 9.5f}, network.logits(x)[0], 1e-6f);
            // dz0/dx = 1 * 3/2 where x > 0, 2 * -1/2 where x < 0.5
            Gradients g = network.gradients(x, new Logit(0));
            assertArrayEquals(new float[] {4.25f, 9.5f}, g.logits()[0], 1e-6f);
            assertArrayEquals(new float[] {1.5f, -1}, g.values().values(), 1e-6f);
            assertArrayEquals(new int[] {1, 1, 1, 2}, g.values().shape());
            assertArrayEquals(
                    new float[] {4.5f, -2},
                    network.gradients(x, new Logit(1)).values().values(),
                    1e-6f);
        }
    }

    @Test
    void aLayerBeforeAFoldedBatchNormIsTheFilesOwn() {
        Graph graph = small();
        Tensor x = image(1, -2);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            network.logits(x); // the folded form is there already
            List<Layer> layers = List.of(
                    graph.layer("conv").orElseThrow(),
                    graph.layer("bn").orElseThrow(),
                    graph.layer("relu").orElseThrow());
            List<LayerPass> passes = network.layers(x, layers, new Logit(0));
            assertArrayEquals(
                    new float[] {3, -3, -1, 2}, passes.get(0).activation().values(), 1e-6f);
            assertArrayEquals(
                    new float[] {3, -6, -0.5f, 2.5f}, passes.get(1).activation().values(), 1e-6f);
            assertArrayEquals(
                    new float[] {3, 0, 0, 2.5f}, passes.get(2).activation().values(), 1e-6f);
            assertArrayEquals(
                    new float[] {0.75f, 0, 0, 1}, passes.get(0).gradient().values(), 1e-6f);
            assertArrayEquals(
                    new float[] {0.5f, 0, 0, 1}, passes.get(1).gradient().values(), 1e-6f);
            assertArrayEquals(
                    new float[] {0.5f, 0.5f, 1, 1}, passes.get(2).gradient().values(), 1e-6f);
            assertArrayEquals(new int[] {1, 2, 1, 2}, passes.get(2).gradient().shape());
            // In the other order the layers come back in the other order.
            assertEquals(
                    "relu",
                    network.layers(x, layers.reversed(), new Logit(0))
                            .getFirst()
                            .layer()
                            .name());
        }
    }

    @Test
    void logitsFromAGivenLayer() {
        Graph graph = small();
        try (TorchNetwork network = new TorchNetwork(graph)) {
            Tensor given = new Tensor(new int[] {1, 2, 1, 2}, new float[] {1, 3, -4, 8});
            Tensor x = image(0, 0);
            // mean (2, 2) -> z0 = 2 + 4 + 0.25, z1 = 6 + 8
            float[][] z = network.logitsFrom(graph.layer("relu").orElseThrow(), given, x);
            assertArrayEquals(new float[] {6.25f, 14}, z[0], 1e-6f);
            // Given before the relu, the -4 is cut off: mean (2, 4).
            z = network.logitsFrom(graph.layer("bn").orElseThrow(), given, x);
            assertArrayEquals(new float[] {10.25f, 22}, z[0], 1e-6f);
            z = network.logitsFrom(
                    graph.layer("fc").orElseThrow(), new Tensor(new int[] {1, 2, 1, 1}, new float[] {7, 8}), x);
            assertArrayEquals(new float[] {7, 8}, z[0]);
        }
    }

    @Test
    void batchesOfAnySizeAreImagesOneByOne() {
        Graph graph = small().at(5, 4);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            assertTrue(network.batch() >= 1);
            for (int images : new int[] {1, 2, 3, 8, 9, 21}) {
                Tensor x = random(images, 5, 4, images);
                float[][] logits = network.logits(x);
                Gradients gradients = network.gradients(x, new Logit(1));
                Layer relu = graph.layer("relu").orElseThrow();
                LayerPass pass = network.layers(x, List.of(relu), new Logit(1)).getFirst();
                float[][] again = network.logitsFrom(relu, pass.activation(), x);
                assertEquals(images, logits.length);
                for (int n = 0; n < images; n++) {
                    Tensor one = x.entry(n);
                    assertArrayEquals(network.logits(one)[0], logits[n], 1e-5f);
                    assertArrayEquals(logits[n], again[n], 1e-5f);
                    assertArrayEquals(
                            network.gradients(one, new Logit(1)).values().values(),
                            gradients.values().entry(n).values(),
                            1e-5f);
                    LayerPass alone =
                            network.layers(one, List.of(relu), new Logit(1)).getFirst();
                    assertArrayEquals(
                            alone.gradient().values(), pass.gradient().entry(n).values(), 1e-5f);
                    assertArrayEquals(
                            alone.activation().values(),
                            pass.activation().entry(n).values(),
                            1e-5f);
                }
            }
            assertEquals(0, network.logits(new Tensor(new int[] {0, 1, 5, 4}, new float[0])).length);
        }
    }

    @Test
    void aNetworkForOneBatchSizeRunsAnyNumberOfImages() {
        Graph graph = TinyNetwork.of(2, 1, 1, 2)
                .ints("shape", 2, 2)
                .node("Reshape", List.of("x", "shape"), "f")
                .floats("w", List.of(2, 1), 1, 10)
                .node("MatMul", List.of("f", "w"), "z")
                .output("z", 2, 1)
                .read();
        assertEquals(2, graph.fixedBatch().orElseThrow());
        try (TorchNetwork network = new TorchNetwork(graph)) {
            assertEquals(2, network.batch());
            for (int images : new int[] {1, 2, 5}) {
                Tensor x = random(images, 1, 2, images);
                float[][] logits = network.logits(x);
                Gradients gradients = network.gradients(x, new Logit(0));
                assertEquals(images, logits.length);
                for (int n = 0; n < images; n++) {
                    assertEquals(x.values()[2 * n] + 10 * x.values()[2 * n + 1], logits[n][0], 1e-5);
                    assertArrayEquals(
                            new float[] {1, 10}, gradients.values().entry(n).values(), 1e-6f);
                }
            }
        }
    }

    @Test
    void slopesAreTakenForEveryImageOfItsOwn() {
        try (TorchNetwork network = new TorchNetwork(small())) {
            Tensor x = new Tensor(new int[] {2, 1, 1, 2}, new float[] {1, -2, 1, -2});
            List<Float> seen = new ArrayList<>();
            Score score = new Score() {
                @Override
                public double value(float[] logits) {
                    return 0;
                }

                @Override
                public float[] slope(float[] logits) {
                    seen.add(logits[0]);
                    return new float[] {seen.size() == 1 ? 1 : 2, 0};
                }
            };
            float[] g = network.gradients(x, score).values().values();
            assertArrayEquals(new float[] {1.5f, -1, 3, -2}, g, 1e-6f);
            assertEquals(List.of(4.25f, 4.25f), seen);
        }
    }

    @Test
    void aBranchThatTheImageDoesNotReachHasNoGradient() {
        Graph graph = TinyNetwork.of("n", 1, 1, 2)
                .node("Floor", List.of("x"), "f")
                .node("Flatten", List.of("f"), "z")
                .output("z", "n", 2)
                .read();
        try (TorchNetwork network = new TorchNetwork(graph)) {
            assertArrayEquals(
                    new float[] {0, 0},
                    network.gradients(image(1.5f, 2.5f), new Logit(0)).values().values());
        }
        Graph compared = TinyNetwork.of("n", 1, 1, 2)
                .floats("two", List.of(), 2)
                .node("Greater", List.of("x", "two"), "g")
                .node("Cast", List.of("g"), "c", "to", 1)
                .node("Flatten", List.of("c"), "z")
                .output("z", "n", 2)
                .read();
        try (TorchNetwork network = new TorchNetwork(compared)) {
            Gradients g = network.gradients(image(1.5f, 2.5f), new Logit(0));
            assertArrayEquals(new float[] {0, 1}, g.logits()[0]);
            assertArrayEquals(new float[] {0, 0}, g.values().values());
        }
    }

    @Test
    void tiesOfMaxPoolingAreSpreadEvenlyIfAsked() {
        Graph graph = TinyNetwork.of("n", 1, "h", "w")
                .node(
                        "MaxPool",
                        List.of("x"),
                        "p",
                        "kernel_shape",
                        List.of(2, 2),
                        "strides",
                        List.of(2, 2),
                        "pads",
                        List.of(0, 1, 0, 1))
                .node("GlobalAveragePool", List.of("p"), "g")
                .node("Flatten", List.of("g"), "z")
                .output("z", "n", 1)
                .read()
                .at(2, 4);
        // Windows: (pad, 3 | pad, 3), (1, 2 | 2, 1.0 + 1e-8), (7 | -1)
        Tensor x = new Tensor(new int[] {1, 1, 2, 4}, new float[] {3, 1, 2, 7, 3, 2, 1, -1});
        float third = 1f / 3;
        try (TorchNetwork even = new TorchNetwork(graph, new TorchNetwork.Options(true));
                TorchNetwork plain = new TorchNetwork(graph)) {
            assertEquals(4, even.logits(x)[0][0], 1e-6);
            assertEquals(4, plain.logits(x)[0][0], 1e-6);
            assertArrayEquals(
                    new float[] {third / 2, 0, third / 2, third, third / 2, third / 2, 0, 0},
                    even.gradients(x, new Logit(0)).values().values(),
                    1e-6f);
            float[] one = plain.gradients(x, new Logit(0)).values().values();
            assertEquals(third, one[0] + one[4], 1e-6);
            assertTrue(one[0] == 0 || one[4] == 0, "PyTorch gives the gradient to one of them");
            // On flat sky everybody gets the same.
            float[] flat = even.gradients(new Tensor(new int[] {1, 1, 2, 4}, new float[8]), new Logit(0))
                    .values()
                    .values();
            assertArrayEquals(
                    new float[] {third / 2, third / 4, third / 4, third / 2, third / 2, third / 4, third / 4, third / 2
                    },
                    flat,
                    1e-6f);
        }
    }

    @Test
    void severalThreadsAtOnceGiveTheSame() throws InterruptedException, ExecutionException {
        Graph graph = small().at(16, 12);
        Tensor x = random(3, 16, 12, 5);
        Layer relu = graph.layer("relu").orElseThrow();
        try (TorchNetwork network = new TorchNetwork(graph);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            float[] expected = network.gradients(x, new Logit(0)).values().values();
            float[] layer = network.layers(x, List.of(relu), new Logit(0))
                    .getFirst()
                    .gradient()
                    .values();
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int kind = i % 3;
                results.add(threads.submit(() -> {
                    network.logits(x);
                    return kind == 0
                            ? network.layers(x, List.of(relu), new Logit(0))
                                    .getFirst()
                                    .gradient()
                                    .values()
                            : network.gradients(x, new Logit(0)).values().values();
                }));
            }
            for (int i = 0; i < results.size(); i++) {
                assertArrayEquals(i % 3 == 0 ? layer : expected, results.get(i).get(), 1e-6f);
            }
        }
    }
}
