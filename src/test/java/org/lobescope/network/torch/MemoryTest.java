package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Graph;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.network.torch.ReferenceModelsTest.Logit;

/** Native memory: no array that a call makes stays with the network. The size of the process is EnduranceTest's. */
class MemoryTest {
    private static final int ROUNDS = 150;

    /** Constants stand on either side of operators here, where the engine would hang results on them. */
    private static Graph graph() {
        return TinyNetwork.of("n", 1, "h", "w")
                .random("mean", 1, 1, 1, 1, 1)
                .node("Sub", List.of("mean", "x"), "m")
                .random("w1", 2, 32, 1, 3, 3)
                .named("/conv/Conv", "Conv", List.of("m", "w1"), List.of("c"), "pads", List.of(1, 1, 1, 1))
                .random("s", 3, 32)
                .random("t", 4, 32)
                .random("u", 5, 32)
                .floats(
                        "v",
                        List.of(32),
                        new java.util.Random(6).doubles(32, 1, 2).toArray())
                .node("BatchNormalization", List.of("c", "s", "t", "u", "v"), "b")
                .named("/act/HardSwish", "HardSwish", List.of("b"), List.of("r"))
                .node("Clip", List.of("r"), "l")
                .node("MaxPool", List.of("l"), "p", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2))
                .node("GlobalAveragePool", List.of("p"), "g")
                .node("Flatten", List.of("g"), "f")
                .random("fc", 7, 3, 32)
                .random("bias", 8, 1, 3)
                .node("Gemm", List.of("f", "fc", "bias"), "z", "transB", 1, "alpha", 2f, "beta", 3f)
                .output("z", "n", 3)
                .read()
                .at(128, 128);
    }

    @Test
    void hundredsOfCallsLeaveNothingBehind() {
        Graph graph = graph();
        Tensor x = new Tensor(new int[] {4, 1, 128, 128}, new float[4 * 128 * 128]);
        Layer conv = graph.layer("conv").orElseThrow();
        Layer act = graph.layer("act").orElseThrow();
        try (TorchNetwork network = new TorchNetwork(graph, new TorchNetwork.Options(true));
                TorchNetwork plain = new TorchNetwork(graph)) {
            round(network, x, conv, act);
            round(plain, x, conv, act);
            for (int i = 0; i < 20; i++) {
                round(plain, x, conv, act);
            }
            int managed = network.managed();
            int managedPlain = plain.managed();
            for (int i = 0; i < ROUNDS; i++) {
                round(plain, x, conv, act);
            }
            round(network, x, conv, act);
            assertEquals(managed, network.managed());
            assertEquals(managedPlain, plain.managed());
        }
    }

    private static void round(TorchNetwork network, Tensor x, Layer conv, Layer act) {
        network.logits(x);
        network.gradients(x, new Logit(0));
        List<LayerPass> passes = network.layers(x, List.of(conv, act), new Logit(1));
        network.logitsFrom(act, passes.get(1).activation(), x);
    }
}
