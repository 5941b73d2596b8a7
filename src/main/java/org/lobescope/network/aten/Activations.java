package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Op;
import org.lobescope.network.operator.Attributes;

/** Activations and other functions of single values. */
final class Activations {
    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        for (String[] pair : new String[][] {
            {"relu", "Relu"},
            {"sigmoid", "Sigmoid"},
            {"tanh", "Tanh"},
            {"mish", "Mish"},
            {"hardswish", "HardSwish"},
            {"softsign", "Softsign"},
            {"erf", "Erf"},
            {"exp", "Exp"},
            {"log", "Log"},
            {"sqrt", "Sqrt"},
            {"reciprocal", "Reciprocal"},
            {"neg", "Neg"},
            {"negative", "Neg"},
            {"abs", "Abs"},
            {"absolute", "Abs"},
            {"sign", "Sign"},
            {"sgn", "Sign"},
            {"floor", "Floor"},
            {"ceil", "Ceil"},
            {"round", "Round"},
            {"sin", "Sin"},
            {"cos", "Cos"},
            {"tan", "Tan"},
            {"atan", "Atan"},
        }) {
            ALL.put(pair[0] + "(self)", call -> call.result(pair[1], AtenCall.NONE, call.tensor("self")));
        }
        ALL.put("relu6(self)", call -> clip(call, 0, 6));
        ALL.put(
                "hardtanh(self, min_val=-1.0, max_val=1.0)",
                call -> clip(call, call.number("min_val"), call.number("max_val")));
        ALL.put(
                "leaky_relu(self, negative_slope=0.01)",
                call -> call.result("LeakyRelu", alpha(call.number("negative_slope")), call.tensor("self")));
        ALL.put("rrelu(self, lower=0.125, upper=0.3333333333333333, training=False)", Activations::rrelu);
        ALL.put("elu(self, alpha=1.0, scale=1.0, input_scale=1.0)", Activations::elu);
        ALL.put("celu(self, alpha=1.0)", call -> call.result("Celu", alpha(call.number("alpha")), call.tensor("self")));
        ALL.put("selu(self)", call -> call.result("Selu", AtenCall.NONE, call.tensor("self")));
        ALL.put(
                "gelu(self, approximate='none')",
                call -> call.result(
                        "Gelu",
                        AtenCall.attributes()
                                .text("approximate", call.text("approximate"))
                                .build(),
                        call.tensor("self")));
        ALL.put(
                "hardsigmoid(self)",
                call -> call.result(
                        "HardSigmoid",
                        AtenCall.attributes()
                                .number("alpha", 1 / 6.0)
                                .number("beta", 0.5)
                                .build(),
                        call.tensor("self")));
        ALL.put("silu(self)", call -> {
            TensorValue x = call.tensor("self");
            return call.result("Mul", AtenCall.NONE, x, call.step("Sigmoid", AtenCall.NONE, x));
        });
        ALL.put("softplus(self, beta=1.0, threshold=20.0)", Activations::softplus);
        ALL.put("log_sigmoid(self)", call -> {
            TensorValue minus = call.step("Neg", AtenCall.NONE, call.tensor("self"));
            return call.result("Neg", AtenCall.NONE, call.step("Softplus", AtenCall.NONE, minus));
        });
        ALL.put("prelu(self, weight)", Activations::prelu);
        ALL.put(
                "_prelu_kernel(self, weight)",
                call -> call.result("PRelu", AtenCall.NONE, call.tensor("self"), call.tensor("weight")));
        ALL.put("threshold(self, threshold, value)", Activations::threshold);
        ALL.put(
                "rsqrt(self)",
                call -> call.result(
                        "Reciprocal", AtenCall.NONE, call.step("Sqrt", AtenCall.NONE, call.tensor("self"))));
        ALL.put("square(self)", call -> call.result("Mul", AtenCall.NONE, call.tensor("self"), call.tensor("self")));
        ALL.put(
                "expm1(self)",
                call -> call.result(
                        "Sub", AtenCall.NONE, call.step("Exp", AtenCall.NONE, call.tensor("self")), call.number(1)));
        ALL.put(
                "log1p(self)",
                call -> call.result(
                        "Log", AtenCall.NONE, call.step("Add", AtenCall.NONE, call.tensor("self"), call.number(1))));
        ALL.put("log2(self)", call -> logarithm(call, 2));
        ALL.put("log10(self)", call -> logarithm(call, 10));
        ALL.put("glu(self, dim=-1)", Activations::glu);
        ALL.put(
                "logical_not(self)",
                call -> call.result(
                        "Not", AtenCall.NONE, call.as(call.tensor("self"), org.lobescope.network.Constant.Type.BOOL)));
        ALL.put("bitwise_not(self)", call -> call.result("Not", AtenCall.NONE, call.tensor("self")));
    }

    private Activations() {}

    private static Attributes alpha(double alpha) {
        return AtenCall.attributes().number("alpha", alpha).build();
    }

    private static Object clip(AtenCall call, double min, double max) {
        TensorValue x = call.tensor("self");
        return call.result(new Op.Clip((float) min, (float) max), call.shape(x), x);
    }

    private static Object rrelu(AtenCall call) {
        if (call.flag("training")) {
            throw call.problem("is in training mode", "call network.eval() before the export");
        }
        return call.result("LeakyRelu", alpha((call.number("lower") + call.number("upper")) / 2), call.tensor("self"));
    }

    private static Object elu(AtenCall call) {
        double scale = call.number("scale");
        double inner = call.number("input_scale");
        if (inner != 1) {
            throw call.unsupported("scales its input by " + inner);
        }
        Attributes attributes = AtenCall.attributes()
                .number("alpha", call.number("alpha"))
                .number("gamma", scale)
                .build();
        return call.result(scale == 1 ? "Elu" : "Selu", attributes, call.tensor("self"));
    }

    private static Object softplus(AtenCall call) {
        TensorValue x = call.tensor("self");
        double beta = call.number("beta");
        if (beta == 1) {
            return call.result("Softplus", AtenCall.NONE, x);
        }
        TensorValue scaled = call.step("Mul", AtenCall.NONE, x, call.number(beta));
        TensorValue soft = call.step("Softplus", AtenCall.NONE, scaled);
        return call.result("Mul", AtenCall.NONE, soft, call.number(1 / beta));
    }

    /** One slope for all channels, or one per channel. */
    private static Object prelu(AtenCall call) {
        TensorValue x = call.tensor("self");
        TensorValue weight = call.tensor("weight");
        int slopes = call.shape(weight).stream().reduce(1, (a, b) -> a * b);
        if (slopes > 1) {
            List<Integer> shape = new ArrayList<>(Collections.nCopies(call.rank(x) - 1, 1));
            shape.set(0, slopes);
            weight = call.step(
                    "Reshape", AtenCall.attributes().integers("shape", shape).build(), weight);
        }
        return call.result("PRelu", AtenCall.NONE, x, weight);
    }

    private static Object threshold(AtenCall call) {
        TensorValue x = call.tensor("self");
        if (call.number("value") == 0) {
            return call.result("ThresholdedRelu", alpha(call.number("threshold")), x);
        }
        TensorValue above = call.step("Greater", AtenCall.NONE, x, call.number(call.number("threshold")));
        return call.result("Where", AtenCall.NONE, above, x, call.number(call.number("value")));
    }

    private static Object logarithm(AtenCall call, double base) {
        TensorValue log = call.step("Log", AtenCall.NONE, call.tensor("self"));
        return call.result("Mul", AtenCall.NONE, log, call.number(1 / Math.log(base)));
    }

    private static Object glu(AtenCall call) {
        TensorValue x = call.tensor("self");
        int axis = call.axis("dim", call.rank(x));
        int half = call.shape(x).get(axis) / 2;
        TensorValue[] halves = new TensorValue[2];
        for (int i = 0; i < 2; i++) {
            halves[i] = call.step(
                    "Slice",
                    AtenCall.attributes()
                            .integers("starts", List.of(i * half))
                            .integers("ends", List.of((i + 1) * half))
                            .integers("axes", List.of(axis))
                            .build(),
                    x);
        }
        return call.result("Mul", AtenCall.NONE, halves[0], call.step("Sigmoid", AtenCall.NONE, halves[1]));
    }
}
