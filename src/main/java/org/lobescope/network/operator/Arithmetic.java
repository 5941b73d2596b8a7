package org.lobescope.network.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;

/** Functions of constants; floats are computed in double precision. */
final class Arithmetic {
    private Arithmetic() {}

    static @Nullable Constant unary(Op.Function function, Constant x) {
        double[] values = new double[x.size()];
        for (int i = 0; i < values.length; i++) {
            double v = x.number(i);
            values[i] = switch (function) {
                case RELU -> Math.max(0, v);
                case SIGMOID -> 1 / (1 + Math.exp(-v));
                case TANH -> Math.tanh(v);
                case SOFTPLUS -> Math.log1p(Math.exp(-Math.abs(v))) + Math.max(0, v);
                case SOFTSIGN -> v / (1 + Math.abs(v));
                case HARD_SWISH -> v * Math.clamp(v / 6 + 0.5, 0, 1);
                case EXP -> Math.exp(v);
                case LOG -> Math.log(v);
                case SQRT -> Math.sqrt(v);
                case RECIPROCAL -> 1 / v;
                case NEG -> -v;
                case ABS -> Math.abs(v);
                case SIGN -> Math.signum(v);
                case FLOOR -> Math.floor(v);
                case CEIL -> Math.ceil(v);
                case ROUND -> Math.rint(v);
                case SIN -> Math.sin(v);
                case COS -> Math.cos(v);
                case TAN -> Math.tan(v);
                case ATAN -> Math.atan(v);
                case NOT -> v == 0 ? 1 : 0;
                case MISH, GELU, GELU_TANH, ERF -> Double.NaN;
            };
        }
        return switch (function) {
            case MISH, GELU, GELU_TANH, ERF -> null;
            default -> constant(x.shape(), x.type(), values);
        };
    }

    static Constant binary(Op.Operator operator, Constant a, Constant b, List<Integer> shape) {
        boolean whole = a.type() != Constant.Type.FLOAT;
        double[] values = new double[Shapes.size(shape)];
        int[] index = new int[shape.size()];
        int[] left = Moves.broadcastStrides(a.shape(), shape);
        int[] right = Moves.broadcastStrides(b.shape(), shape);
        for (int i = 0; i < values.length; i++) {
            double p = a.number(Moves.dot(index, left));
            double q = b.number(Moves.dot(index, right));
            values[i] = switch (operator) {
                case ADD -> p + q;
                case SUB -> p - q;
                case MUL -> p * q;
                case DIV -> whole ? (double) ((long) p / (long) q) : p / q;
                case POW -> Math.pow(p, q);
                case MIN -> Math.min(p, q);
                case MAX -> Math.max(p, q);
                case MOD -> p - Math.floor(p / q) * q;
                case FMOD -> p % q;
                case EQUAL -> p == q ? 1 : 0;
                case GREATER -> p > q ? 1 : 0;
                case GREATER_OR_EQUAL -> p >= q ? 1 : 0;
                case LESS -> p < q ? 1 : 0;
                case LESS_OR_EQUAL -> p <= q ? 1 : 0;
                case AND -> p != 0 && q != 0 ? 1 : 0;
                case OR -> p != 0 || q != 0 ? 1 : 0;
                case XOR -> (p != 0) != (q != 0) ? 1 : 0;
            };
            Moves.next(index, shape);
        }
        return constant(shape, comparison(operator) ? Constant.Type.BOOL : a.type(), values);
    }

    /** Whether an operator answers yes or no. */
    static boolean comparison(Op.Operator operator) {
        return switch (operator) {
            case EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, AND, OR, XOR -> true;
            default -> false;
        };
    }

    static Constant clip(Constant x, Op.Clip clip) {
        double[] values = new double[x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(clip.max(), Math.max(clip.min(), x.number(i)));
        }
        return constant(x.shape(), x.type(), values);
    }

    static Constant where(Constant condition, Constant a, Constant b, List<Integer> shape) {
        double[] values = new double[Shapes.size(shape)];
        int[] index = new int[shape.size()];
        int[] decide = Moves.broadcastStrides(condition.shape(), shape);
        int[] left = Moves.broadcastStrides(a.shape(), shape);
        int[] right = Moves.broadcastStrides(b.shape(), shape);
        for (int i = 0; i < values.length; i++) {
            values[i] = condition.number(Moves.dot(index, decide)) != 0
                    ? a.number(Moves.dot(index, left))
                    : b.number(Moves.dot(index, right));
            Moves.next(index, shape);
        }
        return constant(shape, a.type(), values);
    }

    static Constant cast(Constant x, Constant.Type type) {
        double[] values = new double[x.size()];
        for (int i = 0; i < values.length; i++) {
            double v = x.number(i);
            values[i] = switch (type) {
                case FLOAT -> v;
                case INT -> (long) v;
                case BOOL -> v != 0 ? 1 : 0;
            };
        }
        return constant(x.shape(), type, values);
    }

    static Constant reduce(Constant x, Op.Reduce reduce, List<Integer> shape) {
        double[] values = new double[Shapes.size(shape)];
        java.util.Arrays.fill(
                values,
                switch (reduce.kind()) {
                    case MAX -> Double.NEGATIVE_INFINITY;
                    case MIN -> Double.POSITIVE_INFINITY;
                    case PRODUCT -> 1;
                    default -> 0;
                });
        List<Integer> kept = new java.util.ArrayList<>(x.shape());
        reduce.axes().forEach(a -> kept.set(a, 1));
        int[] strides = Moves.broadcastStrides(kept, x.shape());
        int[] index = new int[x.shape().size()];
        for (int i = 0; i < x.size(); i++) {
            int at = Moves.dot(index, strides);
            double v = x.number(i);
            values[at] = switch (reduce.kind()) {
                case MAX -> Math.max(values[at], v);
                case MIN -> Math.min(values[at], v);
                case PRODUCT -> values[at] * v;
                case MEAN, SUM -> values[at] + v;
                case L1 -> values[at] + Math.abs(v);
                case L2, SUM_SQUARE -> values[at] + v * v;
                case LOG_SUM_EXP -> values[at] + Math.exp(v);
            };
            Moves.next(index, x.shape());
        }
        double each = (double) x.size() / Math.max(1, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (reduce.kind()) {
                case MEAN -> values[i] / each;
                case L2 -> Math.sqrt(values[i]);
                case LOG_SUM_EXP -> Math.log(values[i]);
                default -> values[i];
            };
        }
        return constant(shape, x.type(), values);
    }

    static @Nullable Constant matMul(Constant a, Constant b, List<Integer> shape) {
        if (a.shape().size() != 2 || b.shape().size() != 2) {
            return null;
        }
        int rows = shape.get(0);
        int columns = shape.get(1);
        int inner = a.shape().get(1);
        double[] values = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < inner; k++) {
                double factor = a.number(r * inner + k);
                for (int c = 0; c < columns; c++) {
                    values[r * columns + c] += factor * b.number(k * columns + c);
                }
            }
        }
        return constant(shape, a.type(), values);
    }

    private static Constant constant(List<Integer> shape, Constant.Type type, double[] values) {
        if (type == Constant.Type.FLOAT) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return Constant.of(shape, floats);
        }
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (long) values[i];
        }
        return Constant.of(shape, type, longs);
    }
}
