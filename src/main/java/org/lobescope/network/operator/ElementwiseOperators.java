package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Functions of single values and of pairs of values. */
final class ElementwiseOperators {
    static final Map<String, Operator> ALL = new HashMap<>();

    static {
        unary("Relu", Op.Function.RELU);
        unary("Sigmoid", Op.Function.SIGMOID);
        unary("Tanh", Op.Function.TANH);
        unary("Softplus", Op.Function.SOFTPLUS);
        unary("Softsign", Op.Function.SOFTSIGN);
        unary("Mish", Op.Function.MISH);
        unary("HardSwish", Op.Function.HARD_SWISH);
        unary("Erf", Op.Function.ERF);
        unary("Exp", Op.Function.EXP);
        unary("Log", Op.Function.LOG);
        unary("Sqrt", Op.Function.SQRT);
        unary("Reciprocal", Op.Function.RECIPROCAL);
        unary("Neg", Op.Function.NEG);
        unary("Abs", Op.Function.ABS);
        unary("Sign", Op.Function.SIGN);
        unary("Floor", Op.Function.FLOOR);
        unary("Ceil", Op.Function.CEIL);
        unary("Round", Op.Function.ROUND);
        unary("Sin", Op.Function.SIN);
        unary("Cos", Op.Function.COS);
        unary("Tan", Op.Function.TAN);
        unary("Atan", Op.Function.ATAN);
        unary("Not", Op.Function.NOT);
        activation(
                "Gelu",
                a -> new Op.Unary(
                        a.text("approximate", "none").equals("tanh") ? Op.Function.GELU_TANH : Op.Function.GELU));
        activation("LeakyRelu", a -> new Op.LeakyRelu(a.number("alpha", 0.01f)));
        activation("Elu", a -> new Op.Elu(a.number("alpha", 1)));
        activation("Celu", a -> new Op.Celu(a.number("alpha", 1)));
        activation(
                "Selu",
                a -> new Op.Selu(
                        a.number("alpha", 1.67326319217681884765625f), a.number("gamma", 1.0507010221481323f)));
        activation("ThresholdedRelu", a -> new Op.ThresholdedRelu(a.number("alpha", 1)));
        activation("HardSigmoid", a -> new Op.HardSigmoid(a.number("alpha", 0.2f), a.number("beta", 0.5f)));
        binary("Add", Op.Operator.ADD);
        binary("Sub", Op.Operator.SUB);
        binary("Mul", Op.Operator.MUL);
        binary("Div", Op.Operator.DIV);
        binary("Pow", Op.Operator.POW);
        ALL.put("Mod", ElementwiseOperators::mod);
        binary("Equal", Op.Operator.EQUAL);
        binary("Greater", Op.Operator.GREATER);
        binary("GreaterOrEqual", Op.Operator.GREATER_OR_EQUAL);
        binary("Less", Op.Operator.LESS);
        binary("LessOrEqual", Op.Operator.LESS_OR_EQUAL);
        binary("And", Op.Operator.AND);
        binary("Or", Op.Operator.OR);
        binary("Xor", Op.Operator.XOR);
        ALL.put("Sum", (node, program) -> chain(node, program, Op.Operator.ADD));
        ALL.put("Min", (node, program) -> chain(node, program, Op.Operator.MIN));
        ALL.put("Max", (node, program) -> chain(node, program, Op.Operator.MAX));
        ALL.put("Mean", ElementwiseOperators::mean);
        ALL.put("PRelu", ElementwiseOperators::prelu);
        ALL.put("Clip", ElementwiseOperators::clip);
        ALL.put("Where", ElementwiseOperators::where);
        ALL.put("Cast", ElementwiseOperators::cast);
        ALL.put("CastLike", ElementwiseOperators::castLike);
        ALL.put("Identity", ElementwiseOperators::identity);
        ALL.put("Dropout", ElementwiseOperators::dropout);
    }

    private ElementwiseOperators() {}

    private static void unary(String kind, Op.Function function) {
        activation(kind, a -> new Op.Unary(function));
    }

    private static void activation(String kind, java.util.function.Function<Attributes, Op> op) {
        ALL.put(
                kind,
                (node, program) -> program.emit(
                        node, op.apply(node.attributes()), List.of(node.input(0)), program.shape(node, 0)));
    }

