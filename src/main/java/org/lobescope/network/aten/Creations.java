package org.lobescope.network.aten;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.NumberType;

/** Arrays that are made while a network runs. */
final class Creations {
    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        ALL.put("zeros(size, dtype=None)", call -> filled(call, call.integers("size"), 0));
        ALL.put("ones(size, dtype=None)", call -> filled(call, call.integers("size"), 1));
        ALL.put(
                "full(size, fill_value, dtype=None)",
                call -> filled(call, call.integers("size"), call.number("fill_value")));
        ALL.put("zeros_like(self, dtype=None)", call -> like(call, 0));
        ALL.put("ones_like(self, dtype=None)", call -> like(call, 1));
        ALL.put("full_like(self, fill_value, dtype=None)", call -> like(call, call.number("fill_value")));
        ALL.put("new_zeros(self, size, dtype=None)", call -> filled(call, call.integers("size"), 0));
        ALL.put("new_ones(self, size, dtype=None)", call -> filled(call, call.integers("size"), 1));
        ALL.put(
                "new_full(self, size, fill_value, dtype=None)",
                call -> filled(call, call.integers("size"), call.number("fill_value")));
        ALL.put("scalar_tensor(s, dtype=None)", call -> filled(call, List.of(), call.number("s")));
        ALL.put("tensor(data, dtype=None)", Creations::tensor);
        ALL.put("arange(a, b=None, c=None, dtype=None)", Creations::arange);
        ALL.put("linspace(start, end, steps, dtype=None)", Creations::linspace);
    }

    private Creations() {}

    private static Constant.Type type(AtenCall call, Constant.Type otherwise) {
        return call.type(call.raw("dtype"))
                .map(t -> t.floating()
                        ? Constant.Type.FLOAT
                        : t == NumberType.BOOL ? Constant.Type.BOOL : Constant.Type.INT)
                .orElse(otherwise);
    }

    private static Object filled(AtenCall call, List<Integer> shape, double value) {
        return call.filled(shape, value, type(call, Constant.Type.FLOAT));
    }

    private static Object like(AtenCall call, double value) {
        TensorValue x = call.tensor("self");
        return call.filled(call.shape(x), value, type(call, x.type()));
    }

    private static Object tensor(AtenCall call) {
        if (!(call.raw("data") instanceof List<?>)) {
            return call.as(call.tensor("data"), type(call, call.tensor("data").type()));
        }
        List<Double> numbers = call.numbers("data");
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        boolean whole = ((List<?>) call.raw("data")).stream().allMatch(v -> v instanceof Long);
        TensorValue made = call.constant(Constant.of(List.of(values.length), values));
        return call.as(made, type(call, whole ? Constant.Type.INT : Constant.Type.FLOAT));
    }

    /** From start to before end; with one argument from 0. */
    private static Object arange(AtenCall call) {
        boolean one = call.none("b");
        double start = one ? 0 : call.number("a");
        double end = call.number(one ? "a" : "b");
        double step = call.none("c") ? 1 : call.number("c");
        boolean whole = !(call.raw("a") instanceof Double)
                && !(call.raw("b") instanceof Double)
                && !(call.raw("c") instanceof Double);
        double count = Math.max(0, Math.ceil((end - start) / step));
        call.room((long) count);
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (start + i * step);
        }
        TensorValue made = call.constant(Constant.of(List.of(values.length), values));
        return call.as(made, type(call, whole ? Constant.Type.INT : Constant.Type.FLOAT));
    }

    private static Object linspace(AtenCall call) {
        int steps = call.integer("steps");
        call.room(steps);
        double start = call.number("start");
        double end = call.number("end");
        float[] values = new float[steps];
        for (int i = 0; i < steps; i++) {
            values[i] = (float) (steps == 1 ? start : start + i * (end - start) / (steps - 1));
        }
        return call.constant(Constant.of(List.of(steps), values));
    }
}
