package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.NumberType;
import org.lobescope.network.operator.Attributes;
import org.lobescope.network.operator.Shapes;

/** Other shapes, other orders of axes, other types of numbers. */
final class Reshapes {
    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        for (String name : List.of("view(self, size)", "reshape(self, shape)", "_unsafe_view(self, size)")) {
            String parameter = name.contains("size") ? "size" : "shape";
            ALL.put(name, call -> to(call, call.integers(parameter)));
        }
        ALL.put("view_as(self, other)", call -> to(call, call.shape(call.tensor("other"))));
        ALL.put("reshape_as(self, other)", call -> to(call, call.shape(call.tensor("other"))));
        ALL.put("flatten(self, start_dim=0, end_dim=-1)", Reshapes::flatten);
        ALL.put("unflatten(self, dim, sizes)", Reshapes::unflatten);
        ALL.put("squeeze(self, dim=None)", Reshapes::squeeze);
        ALL.put("unsqueeze(self, dim)", Reshapes::unsqueeze);
        ALL.put("permute(self, dims)", call -> {
            int rank = call.rank(call.tensor("self"));
            return permute(
                    call,
                    call.integers("dims").stream().map(d -> call.axis(d, rank)).toList());
        });
        ALL.put("transpose(self, dim0, dim1)", Reshapes::transpose);
        ALL.put("swapaxes(self, dim0, dim1)", Reshapes::transpose);
        ALL.put("t(self)", call -> {
            int rank = call.rank(call.tensor("self"));
            return permute(
                    call, IntStream.range(0, rank).mapToObj(i -> rank - 1 - i).toList());
        });
        ALL.put("movedim(self, source, destination)", Reshapes::movedim);
        ALL.put("expand(self, size, implicit=False)", Reshapes::expand);
        ALL.put("expand_as(self, other)", call -> expand(call, call.shape(call.tensor("other"))));
        ALL.put("repeat(self, repeats)", call -> repeat(call, call.integers("repeats")));
        ALL.put("tile(self, dims)", call -> repeat(call, call.integers("dims")));
        for (String name : List.of(
                "contiguous",
                "detach",
                "alias",
                "clone",
                "lift_fresh",
                "lift_fresh_copy",
                "detach_copy",
                "requires_grad",
                "resolve_conj",
                "resolve_neg",
                "cpu",
                "cuda")) {
            ALL.put(
                    name + "(self, memory_format=None)",
                    call -> name.equals("clone") || name.endsWith("copy")
                            ? call.result("Identity", AtenCall.NONE, call.tensor("self"))
                            : call.same(call.tensor("self")));
        }
        ALL.put("to(self, a=None, b=None, c=None, d=None, e=None, dtype=None)", Reshapes::to);
        ALL.put("_to_copy(self, dtype=None)", Reshapes::to);
        ALL.put(
                "type_as(self, other)",
                call -> call.cast(call.tensor("self"), call.tensor("other").type()));
        for (String name : List.of("float", "double", "half", "bfloat16")) {
            ALL.put(name + "(self)", call -> call.cast(call.tensor("self"), Constant.Type.FLOAT));
        }
        ALL.put("pixel_shuffle(self, upscale_factor)", call -> blocks(call, "DepthToSpace", "upscale_factor"));
        ALL.put("pixel_unshuffle(self, downscale_factor)", call -> blocks(call, "SpaceToDepth", "downscale_factor"));
        ALL.put("channel_shuffle(self, groups)", Reshapes::channelShuffle);
        ALL.put("as_strided(self, size, stride, storage_offset=None)", Reshapes::asStrided);
    }

    private Reshapes() {}

    private static Attributes shape(List<Integer> shape) {
        return AtenCall.attributes()
                .integers("shape", shape)
                .integer("allowzero", 1)
                .build();
    }

    private static Object to(AtenCall call, List<Integer> shape) {
        return call.view(call.tensor("self"), "Reshape", shape(shape));
    }

    private static Object flatten(AtenCall call) {
        List<Integer> x = call.shape(call.tensor("self"));
        if (x.isEmpty()) {
            return to(call, List.of(1));
        }
        int start = call.axis("start_dim", x.size());
        int end = call.axis("end_dim", x.size());
        List<Integer> shape = new ArrayList<>(x.subList(0, start));
        shape.add(Shapes.size(x.subList(start, end + 1)));
        shape.addAll(x.subList(end + 1, x.size()));
        return to(call, shape);
    }

    private static Object unflatten(AtenCall call) {
        List<Integer> x = call.shape(call.tensor("self"));
        int axis = call.axis("dim", x.size());
        List<Integer> parts = new ArrayList<>(call.integers("sizes"));
        int open = parts.indexOf(-1);
        if (open >= 0) {
            parts.set(open, 1);
            parts.set(open, x.get(axis) / Math.max(1, Shapes.size(parts)));
        }
        List<Integer> shape = new ArrayList<>(x.subList(0, axis));
        shape.addAll(parts);
        shape.addAll(x.subList(axis + 1, x.size()));
        return to(call, shape);
    }

    /** Axes of length 1 go; PyTorch leaves others that are named as they are. */
    private static Object squeeze(AtenCall call) {
        List<Integer> x = call.shape(call.tensor("self"));
        List<Integer> named = call.axes("dim", x.size());
        return to(
                call,
                IntStream.range(0, x.size())
                        .filter(i -> !(named.contains(i) && x.get(i) == 1))
                        .mapToObj(x::get)
                        .toList());
    }

    private static Object unsqueeze(AtenCall call) {
        List<Integer> shape = new ArrayList<>(call.shape(call.tensor("self")));
        shape.add(call.axis("dim", shape.size() + 1), 1);
        return to(call, shape);
    }

    private static Object permute(AtenCall call, List<Integer> order) {
        if (order.stream().distinct().count() != call.rank(call.tensor("self"))) {
            throw call.unsupported("orders axes as " + order);
        }
        return call.view(
                call.tensor("self"),
                "Transpose",
                AtenCall.attributes().integers("perm", order).build());
    }

    private static Object transpose(AtenCall call) {
        int rank = call.rank(call.tensor("self"));
        if (rank == 0) {
            return call.same(call.tensor("self"));
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        int a = call.axis("dim0", rank);
        int b = call.axis("dim1", rank);
        order.set(a, b);
        order.set(b, a);
        return permute(call, order);
    }

    private static Object movedim(AtenCall call) {
        int rank = call.rank(call.tensor("self"));
        List<Integer> from =
                call.integers("source").stream().map(d -> call.axis(d, rank)).toList();
        List<Integer> to = call.integers("destination").stream()
                .map(d -> call.axis(d, rank))
                .toList();
        List<Integer> rest = new ArrayList<>(
                IntStream.range(0, rank).filter(i -> !from.contains(i)).boxed().toList());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int moved = to.indexOf(i);
            order.add(moved >= 0 ? from.get(moved) : rest.removeFirst());
        }
        return permute(call, order);
    }

    private static Object expand(AtenCall call) {
        List<Integer> x = call.shape(call.tensor("self"));
        List<Integer> size = new ArrayList<>(call.integers("size"));
        int more = size.size() - x.size();
        for (int i = 0; i < size.size(); i++) {
            if (size.get(i) == -1 && i >= more) {
                size.set(i, x.get(i - more));
            }
        }
        return expand(call, size);
    }

    private static Object expand(AtenCall call, List<Integer> size) {
        return call.view(call.tensor("self"), "Expand", AtenCall.NONE, call.integers(size));
    }

    private static Object repeat(AtenCall call, List<Integer> repeats) {
        TensorValue x = call.tensor("self");
        List<Integer> all = new ArrayList<>(repeats);
        while (all.size() < call.rank(x)) {
            all.addFirst(1);
        }
        if (all.size() > call.rank(x)) {
            List<Integer> longer = new ArrayList<>(call.shape(x));
            while (longer.size() < all.size()) {
                longer.addFirst(1);
            }
            x = call.step("Reshape", shape(longer), x);
        }
        return call.result("Tile", AtenCall.NONE, x, call.integers(all));
    }

    /** Another type of numbers, or another device, which changes nothing here. */
    private static Object to(AtenCall call) {
        TensorValue x = call.tensor("self");
        List<String> places = call.has("a") ? List.of("dtype", "a", "b", "c") : List.of("dtype");
        for (String place : places) {
            Object value = call.raw(place);
            if (value instanceof TensorValue other) {
                return call.cast(x, other.type());
            }
            if (value instanceof Boolean) {
                break;
            }
            if (call.type(value).isPresent()) {
                NumberType type = call.type(value).get();
                return call.cast(
                        x,
                        type.floating()
                                ? Constant.Type.FLOAT
                                : type == NumberType.BOOL ? Constant.Type.BOOL : Constant.Type.INT);
            }
        }
        return call.same(x);
    }

    private static Object blocks(AtenCall call, String operator, String factor) {
        Attributes attributes = AtenCall.attributes()
                .integer("blocksize", call.integer(factor))
                .text("mode", "CRD")
                .build();
        return call.result(operator, attributes, call.tensor("self"));
    }

    private static Object channelShuffle(AtenCall call) {
        TensorValue x = call.tensor("self");
        List<Integer> shape = call.shape(x);
        int groups = call.integer("groups");
        List<Integer> apart = new ArrayList<>(shape);
        apart.set(1, groups);
        apart.add(2, shape.get(1) / groups);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, apart.size()).boxed().toList());
        order.set(1, 2);
        order.set(2, 1);
        TensorValue split = call.step("Reshape", shape(apart), x);
        TensorValue turned = call.step(
                "Transpose", AtenCall.attributes().integers("perm", order).build(), split);
        return call.result("Reshape", shape(shape), turned);
    }

    /** Only where it is the same as another shape. */
    private static Object asStrided(AtenCall call) {
        List<Integer> x = call.shape(call.tensor("self"));
        List<Integer> size = call.integers("size");
        List<Integer> stride = call.integers("stride");
        long step = 1;
        boolean dense = size.size() == stride.size()
                && (call.none("storage_offset") || call.number("storage_offset") == 0)
                && Shapes.size(x) == Shapes.size(size);
        for (int i = size.size() - 1; dense && i >= 0; i--) {
            dense = size.get(i) == 1 || stride.get(i) == step;
            step *= size.get(i);
        }
        if (!dense) {
            throw call.unsupported("looks at its numbers in the order of the memory");
        }
        return to(call, size);
    }
}
