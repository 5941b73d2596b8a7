package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;

/**
 * What the way back reads must not be Java's to collect: the collector runs between the way there and the way back, and
 * whatever it frees is overwritten.
 */
class CollectorTest {
    private static final int SIZE = 8;

    private record Case(String name, UnaryOperator<TinyNetwork> nodes) {}

    private static final List<Case> CASES = List.of(
            new Case("HardSwish", n -> n.node("HardSwish", List.of("a"), "b")),
            new Case("HardSigmoid", n -> n.node("HardSigmoid", List.of("a"), "b")),
            new Case("Gelu tanh", n -> n.node("Gelu", List.of("a"), "b", "approximate", "tanh")),
            new Case("Celu", n -> n.node("Celu", List.of("a"), "b", "alpha", 2f)),
            new Case("Selu", n -> n.node("Selu", List.of("a"), "b")),
            new Case(
                    "ReduceMean over channels",
                    n -> n.node("ReduceMean", List.of("a"), "b", "axes", List.of(1), "keepdims", 1)),
            new Case("the input as a factor", n -> n.node("Mul", List.of("a", "x"), "b")));

    /** The logit of class 0, with a tidy-up before its slope is told. */
    private record Tidying(boolean tidy) implements Score {
        @Override
        public double value(float[] logits) {
            return logits[0];
        }

        @Override
        public float[] slope(float[] logits) {
            if (tidy) {
                collect();
            }
            float[] slope = new float[logits.length];
            slope[0] = 1;
            return slope;
        }
    }

    private static void collect() {
        List<ByteBuffer> overwriting = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2000; i++) {
                int size = i % 2 == 0 ? 4 : i % 4 == 1 ? 8 : SIZE * SIZE * Float.BYTES;
                ByteBuffer buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
                while (buffer.remaining() >= Float.BYTES) {
                    buffer.putFloat(1e19f);
                }
                overwriting.add(buffer);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreTheSame() {
        return CASES.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    private static void check(Case c) {
        TinyNetwork network = c.nodes()
                .apply(new TinyNetwork(17)
                        .input("x", ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT, 1, 1, SIZE, SIZE)
                        .random("w", 1, 3, 1, 3, 3)
                        .node("Conv", List.of("x", "w"), "a", "pads", List.of(1, 1, 1, 1)))
                .node("GlobalAveragePool", List.of("b"), "pooled")
                .node("Flatten", List.of("pooled"), "flat")
                .random("head", 7, c.name().startsWith("Reduce") ? 1 : 3, 2)
                .random("offset", 8, 1, 2)
                .node("Gemm", List.of("flat", "head", "offset"), "logits", "alpha", 0.5f, "beta", 3f)
                .output("logits", 1, 2);
        Graph graph = network.read();
        Random random = new Random(3);
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Tensor x = new Tensor(new int[] {1, 1, SIZE, SIZE}, values);
        Layer layer = graph.layer("a").orElseThrow();
        try (TorchNetwork torch = new TorchNetwork(graph)) {
            float[] calm = torch.gradients(x, new Tidying(false)).values().values();
            float[] calmInside = inside(torch, x, layer, false);
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(
                        calm, torch.gradients(x, new Tidying(true)).values().values());
                assertArrayEquals(calmInside, inside(torch, x, layer, true));
            }
        }
    }

    private static float[] inside(TorchNetwork torch, Tensor x, Layer layer, boolean tidy) {
        return torch.layers(x, List.of(layer), new Tidying(tidy))
                .getFirst()
                .gradient()
                .values();
    }
}
