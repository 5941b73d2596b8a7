package org.lobescope.training;

import java.util.List;

/**
 * LeNet-5 as radio astronomers use it (Tang et al. 2019; Scaife &amp; Porter 2021): two convolutions of 5 x 5 with 6 and 16
 * channels, each with ReLU and max pooling, then linear layers of 120 and 84 with dropout.
 */
final class LeNet {
    private static final int SIDE = 5;

    private LeNet() {}

    static String build(BlueprintBuilder b, int classes) {
        String x = block(b, "conv1", "pool1", b.input(), 6);
        x = block(b, "conv2", "pool2", x, 16);
        x = b.flatten("flatten", x);
        x = b.relu("fc1.relu", linear(b, "fc1", x, 120));
        x = b.relu("fc2.relu", linear(b, "fc2", x, 84));
        return linear(b, "fc3", b.dropout("dropout", x), classes);
    }

    private static String block(BlueprintBuilder b, String conv, String pool, String x, int channels) {
        int in = b.shape(x).get(1);
        double deviation = Math.sqrt(2.0 / (in * SIDE * SIDE));
        String weights = b.parameter(conv + ".weight", List.of(channels, in, SIDE, SIDE), deviation, true);
        String bias = b.parameter(conv + ".bias", List.of(channels), 0);
        String y = b.relu(conv + ".relu", b.convolution(conv, x, weights, bias, 1, 0));
        return b.maxPool(pool, y, 2, 2);
    }

    private static String linear(BlueprintBuilder b, String module, String x, int features) {
        int in = b.shape(x).get(1);
        String weights = b.parameter(module + ".weight", List.of(features, in), Math.sqrt(1.0 / in), true);
        return b.linear(module, x, weights, b.parameter(module + ".bias", List.of(features), 0));
    }
}
