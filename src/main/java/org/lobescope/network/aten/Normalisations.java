package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;

/** Normalisations and dropout, as they are when a network is applied. */
final class Normalisations {
    private static final String EVAL = "call network.eval() before the export";

    static final Map<String, Aten.Function> ALL = Map.ofEntries(
            Map.entry(
                    "batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps,"
                            + " cudnn_enabled=True)",
                    Normalisations::batchNorm),
            Map.entry(
                    "native_batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps)",
                    call -> several(batchNorm(call))),
            Map.entry(
                    "_native_batch_norm_legit(input, weight, bias, running_mean, running_var, training, momentum, eps)",
                    call -> several(batchNorm(call))),
            Map.entry(
                    "_native_batch_norm_legit_no_training(input, weight, bias, running_mean, running_var, momentum, eps,"
                            + " training=False)",
                    call -> several(batchNorm(call))),
            Map.entry(
                    "_batch_norm_no_update(input, weight, bias, running_mean, running_var, momentum, eps, training=False)",
                    call -> several(batchNorm(call))),
            Map.entry(
                    "layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True)",
                    Normalisations::layerNorm),
            Map.entry(
                    "native_layer_norm(input, normalized_shape, weight, bias, eps)", call -> several(layerNorm(call))),
            Map.entry(
                    "group_norm(input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True)",
                    call -> groupNorm(call, call.integer("num_groups"))),
            Map.entry(
                    "native_group_norm(input, weight, bias, N, C, HxW, group, eps)",
                    call -> several(groupNorm(call, call.integer("group")))),
            Map.entry(
                    "instance_norm(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps,"
                            + " cudnn_enabled=True)",
                    Normalisations::instanceNorm),
            Map.entry("dropout(input, p=0.5, train=True)", Normalisations::dropout),
            Map.entry("feature_dropout(input, p=0.5, train=True)", Normalisations::dropout),
            Map.entry("alpha_dropout(input, p=0.5, train=True)", Normalisations::dropout),
            Map.entry("feature_alpha_dropout(input, p=0.5, train=True)", Normalisations::dropout),
            Map.entry("native_dropout(input, p, train)", call -> several(dropout(call))));

    private Normalisations() {}

    /** The result, and statistics that only training needs. */
    private static Object several(Object result) {
        return new Pickled.Tuple(List.of(result, Pickled.Nothing.NONE, Pickled.Nothing.NONE));
    }

    private static TensorValue factor(AtenCall call, String parameter, List<Integer> shape, double otherwise) {
        return call.maybe(parameter).orElseGet(() -> call.filled(shape, otherwise, Constant.Type.FLOAT));
    }

    private static Object batchNorm(AtenCall call) {
        if (call.flag("training")) {
            throw call.problem("is in training mode", EVAL);
        }
        if (call.none("running_mean") || call.none("running_var")) {
            throw call.unsupported("normalises by the statistics of the batch");
        }
        TensorValue x = call.tensor("input");
        TensorValue mean = call.tensor("running_mean");
        List<Integer> channels = call.shape(mean);
        return call.result(
                "BatchNormalization",
                AtenCall.attributes().number("epsilon", call.number("eps")).build(),
                x,
                factor(call, "weight", channels, 1),
                factor(call, "bias", channels, 0),
                mean,
                call.tensor("running_var"));
    }

    private static Object layerNorm(AtenCall call) {
        List<Integer> shape = call.integers("normalized_shape");
        TensorValue x = call.tensor("input");
        List<TensorValue> in = new ArrayList<>(List.of(x, factor(call, "weight", shape, 1)));
        call.maybe("bias").ifPresent(in::add);
        Attributes attributes = AtenCall.attributes()
                .integer("axis", call.rank(x) - shape.size())
                .number("epsilon", call.number("eps"))
                .build();
        return call.result("LayerNormalization", attributes, in.toArray(TensorValue[]::new));
    }

    private static Object groupNorm(AtenCall call, int groups) {
        TensorValue x = call.tensor("input");
        List<Integer> channels = List.of(call.shape(x).get(1));
        if (groups < 1 || channels.getFirst() % groups != 0) {
            throw call.unsupported("has " + groups + " groups for " + channels.getFirst() + " channels");
        }
        Attributes attributes = AtenCall.attributes()
                .integer("num_groups", groups)
                .number("epsilon", call.number("eps"))
                .build();
        return call.result(
                "GroupNormalization",
                attributes,
                x,
                factor(call, "weight", channels, 1),
                factor(call, "bias", channels, 0));
    }

    private static Object instanceNorm(AtenCall call) {
        TensorValue x = call.tensor("input");
        List<Integer> channels = List.of(call.shape(x).get(1));
        TensorValue weight = factor(call, "weight", channels, 1);
        TensorValue bias = factor(call, "bias", channels, 0);
        Attributes attributes =
                AtenCall.attributes().number("epsilon", call.number("eps")).build();
        return call.flag("use_input_stats")
                ? call.result("InstanceNormalization", attributes, x, weight, bias)
                : call.result(
                        "BatchNormalization",
                        attributes,
                        x,
                        weight,
                        bias,
                        call.tensor("running_mean"),
                        call.tensor("running_var"));
    }

    private static Object dropout(AtenCall call) {
        if (call.flag("train") && call.number("p") != 0) {
            throw call.problem("is in training mode", EVAL);
        }
        return call.same(call.tensor("input"));
    }
}
