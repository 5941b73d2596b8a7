package org.lobescope.network.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import org.lobescope.network.Graph;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;

/** Runs one operator on a small image; x goes in, y comes out. */
final class OneOperator {
    private OneOperator() {}

    /** Runs a network from x to y on one image of one channel and gives y, flattened. */
    static float[] run(int height, int width, double[] x, UnaryOperator<TinyNetwork> nodes) {
        return run(17, 1, height, width, x, nodes);
    }

    static float[] run(int opset, int channels, int height, int width, double[] x, UnaryOperator<TinyNetwork> nodes) {
        Graph graph = nodes.apply(new TinyNetwork(opset)
                        .input("x", ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT, "n", channels, height, width))
                // A sigmoid or softmax at the end would be taken off.
                .floats("one", List.of(), 1)
                .node("Mul", List.of("y", "one"), "same")
                .node("Flatten", List.of("same"), "flat", "axis", 1)
                .output("flat", "n", "k")
                .read();
        float[] values = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = (float) x[i];
        }
        try (TorchNetwork network = new TorchNetwork(graph)) {
            return network.logits(new Tensor(new int[] {1, channels, height, width}, values))[0];
        }
    }

    static double[] count(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    static void same(float[] actual, double... expected) {
        float[] floats = new float[expected.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) expected[i];
        }
        assertArrayEquals(floats, actual, 1e-5f);
    }
}