    private static void binary(String kind, Op.Operator operator) {
        ALL.put(
                kind,
                (node, program) -> program.emit(
                        node,
                        new Op.Binary(operator),
                        Shapes.broadcast(node, program.shape(node, 0), program.shape(node, 1))));
    }

    private static void mod(Call node, ProgramBuilder program) {
        program.emit(
                node,
                new Op.Binary(node.attributes().flag("fmod", false) ? Op.Operator.FMOD : Op.Operator.MOD),
                Shapes.broadcast(node, program.shape(node, 0), program.shape(node, 1)));
    }

    /** Any number of inputs, two at a time. */
    private static void chain(Call node, ProgramBuilder program, Op.Operator operator) {
        String sum = node.input(0);
        List<Integer> shape = program.shape(node, 0);
        if (node.inputs().size() == 1) {
            identity(node, program);
            return;
        }
        for (int i = 1; i < node.inputs().size(); i++) {
            boolean last = i == node.inputs().size() - 1;
            shape = Shapes.broadcast(node, shape, program.shape(node, i));
            String next = last ? node.output() : program.hidden(node, "part" + i);
            program.emit(node, new Op.Binary(operator), List.of(sum, node.input(i)), next, shape);
            sum = next;
        }
    }

    private static void mean(Call node, ProgramBuilder program) {
        List<String> outputs = List.of(program.hidden(node, "sum"));
        chain(node.withOutputs(outputs), program, Op.Operator.ADD);
        float each = 1f / node.inputs().size();
        String factor = program.derived(node, "factor", () -> Constant.of(List.of(), new float[] {each}));
        program.emit(
                node,
                new Op.Binary(Op.Operator.MUL),
                List.of(outputs.getFirst(), factor),
                program.shapeOf(node, outputs.getFirst()));
    }

    private static void prelu(Call node, ProgramBuilder program) {
        program.emit(node, new Op.PRelu(), Shapes.broadcast(node, program.shape(node, 0), program.shape(node, 1)));
    }

    private static void clip(Call node, ProgramBuilder program) {
        // Attributes before opset 11, inputs since.
        float min = program.number(node, "min", 1, Float.NEGATIVE_INFINITY);
        float max = program.number(node, "max", 2, Float.POSITIVE_INFINITY);
        program.emit(node, new Op.Clip(min, max), List.of(node.input(0)), program.shape(node, 0));
    }

    private static void where(Call node, ProgramBuilder program) {
        List<Integer> shape = Shapes.broadcast(node, program.shape(node, 1), program.shape(node, 2));
        program.emit(node, new Op.Where(), Shapes.broadcast(node, program.shape(node, 0), shape));
    }

    private static void cast(Call node, ProgramBuilder program) {
        program.emit(node, new Op.Cast(type(node, node.attributes().integer("to", 1))), program.shape(node, 0));
    }

    private static Constant.Type type(Call node, int type) {
        return switch (type) {
            case 1, 10, 11, 16 -> Constant.Type.FLOAT;
            case 9 -> Constant.Type.BOOL;
            case 2, 3, 4, 5, 6, 7, 12, 13 -> Constant.Type.INT;
            default -> throw node.unsupported("makes numbers of the type " + type);
        };
    }

    private static void castLike(Call node, ProgramBuilder program) {
        Constant.Type type =
                program.isConstant(node.input(1)) ? program.constant(node, 1).type() : Constant.Type.FLOAT;
        program.emit(node, new Op.Cast(type), List.of(node.input(0)), program.shape(node, 0));
    }

    private static void identity(Call node, ProgramBuilder program) {
        program.emit(node, new Op.Identity(), List.of(node.input(0)), program.shape(node, 0));
    }

    private static void dropout(Call node, ProgramBuilder program) {
        if (node.has(2) && program.constant(node, 2).number(0) != 0) {
            throw node.problem("is in training mode", "call model.eval() before the export");
        }
        if (node.outputs().size() > 1 && !node.outputs().get(1).isEmpty()) {
            List<Integer> shape = program.shape(node, 0);
            program.room(node, Shapes.size(shape));
            long[] all = new long[Shapes.size(shape)];
            java.util.Arrays.fill(all, 1);
            program.constant(node.outputs().get(1), Constant.of(shape, Constant.Type.BOOL, all));
        }
        List<String> first = new ArrayList<>(List.of(node.output()));
        identity(node.withOutputs(first), program);
    }
}
