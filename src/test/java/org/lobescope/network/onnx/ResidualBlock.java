package org.lobescope.network.onnx;

import java.util.List;

/** A residual block as PyTorch's older exporter names its nodes; the relu module is called twice. */
final class ResidualBlock {
    private ResidualBlock() {}

    static TinyNetwork network() {
        return TinyNetwork.of("n", 1, "h", "w")
                .random("w1", 1, 2, 1, 3, 3)
                .random("w2", 2, 2, 2, 3, 3)
                .named(
                        "/stage/stage.0/conv1/Conv",
                        "Conv",
                        List.of("x", "w1"),
                        List.of("c1"),
                        "pads",
                        List.of(1, 1, 1, 1))
                .named("/stage/stage.0/relu/Relu", "Relu", List.of("c1"), List.of("r1"))
                .named(
                        "/stage/stage.0/conv2/Conv",
                        "Conv",
                        List.of("r1", "w2"),
                        List.of("c2"),
                        "pads",
                        List.of(1, 1, 1, 1))
                .named("/stage/stage.0/Add", "Add", List.of("c2", "r1"), List.of("s"))
                .named("/stage/stage.0/relu_1/Relu", "Relu", List.of("s"), List.of("r2"))
                .named("/drop/Dropout", "Dropout", List.of("r2"), List.of("d"))
                .named("/pool/MaxPool", "MaxPool", List.of("d"), List.of("p"), "kernel_shape", List.of(2, 2))
                .named("/GlobalAveragePool", "GlobalAveragePool", List.of("p"), List.of("g"))
                .named("/Flatten", "Flatten", List.of("g"), List.of("f"))
                .random("fc", 3, 3, 2)
                .named("/head/Gemm", "Gemm", List.of("f", "fc"), List.of("z"), "transB", 1)
                .output("z", "n", 3);
    }
}
