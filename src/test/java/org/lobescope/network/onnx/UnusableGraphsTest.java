package org.lobescope.network.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;

/** What cannot be run is named: the node, the operator, and what to do. */
class UnusableGraphsTest {
    private static final TensorProto.DataType FLOAT = TensorProto.DataType.FLOAT;

    private static String problem(TinyNetwork network) {
        return String.valueOf(assertThrows(Problem.class, network::read).getMessage());
    }

    private static void contains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void whatCannotBeRunIsNamed() {
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .named("/fft/DFT", "DFT", List.of("x"), List.of("d"))
                        .node("Flatten", List.of("d"), "z")
                        .output("z", "n", 16)),
                "/fft/DFT",
                "DFT",
                "does not know");
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .node("QLinearConv", List.of("x"), "d")
                        .node("Flatten", List.of("d"), "z")
                        .output("z", "n", 16)),
                "quantised");
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .node("RandomNormalLike", List.of("x"), "d")
                        .node("Flatten", List.of("d"), "z")
                        .output("z", "n", 16)),
                "random",
                "model.eval()");
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .random("w1", 1, 2, 3, 1, 1)
                        .named("/stem/Conv", "Conv", List.of("x", "w1"), List.of("c"))
                        .node("Flatten", List.of("c"), "z")
                        .output("z", "n", 32)),
                "/stem/Conv",
                "channels");
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .node("Relu", List.of("y"), "z")
                        .output("z", "n", 16)),
                "'y'");
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .node("Relu", List.of("x"), "z")
                        .output("z", "n", 1, 4, 4)),
                "one per class");
        contains(
                problem(new TinyNetwork(6)
                        .input("x", FLOAT, 1, 1, 2, 2)
                        .node("Flatten", List.of("x"), "z")
                        .output("z", 1, 4)),
                "too old");
    }

    @Test
    void whatIsNoImageIsNamed() {
        contains(
                problem(TinyNetwork.of("n", 1, 4, 4)
                        .input("angle", FLOAT, "n", 1)
                        .node("Flatten", List.of("x"), "z")
                        .output("z", "n", 16)),
                "2 inputs (x, angle)");
        contains(
                problem(new TinyNetwork(17)
                        .input("x", TensorProto.DataType.UINT8, "n", 1, 4, 4)
                        .node("Flatten", List.of("x"), "z")
                        .output("z", "n", 16)),
                "UINT8");
        contains(
                problem(new TinyNetwork(17)
                        .input("x", FLOAT, "n", 100)
                        .node("Relu", List.of("x"), "z")
                        .output("z", "n", 100)),
                "2 axes");
    }
}
