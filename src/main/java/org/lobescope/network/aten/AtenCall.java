package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;
import org.lobescope.network.archive.NumberType;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Call;
import org.lobescope.network.operator.ProgramBuilder;
import org.lobescope.network.operator.Shapes;

/** A call of an operation of PyTorch that is being recorded: its arguments, and how it is written in other terms. */
final class AtenCall {
    private final Recorder recorder;
    private final Call place;
    private final Map<String, Object> arguments;
    private int steps;

    AtenCall(Recorder recorder, Call place, Map<String, Object> arguments) {
        this.recorder = recorder;
        this.place = place;
        this.arguments = arguments;
    }

    private ProgramBuilder builder() {
        return recorder.builder();
    }

    Problem problem(String what, String remedy) {
        return place.problem(what, remedy);
    }

    Problem unsupported(String what) {
        return place.unsupported(what);
    }

    /** Whether the operation has an argument of this name. */
    boolean has(String parameter) {
        return arguments.containsKey(parameter);
    }

    /** Makes sure that there is room for numbers that are computed at import. */
    void room(long values) {
        builder().room(place, values);
    }

    /** An argument as it is. */
    Object raw(String parameter) {
        Object value = arguments.get(parameter);
        if (value == null) {
            throw place.problem("lacks its argument " + parameter, "export the network again");
        }
        return value;
    }

    boolean none(String parameter) {
        return raw(parameter) == Pickled.Nothing.NONE;
    }

    /** A tensor; a number becomes one. */
    TensorValue tensor(String parameter) {
        return tensorOf(raw(parameter), parameter);
    }

    TensorValue tensorOf(Object value, String what) {
        if (value instanceof TensorValue tensor) {
            if (tensor.stale()) {
                throw place.unsupported("uses an array that was changed in place through a part of it");
            }
            return tensor;
        }
        if (value instanceof Double d) {
            return constant(Constant.of(List.of(), new float[] {d.floatValue()}));
        }
        if (value instanceof Long n) {
            return constant(Constant.of(List.of(), Constant.Type.INT, new long[] {n}));
        }
        if (value instanceof Boolean b) {
            return constant(Constant.of(List.of(), Constant.Type.BOOL, new long[] {b ? 1 : 0}));
        }
        throw place.problem("gets no array as " + what, "export the network again");
    }

    Optional<TensorValue> maybe(String parameter) {
        return none(parameter) ? Optional.empty() : Optional.of(tensor(parameter));
    }

    List<TensorValue> tensors(String parameter) {
        List<TensorValue> tensors = new ArrayList<>();
        for (Object value : list(raw(parameter))) {
            tensors.add(tensorOf(value, parameter));
        }
        return tensors;
    }

    private List<?> list(Object value) {
        if (value instanceof Pickled.Tuple tuple) {
            return tuple.items();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    double number(String parameter) {
        return numberOf(raw(parameter), parameter);
    }

    private double numberOf(Object value, String what) {
        Object number = recorder.number(value)
                .orElseThrow(() -> value instanceof TensorValue
                        ? place.unsupported("computes its argument " + what + " from the pixels")
                        : place.problem("gets no number as " + what, "export the network again"));
        return ((Number) number).doubleValue();
    }

    int integer(String parameter) {
        return integerOf(raw(parameter), parameter);
    }

    private int integerOf(Object value, String what) {
        return (int) Math.clamp(numberOf(value, what), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    boolean flag(String parameter) {
        Object value = raw(parameter);
        return value instanceof Boolean b ? b : number(parameter) != 0;
    }

    String text(String parameter) {
        return String.valueOf(raw(parameter));
    }

    /** Whole numbers; a single number is a list of one. */
    List<Integer> integers(String parameter) {
        List<Integer> numbers = new ArrayList<>();
        for (Object value : list(raw(parameter))) {
            numbers.add(integerOf(value, parameter));
        }
        return numbers;
    }

    /** Whole numbers, one per axis; a single one counts for all axes. */
    List<Integer> integers(String parameter, int axes) {
        List<Integer> numbers = integers(parameter);
        if (numbers.size() == 1) {
            return java.util.Collections.nCopies(axes, numbers.getFirst());
        }
        if (numbers.size() != axes) {
            throw place.problem("has " + numbers.size() + " numbers as " + parameter, "export the network again");
        }
        return numbers;
    }

    /** The numbers of a list that may hold None. */
    List<Optional<Integer>> perhapsIntegers(String parameter) {
        List<Optional<Integer>> numbers = new ArrayList<>();
        for (Object value : list(raw(parameter))) {
            numbers.add(value == Pickled.Nothing.NONE ? Optional.empty() : Optional.of(integerOf(value, parameter)));
        }
        return numbers;
    }

    List<Double> numbers(String parameter) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : list(raw(parameter))) {
            numbers.add(numberOf(value, parameter));
        }
        return numbers;
    }

    /** A type of numbers, if the argument is one. */
    Optional<NumberType> type(Object value) {
        if (value instanceof NumberType type) {
            return Optional.of(type);
        }
        return value instanceof Long code ? NumberType.ofScriptCode(code) : Optional.empty();
    }

    List<Integer> shape(TensorValue x) {
        return builder().shapeOf(place, x.name());
    }

    int rank(TensorValue x) {
        return shape(x).size();
    }

    /** An axis counted from the front. */
    int axis(String parameter, int rank) {
        return Shapes.axis(place, integer(parameter), rank);
    }

    int axis(int axis, int rank) {
        return Shapes.axis(place, axis, rank);
    }

    /** Axes counted from the front; all if there are none. */
    List<Integer> axes(String parameter, int rank) {
        List<Integer> axes = none(parameter) ? List.of() : integers(parameter);
        return axes.isEmpty()
                ? java.util.stream.IntStream.range(0, rank).boxed().toList()
                : Shapes.axes(place, axes, rank);
    }

    List<Integer> broadcast(TensorValue a, TensorValue b) {
        return Shapes.broadcast(place, shape(a), shape(b));
    }

    /** The numbers of a tensor that is known now. */
    Optional<Constant> known(TensorValue x) {
        return builder().constant(x.name());
    }

    TensorValue constant(Constant value) {
        return TensorValue.of(builder().constant(stepName(), value), value.type());
    }

    TensorValue number(double value) {
        return constant(Constant.of(List.of(), new float[] {(float) value}));
    }

    TensorValue integers(List<Integer> values) {
        return constant(Constant.of(
                List.of(values.size()),
                Constant.Type.INT,
                values.stream().mapToLong(v -> v).toArray()));
    }

    /** An array of one number, again and again. */
    TensorValue filled(List<Integer> shape, double value, Constant.Type type) {
        if (shape.stream().anyMatch(n -> n < 0)) {
            throw place.problem("makes an array of the shape " + Shapes.text(shape), "export the network again");
        }
        builder().room(place, (long)
                Math.min(Long.MAX_VALUE, shape.stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b)));
        int size = Shapes.size(shape);
        if (type == Constant.Type.FLOAT) {
            float[] values = new float[size];
            Arrays.fill(values, (float) value);
            return constant(Constant.of(shape, values));
        }
        long[] values = new long[size];
        Arrays.fill(values, (long) value);
        return constant(Constant.of(shape, type, values));
    }

    private String stepName() {
        return place.output() + "/" + ++steps;
    }

    /** A step on the way to the result. */
    TensorValue step(String operator, Attributes attributes, TensorValue... in) {
        return record(operator, attributes, in, stepName());
    }

    /** The first result. */
    TensorValue result(String operator, Attributes attributes, TensorValue... in) {
        return record(operator, attributes, in, place.output());
    }

    private TensorValue record(String operator, Attributes attributes, TensorValue[] in, String out) {
        List<String> names = Arrays.stream(in).map(TensorValue::name).toList();
        builder().add(operator, part(attributes, names, out));
        return TensorValue.of(out, typeOf(operator, out, in));
    }

    /** A call in this one's place; only what makes the result has a name for people. */
    private Call part(Attributes attributes, List<String> in, String out) {
        return place.with(attributes, in, List.of(out)).labelled(place.outputs().contains(out) ? out : "");
    }

    /** Several results of one operator. */
    List<Object> results(String operator, Attributes attributes, int count, TensorValue in) {
        List<String> outs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outs.add(outputName(i));
        }
        builder().add(operator, place.with(attributes, List.of(in.name()), outs));
        List<Object> values = new ArrayList<>();
        outs.forEach(o -> values.add(in.view(o)));
        return values;
    }

