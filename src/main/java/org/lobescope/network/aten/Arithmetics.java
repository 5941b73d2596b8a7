package org.lobescope.network.aten;

import java.util.HashMap;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;
import org.lobescope.network.archive.Pickled;

/** Functions of two values or more, broadcast. */
final class Arithmetics {
    private static final String PAIR = "(self, other)";

    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        for (String name : new String[] {"add", "sub", "subtract"}) {
            ALL.put(name + "(self, other, alpha=1)", call -> sum(call, "self", "other", name.equals("add")));
        }
        ALL.put("rsub(self, other, alpha=1)", call -> sum(call, "other", "self", false));
        for (String name : new String[] {"mul", "multiply"}) {
            ALL.put(name + PAIR, call -> binary(call, "Mul"));
        }
        for (String name : new String[] {"div", "divide", "true_divide"}) {
            ALL.put(name + "(self, other, rounding_mode=None)", Arithmetics::divide);
        }
        ALL.put("floor_divide" + PAIR, call -> rounded(call, "Floor"));
        ALL.put("remainder" + PAIR, call -> remainder(call, Op.Operator.MOD));
        ALL.put("fmod" + PAIR, call -> remainder(call, Op.Operator.FMOD));
        ALL.put("pow(self, exponent)", Arithmetics::power);
        ALL.put("maximum" + PAIR, call -> binary(call, "Max"));
        ALL.put("minimum" + PAIR, call -> binary(call, "Min"));
        for (String[] pair : new String[][] {
            {"eq", "Equal"}, {"gt", "Greater"}, {"ge", "GreaterOrEqual"}, {"lt", "Less"}, {"le", "LessOrEqual"}
        }) {
            ALL.put(pair[0] + PAIR, call -> binary(call, pair[1]));
        }
        ALL.put("ne" + PAIR, call -> {
            TensorValue[] in = alike(call, call.tensor("self"), call.tensor("other"));
            return call.result("Not", AtenCall.NONE, call.step("Equal", AtenCall.NONE, in));
        });
        for (String[] pair : new String[][] {{"and", "And"}, {"or", "Or"}, {"xor", "Xor"}}) {
            ALL.put("logical_" + pair[0] + PAIR, call -> logical(call, pair[1]));
            ALL.put("bitwise_" + pair[0] + PAIR, call -> logical(call, pair[1]));
        }
        ALL.put("where(condition, self, other)", call -> where(call, "self", "other"));
        ALL.put("masked_fill(self, mask, value)", call -> {
            TensorValue x = call.tensor("self");
            TensorValue value = call.as(call.tensor("value"), x.type());
            return call.result("Where", AtenCall.NONE, call.tensor("mask"), value, x);
        });
        ALL.put("clamp(self, min=None, max=None)", Arithmetics::clamp);
        ALL.put("clip(self, min=None, max=None)", Arithmetics::clamp);
        ALL.put("clamp_min(self, min)", call -> limited(call, "min", "Max"));
        ALL.put("clamp_max(self, max)", call -> limited(call, "max", "Min"));
        ALL.put("addcmul(self, tensor1, tensor2, value=1)", call -> added(call, "Mul"));
        ALL.put("addcdiv(self, tensor1, tensor2, value=1)", call -> added(call, "Div"));
        ALL.put("lerp(self, end, weight)", call -> {
            TensorValue x = call.tensor("self");
            TensorValue way = call.step("Sub", AtenCall.NONE, call.tensor("end"), x);
            return call.result("Add", AtenCall.NONE, x, call.step("Mul", AtenCall.NONE, way, call.tensor("weight")));
        });
    }

    private Arithmetics() {}

    /** Both operands with the kind of numbers that PyTorch would give the result. */
    private static TensorValue[] alike(AtenCall call, TensorValue a, TensorValue b) {
        Constant.Type type = a.type() == Constant.Type.FLOAT || b.type() == Constant.Type.FLOAT
                ? Constant.Type.FLOAT
                : a.type() == Constant.Type.INT || b.type() == Constant.Type.INT
                        ? Constant.Type.INT
                        : Constant.Type.BOOL;
        return new TensorValue[] {call.as(a, type), call.as(b, type)};
    }

    private static Object binary(AtenCall call, String operator) {
        return call.result(operator, AtenCall.NONE, alike(call, call.tensor("self"), call.tensor("other")));
    }

    private static Object sum(AtenCall call, String first, String second, boolean plus) {
        TensorValue b = call.tensor(second);
        if (call.number("alpha") != 1) {
            b = call.step("Mul", AtenCall.NONE, alike(call, b, call.number(call.number("alpha"))));
        }
        return call.result(plus ? "Add" : "Sub", AtenCall.NONE, alike(call, call.tensor(first), b));
    }

    private static TensorValue[] floats(AtenCall call) {
        return new TensorValue[] {
            call.as(call.tensor("self"), Constant.Type.FLOAT), call.as(call.tensor("other"), Constant.Type.FLOAT)
        };
    }

    private static Object divide(AtenCall call) {
        Object mode = call.raw("rounding_mode");
        if (mode == Pickled.Nothing.NONE) {
            return call.result("Div", AtenCall.NONE, floats(call));
        }
        if (!mode.equals("floor")) {
            throw call.unsupported("rounds in the mode '" + mode + "'");
        }
        return rounded(call, "Floor");
    }

    private static Object rounded(AtenCall call, String rounding) {
        boolean whole = alike(call, call.tensor("self"), call.tensor("other"))[0].type() != Constant.Type.FLOAT;
        TensorValue quotient = call.step("Div", AtenCall.NONE, floats(call));
        if (!whole) {
            return call.result(rounding, AtenCall.NONE, quotient);
        }
        return call.cast(call.step(rounding, AtenCall.NONE, quotient), Constant.Type.INT);
    }

    private static Object remainder(AtenCall call, Op.Operator operator) {
        TensorValue[] in = alike(call, call.tensor("self"), call.tensor("other"));
        return call.result(new Op.Binary(operator), call.broadcast(in[0], in[1]), in);
    }

    private static Object power(AtenCall call) {
        TensorValue x = call.tensor("self");
        if (call.raw("exponent") instanceof Number n && n.doubleValue() == 2) {
            return call.result("Mul", AtenCall.NONE, x, x);
        }
        return call.result("Pow", AtenCall.NONE, alike(call, x, call.tensor("exponent")));
    }

    private static Object logical(AtenCall call, String operator) {
        TensorValue a = call.as(call.tensor("self"), Constant.Type.BOOL);
        TensorValue b = call.as(call.tensor("other"), Constant.Type.BOOL);
        return call.result(operator, AtenCall.NONE, a, b);
    }

    private static Object where(AtenCall call, String yes, String no) {
        TensorValue[] in = alike(call, call.tensor(yes), call.tensor(no));
        return call.result("Where", AtenCall.NONE, call.tensor("condition"), in[0], in[1]);
    }

    private static Object clamp(AtenCall call) {
        TensorValue x = call.tensor("self");
        boolean numbers = !(call.raw("min") instanceof TensorValue) && !(call.raw("max") instanceof TensorValue);
        if (numbers) {
            float min = call.none("min") ? Float.NEGATIVE_INFINITY : (float) call.number("min");
            float max = call.none("max") ? Float.POSITIVE_INFINITY : (float) call.number("max");
            return call.result(new Op.Clip(min, max), call.shape(x), x);
        }
        TensorValue low = call.none("min") ? x : call.step("Max", AtenCall.NONE, alike(call, x, call.tensor("min")));
        return call.none("max")
                ? call.result("Identity", AtenCall.NONE, low)
                : call.result("Min", AtenCall.NONE, alike(call, low, call.tensor("max")));
    }

    private static Object limited(AtenCall call, String limit, String operator) {
        return call.result(operator, AtenCall.NONE, alike(call, call.tensor("self"), call.tensor(limit)));
    }

    private static Object added(AtenCall call, String operator) {
        TensorValue more = call.step(operator, AtenCall.NONE, call.tensor("tensor1"), call.tensor("tensor2"));
        TensorValue scaled = call.step("Mul", AtenCall.NONE, more, call.number(call.number("value")));
        return call.result("Add", AtenCall.NONE, call.tensor("self"), scaled);
    }
}
