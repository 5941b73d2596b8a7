package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;

/** Reductions over axes, and softmax. */
final class Reductions {
    private static final String AXES = "(self, dim=None, keepdim=False)";

    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        ALL.put("mean" + AXES, call -> reduce(call, Op.Reduction.MEAN));
        ALL.put("sum" + AXES, call -> reduce(call, Op.Reduction.SUM));
        ALL.put("prod" + AXES, call -> reduce(call, Op.Reduction.PRODUCT));
        ALL.put("amax" + AXES, call -> reduce(call, Op.Reduction.MAX));
        ALL.put("amin" + AXES, call -> reduce(call, Op.Reduction.MIN));
        ALL.put("logsumexp" + AXES, call -> reduce(call, Op.Reduction.LOG_SUM_EXP));
        ALL.put("max" + AXES, call -> extreme(call, Op.Reduction.MAX, Op.Operator.MAX));
        ALL.put("min" + AXES, call -> extreme(call, Op.Reduction.MIN, Op.Operator.MIN));
        ALL.put("var(self, dim=None, unbiased=True, keepdim=False, correction=None)", call -> variance(call, false));
        ALL.put("std(self, dim=None, unbiased=True, keepdim=False, correction=None)", call -> variance(call, true));
        ALL.put(
                "var_mean(self, dim=None, unbiased=True, keepdim=False, correction=None)",
                call -> new Pickled.Tuple(
                        List.of(variance(call, false), mean(call, axes(call), call.flag("keepdim")))));
        ALL.put("norm(self, p=2, dim=None, keepdim=False)", call -> norm(call, call.raw("p")));
        ALL.put("linalg_vector_norm(self, ord=2, dim=None, keepdim=False)", call -> norm(call, call.raw("ord")));
        ALL.put("softmax(self, dim, dtype=None)", call -> softmax(call, false));
        ALL.put("_softmax(self, dim, half_to_float=False)", call -> softmax(call, false));
        ALL.put("log_softmax(self, dim, dtype=None)", call -> softmax(call, true));
        ALL.put("_log_softmax(self, dim, half_to_float=False)", call -> softmax(call, true));
    }

    private Reductions() {}

    private static List<Integer> axes(AtenCall call) {
        return call.axes("dim", call.rank(call.tensor("self")));
    }

    private static Object reduce(AtenCall call, Op.Reduction kind) {
        TensorValue x = call.tensor("self");
        List<Integer> axes = axes(call);
        boolean keep = call.flag("keepdim");
        if (axes.isEmpty()) {
            return call.same(x);
        }
        return call.result(new Op.Reduce(kind, axes, keep), reduced(call.shape(x), axes, keep), x);
    }

    static List<Integer> reduced(List<Integer> shape, List<Integer> axes, boolean keep) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            if (!axes.contains(i)) {
                left.add(shape.get(i));
            } else if (keep) {
                left.add(1);
            }
        }
        return left;
    }

    /** max of everything, of two tensors, or along an axis with the places of the maxima, which are not known. */
    private static Object extreme(AtenCall call, Op.Reduction kind, Op.Operator pair) {
        if (call.raw("dim") instanceof TensorValue other) {
            TensorValue x = call.tensor("self");
            return call.result(new Op.Binary(pair), call.broadcast(x, other), x, other);
        }
        Object result = reduce(call, kind);
        return call.none("dim") ? result : new Pickled.Tuple(List.of(result, Pickled.Nothing.NONE));
    }

    private static TensorValue mean(AtenCall call, List<Integer> axes, boolean keep) {
        TensorValue x = call.tensor("self");
        return call.step(new Op.Reduce(Op.Reduction.MEAN, axes, keep), reduced(call.shape(x), axes, keep), x);
    }

    private static Object variance(AtenCall call, boolean root) {
        TensorValue x = call.tensor("self");
        boolean all = call.raw("dim") instanceof Boolean;
        List<Integer> axes =
                all ? java.util.stream.IntStream.range(0, call.rank(x)).boxed().toList() : axes(call);
        double correction = call.none("correction")
                ? (all ? call.flag("dim") : call.flag("unbiased")) ? 1 : 0
                : call.number("correction");
        int count = axes.stream().map(call.shape(x)::get).reduce(1, (a, b) -> a * b);
        boolean keep = call.flag("keepdim");
        TensorValue off = call.step("Sub", AtenCall.NONE, x, mean(call, axes, true));
        TensorValue sum =
                call.step(new Op.Reduce(Op.Reduction.SUM_SQUARE, axes, keep), reduced(call.shape(x), axes, keep), off);
        TensorValue factor = call.number(1 / Math.max(0, count - correction));
        if (!root) {
            return call.result("Mul", AtenCall.NONE, sum, factor);
        }
        return call.result("Sqrt", AtenCall.NONE, call.step("Mul", AtenCall.NONE, sum, factor));
    }

    private static Object norm(AtenCall call, Object order) {
        TensorValue x = call.tensor("self");
        double p = order instanceof Number n ? n.doubleValue() : 2;
        if (p == 1 || p == 2) {
            return reduce(call, p == 1 ? Op.Reduction.L1 : Op.Reduction.L2);
        }
        List<Integer> axes = axes(call);
        boolean keep = call.flag("keepdim");
        List<Integer> shape = reduced(call.shape(x), axes, keep);
        TensorValue size = call.step("Abs", AtenCall.NONE, x);
        if (p == Double.POSITIVE_INFINITY) {
            return call.result(new Op.Reduce(Op.Reduction.MAX, axes, keep), shape, size);
        }
        if (p <= 0) {
            throw call.unsupported("takes the norm of the order " + p);
        }
        TensorValue power = call.step("Pow", AtenCall.NONE, size, call.number(p));
        TensorValue sum = call.step(new Op.Reduce(Op.Reduction.SUM, axes, keep), shape, power);
        return call.result("Pow", AtenCall.NONE, sum, call.number(1 / p));
    }

    private static Object softmax(AtenCall call, boolean logarithm) {
        TensorValue x = call.as(call.tensor("self"), Constant.Type.FLOAT);
        Attributes attributes = AtenCall.attributes()
                .integer("axis", call.axis("dim", call.rank(x)))
                .build();
        return call.result(logarithm ? "LogSoftmax" : "Softmax", attributes, x);
    }
}
