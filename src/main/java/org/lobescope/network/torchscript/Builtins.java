package org.lobescope.network.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.NumberType;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.aten.Recorder;
import org.lobescope.network.aten.Scalars;
import org.lobescope.network.aten.TensorValue;

/** Functions of TorchScript whose results are known while a network is read: of shapes, numbers, texts and lists. */
final class Builtins {
    private static final int LONGEST = 1_000_000;

    private final Recorder recorder;

    Builtins(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * The result of a function, or empty when it is not one of these and has to be recorded.
     *
     * @param name with dots, {@code torch.size}
     */
    Optional<Object> call(String name, List<Object> in, Map<String, Object> named) {
        String plain = name.substring(name.lastIndexOf('.') + 1);
        if (name.startsWith("torch.") || name.startsWith("ops.") || name.indexOf('.') < 0) {
            Optional<Object> result = Optional.ofNullable(
                    !in.isEmpty() && in.getFirst() instanceof TensorValue tensor
                            ? ofTensor(plain, tensor, in)
                            : general(plain, in));
            if (result.isPresent()) {
                return result;
            }
            return named.isEmpty() ? numbers(plain, in) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Arithmetic on numbers; arrays of one number that are known count as numbers beside others. */
    private Optional<Object> numbers(String name, List<Object> in) {
        boolean arrays = in.stream().anyMatch(TensorValue.class::isInstance);
        if (!arrays) {
            return Scalars.of(name, in);
        }
        boolean numbers = in.stream().anyMatch(v -> v instanceof Long || v instanceof Double);
        boolean unary = in.size() == 1
                && List.of(
                                "int",
                                "Int",
                                "float",
                                "Float",
                                "bool",
                                "Bool",
                                "item",
                                "IntImplicit",
                                "FloatImplicit",
                                "ScalarImplicit")
                        .contains(name);
        if (!numbers && !unary) {
            return Optional.empty();
        }
        List<Object> known = new ArrayList<>();
        for (Object value : in) {
            boolean one = !(value instanceof TensorValue tensor)
                    || recorder.shape(tensor).isEmpty()
                    || unary;
            Optional<Object> number = one ? recorder.number(value) : Optional.empty();
            if (number.isEmpty()) {
                return Optional.empty();
            }
            known.add(value instanceof Boolean ? value : number.get());
        }
        return Scalars.of(name, known);
    }

    private @Nullable Object ofTensor(String name, TensorValue x, List<Object> in) {
        return switch (name) {
            case "size", "shape" -> {
                List<Integer> shape = recorder.shape(x);
                if (in.size() == 1) {
                    yield new ArrayList<Object>(
                            shape.stream().map(n -> (Object) (long) n).toList());
                }
                if (!(in.get(1) instanceof Long n)) {
                    yield null;
                }
                long axis = n < 0 ? n + shape.size() : n;
                yield axis >= 0 && axis < shape.size() ? (Object) (long) shape.get((int) axis) : null;
            }
            case "dim" -> (long) recorder.shape(x).size();
            case "numel" -> recorder.shape(x).stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
            case "len" ->
                recorder.shape(x).isEmpty()
                        ? null
                        : (Object) (long) recorder.shape(x).getFirst();
            case "NumToTensor", "data", "unchecked_cast", "unchecked_unwrap_optional" -> x;
            case "dtype" ->
                (long) (x.type() == Constant.Type.FLOAT
                                ? NumberType.FLOAT32
                                : x.type() == Constant.Type.BOOL ? NumberType.BOOL : NumberType.INT64)
                        .scriptCode();
            case "is_floating_point" -> x.type() == Constant.Type.FLOAT;
            case "device" -> "cpu";
            case "layout" -> 0L;
            case "is_cuda",
                    "is_quantized",
                    "is_nested",
                    "is_sparse",
                    "is_complex",
                    "requires_grad",
                    "is_mkldnn",
                    "is_autocast_enabled" -> false;
            case "is_contiguous" -> true;
            case "__is__" -> in.size() == 2 ? (Object) (in.get(1) == x) : null;
            case "__isnot__" -> in.size() == 2 ? (Object) (in.get(1) != x) : null;
            default -> null;
        };
    }

    private @Nullable Object general(String name, List<Object> in) {
        Object first = in.isEmpty() ? Pickled.Nothing.NONE : in.getFirst();
        switch (name) {
            case "warn", "manual_seed", "print", "_jit_log" -> {
                return Pickled.Nothing.NONE;
            }
            case "format" -> {
                // Texts are only for messages.
                return first instanceof String text ? filled(text, in) : null;
            }
            case "str" -> {
                return text(first);
            }
            case "range" -> {
                return range(in);
            }
            case "device" -> {
                return "cpu";
            }
            case "is_scripting" -> {
                return true;
            }
            case "is_tracing",
                    "is_grad_enabled",
                    "is_autocast_enabled",
                    "is_autocast_cpu_enabled",
                    "has_torch_function",
                    "is_cuda" -> {
                return false;
            }
            case "__is__", "__isnot__" -> {
                boolean same = in.size() == 2 && (first == in.get(1) || first.equals(in.get(1)));
                return same == name.equals("__is__");
            }
            case "NumToTensor", "unchecked_cast", "unchecked_unwrap_optional", "list", "copy" -> {
                return first instanceof List<?> list ? new ArrayList<Object>(list) : in.isEmpty() ? null : first;
            }
            case "tuple" -> {
                return first instanceof List<?> list ? new Pickled.Tuple(new ArrayList<>(list)) : null;
            }
            case "dict" -> {
                return new java.util.LinkedHashMap<Object, Object>();
            }
            default -> {}
        }
        return first instanceof ArrayList<?> list ? ofList(name, list, in) : ofMap(name, first, in);
    }

    private static @Nullable Object ofMap(String name, Object first, List<Object> in) {
        if (!(first instanceof Map<?, ?> map)) {
            return null;
        }
        return switch (name) {
            case "values" -> new ArrayList<Object>(map.values());
            case "keys" -> new ArrayList<Object>(map.keySet());
            case "len" -> (long) map.size();
            case "__contains__" -> in.size() == 2 && in.get(1) instanceof String && map.containsKey(in.get(1));
            case "__getitem__" -> in.size() == 2 && in.get(1) instanceof String ? map.get(in.get(1)) : null;
            case "_set_item" -> {
                if (in.size() == 3 && in.get(1) instanceof String key) {
                    @SuppressWarnings("unchecked")
                    Map<Object, Object> open = (Map<Object, Object>) map;
                    open.put(key, in.get(2));
                    yield Pickled.Nothing.NONE;
                }
                yield null;
            }
            default -> null;
        };
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object ofList(String name, ArrayList<?> raw, List<Object> in) {
        ArrayList<Object> list = (ArrayList<Object>) raw;
        Object second = in.size() > 1 ? in.get(1) : Pickled.Nothing.NONE;
        if (list.size() > LONGEST) {
            return null;
        }
        return switch (name) {
            case "append" -> {
                list.add(second);
                yield list;
            }
            case "extend", "add_" -> {
                if (second instanceof List<?> more && list.size() + more.size() < LONGEST) {
                    list.addAll(new ArrayList<>(more));
                    yield list;
                }
                yield null;
            }
            case "insert" -> {
                if (second instanceof Long at && in.size() == 3) {
                    list.add((int) Math.clamp(at < 0 ? at + list.size() : at, 0, list.size()), in.get(2));
                    yield Pickled.Nothing.NONE;
                }
                yield null;
            }
            case "pop" -> {
                long at = second instanceof Long n ? n : -1;
                at = at < 0 ? at + list.size() : at;
                yield at >= 0 && at < list.size() ? list.remove((int) at) : null;
            }
            case "clear" -> {
                list.clear();
                yield Pickled.Nothing.NONE;
            }
            case "reverse" -> {
                java.util.Collections.reverse(list);
                yield Pickled.Nothing.NONE;
            }
            case "__getitem__", "select" -> {
                long at = second instanceof Long n ? n < 0 ? n + list.size() : n : -1;
                yield at >= 0 && at < list.size() ? list.get((int) at) : null;
            }
            case "_set_item" -> {
                long at = second instanceof Long n ? n < 0 ? n + list.size() : n : -1;
                if (at < 0 || at >= list.size() || in.size() != 3) {
                    yield null;
                }
                list.set((int) at, in.get(2));
                yield list;
            }
            case "slice" -> slice(list, in);
            case "max", "min" -> {
                if (list.isEmpty() || !list.stream().allMatch(v -> v instanceof Long) || in.size() > 1) {
                    yield null;
                }
                LongStream all = list.stream().mapToLong(v -> (Long) v);
                yield (name.equals("max") ? all.max() : all.min()).getAsLong();
            }
            case "sum" ->
                list.stream().allMatch(v -> v instanceof Long)
                        ? (Object) list.stream().mapToLong(v -> (Long) v).sum()
                        : null;
            default -> null;
        };
    }

    /** Entries from start to before end. */
    private static @Nullable Object slice(List<Object> list, List<Object> in) {
        int size = list.size();
        long start = in.size() > 1 && in.get(1) instanceof Long n ? n : 0;
        long end = in.size() > 2 && in.get(2) instanceof Long n ? n : Long.MAX_VALUE;
        long step = in.size() > 3 && in.get(3) instanceof Long n ? n : 1;
        int from = (int) Math.clamp(start < 0 ? start + size : start, 0, size);
        int to = (int) Math.clamp(end < 0 ? end + size : end, 0, size);
        if (step < 1) {
            return null;
        }
        List<Object> part = new ArrayList<>();
        for (long i = from; i < to; i += step) {
            part.add(list.get((int) i));
        }
        return part;
    }

    private static @Nullable Object range(List<Object> in) {
        if (in.isEmpty() || in.size() > 3 || !in.stream().allMatch(v -> v instanceof Long)) {
            return null;
        }
        long start = in.size() == 1 ? 0 : (Long) in.get(0);
        long end = (Long) in.get(in.size() == 1 ? 0 : 1);
        long step = in.size() == 3 ? (Long) in.get(2) : 1;
        List<Object> numbers = new ArrayList<>();
        for (long i = start; step != 0 && (step > 0 ? i < end : i > end) && numbers.size() < LONGEST; i += step) {
            numbers.add(i);
        }
        return numbers;
    }

    private static String filled(String text, List<Object> in) {
        String filled = text;
        for (int i = 1; i < in.size(); i++) {
            int hole = filled.indexOf("{}");
            if (hole >= 0) {
                filled = filled.substring(0, hole) + text(in.get(i)) + filled.substring(hole + 2);
            }
        }
        return filled;
    }

    /** A value in a message; lists are not looked into. */
    private static String text(Object value) {
        return value instanceof Number || value instanceof String || value instanceof Boolean
                ? String.valueOf(value)
                : "...";
    }

    /** A property of a value, {@code x.dtype}. */
    Optional<Object> property(Object of, String name) {
        return of instanceof TensorValue tensor
                ? Optional.ofNullable(ofTensor(name, tensor, List.of(tensor)))
                : Optional.empty();
    }
}
