package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.Constant;
import org.lobescope.network.Op;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Shapes;

/** Parts of arrays, and arrays made of parts. */
final class Parts {
    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        for (String name : List.of("cat", "concat", "concatenate")) {
            ALL.put(name + "(tensors, dim=0)", Parts::cat);
        }
        ALL.put("stack(tensors, dim=0)", Parts::stack);
        ALL.put("chunk(self, chunks, dim=0)", call -> {
            int length = length(call);
            return split(call, even(length, Math.ceilDiv(length, Math.max(1, call.integer("chunks")))));
        });
        ALL.put(
                "split(self, split_size, dim=0)",
                call -> call.raw("split_size") instanceof Long
                        ? split(call, even(length(call), call.integer("split_size")))
                        : split(call, call.integers("split_size")));
        ALL.put("split_with_sizes(self, split_sizes, dim=0)", call -> split(call, call.integers("split_sizes")));
        ALL.put("tensor_split(self, indices_or_sections, dim=0)", Parts::tensorSplit);
        ALL.put("unbind(self, dim=0)", Parts::unbind);
        ALL.put("select(self, dim, index)", call -> select(call, call.integer("index")));
        ALL.put("slice(self, dim=0, start=None, end=None, step=1)", Parts::slice);
        ALL.put(
                "narrow(self, dim, start, length)",
                call -> slice(call, call.integer("start"), call.integer("start") + call.integer("length"), 1));
        ALL.put("index_select(self, dim, index)", call -> gather(call, call.axis("dim", rank(call)), "index"));
        ALL.put("index(self, indices)", Parts::index);
    }

    private Parts() {}

    private static int rank(AtenCall call) {
        return call.rank(call.tensor("self"));
    }

    private static int length(AtenCall call) {
        return call.shape(call.tensor("self")).get(call.axis("dim", rank(call)));
    }

    private static Object cat(AtenCall call) {
        List<TensorValue> parts = call.tensors("tensors").stream()
                // An empty array of one axis may stand among others.
                .filter(t -> !call.shape(t).equals(List.of(0)))
                .toList();
        if (parts.isEmpty()) {
            throw call.unsupported("joins nothing");
        }
        int axis = call.axis("dim", call.rank(parts.getFirst()));
        boolean floats = parts.stream().anyMatch(p -> p.type() == Constant.Type.FLOAT);
        return call.result(
                "Concat",
                AtenCall.attributes().integer("axis", axis).build(),
                parts.stream()
                        .map(p -> floats ? call.as(p, Constant.Type.FLOAT) : p)
                        .toArray(TensorValue[]::new));
    }

    private static Object stack(AtenCall call) {
        List<TensorValue> parts = call.tensors("tensors");
        if (parts.isEmpty()) {
            throw call.unsupported("joins nothing");
        }
        int axis = call.axis("dim", call.rank(parts.getFirst()) + 1);
        Attributes unsqueeze =
                AtenCall.attributes().integers("axes", List.of(axis)).build();
        return call.result(
                "Concat",
                AtenCall.attributes().integer("axis", axis).build(),
                parts.stream().map(p -> call.step("Unsqueeze", unsqueeze, p)).toArray(TensorValue[]::new));
    }

    private static List<Integer> even(int length, int each) {
        List<Integer> lengths = new ArrayList<>();
        for (int start = 0; each > 0 && start < length; start += each) {
            lengths.add(Math.min(each, length - start));
        }
        return lengths;
    }

    private static Object split(AtenCall call, List<Integer> lengths) {
        if (lengths.stream().mapToInt(n -> n).sum() != length(call)) {
            throw call.unsupported("splits " + length(call) + " entries into " + lengths);
        }
        Attributes attributes = AtenCall.attributes()
                .integer("axis", call.axis("dim", rank(call)))
                .integers("split", lengths)
                .build();
        return call.results("Split", attributes, lengths.size(), call.tensor("self"));
    }

    private static Object tensorSplit(AtenCall call) {
        int length = length(call);
        List<Integer> lengths = new ArrayList<>();
        if (call.raw("indices_or_sections") instanceof Long) {
            int sections = Math.clamp(call.integer("indices_or_sections"), 1, Math.max(1, length));
            for (int i = 0; i < sections; i++) {
                lengths.add(length / sections + (i < length % sections ? 1 : 0));
            }
        } else {
            int start = 0;
            for (int end : call.integers("indices_or_sections")) {
                lengths.add(end - start);
                start = end;
            }
            lengths.add(length - start);
        }
        return split(call, lengths);
    }

    private static Object unbind(AtenCall call) {
        TensorValue x = call.tensor("self");
        int axis = call.axis("dim", call.rank(x));
        int length = call.shape(x).get(axis);
        List<Integer> shape = new ArrayList<>(call.shape(x));
        shape.remove(axis);
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            TensorValue part = call.step(new Op.Slice(axis, i, i + 1, 1), Shapes.with(call.shape(x), axis, 1), x);
            parts.add(call.resultOf(i, new Op.Reshape(shape), shape, part));
        }
        return parts;
    }

    private static Object select(AtenCall call, int index) {
        TensorValue x = call.tensor("self");
        int axis = call.axis("dim", call.rank(x));
        int length = call.shape(x).get(axis);
        int at = index < 0 ? index + length : index;
        if (at < 0 || at >= length) {
            throw call.unsupported("takes entry " + index + " of an axis of length " + length);
        }
        List<Integer> shape = new ArrayList<>(call.shape(x));
        shape.remove(axis);
        TensorValue part = call.step(new Op.Slice(axis, at, at + 1, 1), Shapes.with(call.shape(x), axis, 1), x);
        return x.view(call.result(new Op.Reshape(shape), shape, part).name());
    }

    private static Object slice(AtenCall call) {
        return slice(
                call,
                call.none("start") ? 0 : call.integer("start"),
                call.none("end") ? Integer.MAX_VALUE : call.integer("end"),
                call.integer("step"));
    }

    private static Object slice(AtenCall call, int start, int end, int step) {
        TensorValue x = call.tensor("self");
        int axis = call.axis("dim", call.rank(x));
        int length = call.shape(x).get(axis);
        if (start == 0 && end >= length && step == 1) {
            return x.view(call.result("Identity", AtenCall.NONE, x).name());
        }
        Attributes attributes = AtenCall.attributes()
                .integers("starts", List.of(start))
                .integers("ends", List.of(end))
                .integers("axes", List.of(axis))
                .integers("steps", List.of(step))
                .build();
        return call.view(x, "Slice", attributes);
    }

    private static Object gather(AtenCall call, int axis, String index) {
        TensorValue indices = call.tensor(index);
        return call.result("Gather", AtenCall.attributes().integer("axis", axis).build(), call.tensor("self"), indices);
    }

    /** Indexing by one array along one axis. */
    private static Object index(AtenCall call) {
        List<?> indices =
                call.raw("indices") instanceof Pickled.Tuple tuple ? tuple.items() : (List<?>) call.raw("indices");
        List<Integer> used = IntStream.range(0, indices.size())
                .filter(i -> indices.get(i) != Pickled.Nothing.NONE)
                .boxed()
                .toList();
        if (used.size() != 1) {
            throw call.unsupported("is indexed along " + used.size() + " axes at once");
        }
        TensorValue places = call.tensorOf(indices.get(used.getFirst()), "indices");
        if (places.type() == Constant.Type.BOOL) {
            throw call.unsupported("picks entries by a mask");
        }
        return call.result(
                "Gather", AtenCall.attributes().integer("axis", used.getFirst()).build(), call.tensor("self"), places);
    }
}
