package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.archive.Pickled;

/** Python's arithmetic on numbers, texts and lists: what a network computes beside arrays. */
public final class Scalars {
    private static final int LONGEST = 100_000;

    private Scalars() {}

    /**
     * The value of an operation, or empty when it is none of these.
     *
     * @param operation {@code add}, {@code floordiv}, {@code lt}, {@code __is__}, ...
     * @param in numbers (Long, Double, Boolean), texts, lists
     */
    public static Optional<Object> of(String operation, List<Object> in) {
        if (in.size() == 1) {
            return Optional.ofNullable(one(operation, in.getFirst()));
        }
        if (in.size() != 2) {
            return Optional.empty();
        }
        Object a = in.get(0);
        Object b = in.get(1);
        Object result = a instanceof List<?> || b instanceof List<?>
                ? lists(operation, a, b)
                : number(a) && number(b) ? numbers(operation, a, b) : others(operation, a, b);
        return Optional.ofNullable(result);
    }

    private static boolean number(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    private static double real(Object value) {
        return value instanceof Boolean b ? b ? 1 : 0 : ((Number) value).doubleValue();
    }

    private static long whole(Object value) {
        return value instanceof Boolean b ? b ? 1 : 0 : ((Number) value).longValue();
    }

    private static @Nullable Object one(String operation, Object x) {
        switch (operation) {
            case "__not__", "not_" -> {
                return x instanceof Boolean b ? !b : number(x) ? real(x) == 0 : null;
            }
            case "len" -> {
                return x instanceof List<?> list
                        ? (Object) (long) list.size()
                        : x instanceof Pickled.Tuple t
                                ? (Object) (long) t.items().size()
                                : x instanceof String s ? (Object) (long) s.length() : null;
            }
            default -> {}
        }
        if (!number(x)) {
            return null;
        }
        boolean real = x instanceof Double;
        return switch (operation) {
            case "neg" -> real ? (Object) (-real(x)) : (Object) (-whole(x));
            case "abs" -> real ? (Object) Math.abs(real(x)) : (Object) Math.abs(whole(x));
            case "floor" -> (long) Math.floor(real(x));
            case "ceil" -> (long) Math.ceil(real(x));
            case "round" -> (long) Math.rint(real(x));
            case "trunc", "int", "Int", "sym_int", "IntImplicit" -> whole(x);
            case "float", "Float", "sym_float", "FloatImplicit" -> real(x);
            case "bool", "Bool" -> real(x) != 0;
            case "sqrt", "_sym_sqrt" -> Math.sqrt(real(x));
            case "ScalarImplicit", "item", "NumToTensor" -> x;
            default -> null;
        };
    }

    private static @Nullable Object numbers(String operation, Object a, Object b) {
        boolean real = a instanceof Double || b instanceof Double;
        double x = real(a);
        double y = real(b);
        long m = whole(a);
        long n = whole(b);
        return switch (operation) {
            case "add" -> real ? (Object) (x + y) : (Object) (m + n);
            case "sub" -> real ? (Object) (x - y) : (Object) (m - n);
            case "mul" -> real ? (Object) (x * y) : (Object) (m * n);
            case "div", "truediv" -> x / y;
            case "floordiv", "floor_divide", "__floordiv__" ->
                real ? (Object) Math.floor(x / y) : n == 0 ? null : (Object) Math.floorDiv(m, n);
            case "mod", "remainder" ->
                real ? (Object) (x - Math.floor(x / y) * y) : n == 0 ? null : (Object) Math.floorMod(m, n);
            case "pow" -> real || n < 0 ? (Object) Math.pow(x, y) : (Object) (long) Math.pow(x, y);
            case "max", "sym_max" -> real ? (Object) Math.max(x, y) : (Object) Math.max(m, n);
            case "min", "sym_min" -> real ? (Object) Math.min(x, y) : (Object) Math.min(m, n);
            case "eq", "__is__" -> x == y;
            case "ne", "__isnot__" -> x != y;
            case "lt" -> x < y;
            case "le" -> x <= y;
            case "gt" -> x > y;
            case "ge" -> x >= y;
            case "__and__", "and_" -> a instanceof Boolean ? (Object) (m != 0 && n != 0) : (Object) (m & n);
            case "__or__", "or_" -> a instanceof Boolean ? (Object) (m != 0 || n != 0) : (Object) (m | n);
            case "__xor__" -> a instanceof Boolean ? (Object) ((m != 0) != (n != 0)) : (Object) (m ^ n);
            default -> null;
        };
    }

    /** Texts, None, and things of different kinds. */
    private static @Nullable Object others(String operation, Object a, Object b) {
        return switch (operation) {
            case "eq", "__is__" -> same(a, b);
            case "ne", "__isnot__" -> !same(a, b);
            case "add" -> a instanceof String s && b instanceof String t && s.length() < LONGEST ? s + t : null;
            default -> null;
        };
    }

    private static boolean same(Object a, Object b) {
        return a instanceof TensorValue || b instanceof TensorValue ? a == b : Objects.equals(a, b);
    }

    private static @Nullable Object lists(String operation, Object a, Object b) {
        switch (operation) {
            case "__contains__" -> {
                return a instanceof List<?> list && list.stream().anyMatch(v -> equal(v, b));
            }
            case "__is__" -> {
                return a == b;
            }
            case "__isnot__" -> {
                return a != b;
            }
            default -> {}
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return switch (operation) {
                case "add" -> {
                    List<Object> both = new ArrayList<>(x);
                    both.addAll(y);
                    yield both.size() > LONGEST ? null : both;
                }
                case "eq" -> equalLists(x, y);
                case "ne" -> !equalLists(x, y);
                default -> null;
            };
        }
        if (operation.equals("mul")) {
            List<?> list = a instanceof List<?> x ? x : (List<?>) b;
            Object times = a instanceof List<?> ? b : a;
            if (times instanceof Long n && Math.max(0, n) * Math.max(1, list.size()) < LONGEST && n < LONGEST) {
                List<Object> all = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    all.addAll(list);
                }
                return all;
            }
        }
        return null;
    }

    private static boolean equal(Object a, Object b) {
        return number(a) && number(b) ? real(a) == real(b) : same(a, b);
    }

    private static boolean equalLists(List<?> x, List<?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) instanceof List<?> || !equal(x.get(i), y.get(i))) {
                return false;
            }
        }
        return true;
    }
}