    /** A step that is an operation of the program itself. */
    TensorValue step(Op op, List<Integer> shape, TensorValue... in) {
        return emit(op, shape, stepName(), in);
    }

    /** A result that is an operation of the program itself. */
    TensorValue result(Op op, List<Integer> shape, TensorValue... in) {
        return emit(op, shape, place.output(), in);
    }

    /** Result {@code i} of several. */
    TensorValue resultOf(int i, Op op, List<Integer> shape, TensorValue in) {
        return in.view(emit(op, shape, outputName(i), in).name());
    }

    private String outputName(int i) {
        return i < place.outputs().size() ? place.outputs().get(i) : place.output() + "_" + i;
    }

    private TensorValue emit(Op op, List<Integer> shape, String out, TensorValue... in) {
        List<String> names = Arrays.stream(in).map(TensorValue::name).toList();
        builder().emit(part(Attributes.NONE, names, out), op, names, out, shape);
        return TensorValue.of(out, typeOf("", out, in));
    }

    private Constant.Type typeOf(String operator, String out, TensorValue[] in) {
        return builder().constant(out).map(Constant::type).orElseGet(() -> switch (operator) {
            case "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor", "Not" ->
                Constant.Type.BOOL;
            case "Where" -> in[1].type();
            default -> in[0].type();
        });
    }

    /** A result that shares its numbers with a tensor. */
    TensorValue view(TensorValue of, String operator, Attributes attributes, TensorValue... more) {
        TensorValue[] in = new TensorValue[more.length + 1];
        in[0] = of;
        System.arraycopy(more, 0, in, 1, more.length);
        return of.view(result(operator, attributes, in).name());
    }

    /** The tensor itself, under the name of the result. */
    TensorValue same(TensorValue x) {
        if (!x.name().equals(place.output())) {
            x.rename(result("Identity", Attributes.NONE, x).name());
        }
        return x;
    }

    /** The tensor with numbers of another kind. */
    TensorValue as(TensorValue x, Constant.Type type) {
        return x.type() == type ? x : cast(x, type, stepName());
    }

    TensorValue cast(TensorValue x, Constant.Type type) {
        return x.type() == type ? same(x) : cast(x, type, place.output());
    }

    private TensorValue cast(TensorValue x, Constant.Type type, String out) {
        builder()
                .emit(
                        part(Attributes.NONE, List.of(x.name()), out),
                        new Op.Cast(type),
                        List.of(x.name()),
                        out,
                        shape(x));
        return TensorValue.of(out, type);
    }

    /** Another operation that this one is made of, as its result. */
    Object other(String operation, Object... in) {
        return recorder.within(this, operation, Arrays.asList(in));
    }

    Call place() {
        return place;
    }

    static Attributes.Builder attributes() {
        return new Attributes.Builder();
    }

    static final Attributes NONE = Attributes.NONE;
}
