package org.lobescope.network.aten;

import java.util.Map;

/** What operations are called for people: as in ONNX, so that a network has the same layers in every format. */
final class Kinds {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("conv1d", "Conv"),
            Map.entry("conv2d", "Conv"),
            Map.entry("conv3d", "Conv"),
            Map.entry("convolution", "Conv"),
            Map.entry("_convolution", "Conv"),
            Map.entry("_convolution_mode", "Conv"),
            Map.entry("conv_transpose2d", "ConvTranspose"),
            Map.entry("linear", "Gemm"),
            Map.entry("addmm", "Gemm"),
            Map.entry("mm", "MatMul"),
            Map.entry("bmm", "MatMul"),
            Map.entry("max_pool2d_with_indices", "MaxPool"),
            Map.entry("batch_norm", "BatchNormalization"),
            Map.entry("_native_batch_norm_legit_no_training", "BatchNormalization"),
            Map.entry("layer_norm", "LayerNormalization"),
            Map.entry("native_layer_norm", "LayerNormalization"),
            Map.entry("group_norm", "GroupNormalization"),
            Map.entry("native_group_norm", "GroupNormalization"),
            Map.entry("cat", "Concat"),
            Map.entry("mean", "ReduceMean"),
            Map.entry("amax", "ReduceMax"),
            Map.entry("max", "ReduceMax"),
            Map.entry("view", "Reshape"),
            Map.entry("permute", "Transpose"),
            Map.entry("feature_dropout", "Dropout"),
            Map.entry("hardtanh", "Clip"),
            Map.entry("hardswish", "HardSwish"),
            Map.entry("hardsigmoid", "HardSigmoid"));

    private Kinds() {}

    /** {@code max_pool2d} becomes MaxPool, {@code adaptive_avg_pool2d} AdaptiveAvgPool. */
    static String of(String operation) {
        String known = NAMES.get(operation);
        if (known != null) {
            return known;
        }
        StringBuilder name = new StringBuilder();
        for (String part : operation.replaceFirst("[123]d$", "").split("_")) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return name.isEmpty() ? operation : name.toString();
    }
}
