package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lobescope.network.operator.Attributes;

/** Arrays turned, mirrored, rolled and padded: what group-equivariant networks do with their kernels, and margins. */
final class Kernels {
    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        ALL.put("flip(self, dims)", call -> {
            int rank = call.rank(call.tensor("self"));
            return flipped(
                    call,
                    call.tensor("self"),
                    call.integers("dims").stream().map(d -> call.axis(d, rank)).toList(),
                    true);
        });
        ALL.put("fliplr(self)", call -> flipped(call, call.tensor("self"), List.of(1), true));
        ALL.put("flipud(self)", call -> flipped(call, call.tensor("self"), List.of(0), true));
        ALL.put("rot90(self, k=1, dims=None)", Kernels::rot90);
        ALL.put("roll(self, shifts, dims=[])", Kernels::roll);
        ALL.put("pad(self, pad, mode='constant', value=None)", call -> pad(call, call.text("mode")));
        ALL.put("constant_pad_nd(self, pad, value=0)", call -> pad(call, "constant"));
        for (String axes : List.of("1d", "2d", "3d")) {
            ALL.put("reflection_pad" + axes + "(self, padding)", call -> pad(call, "reflect"));
            ALL.put("replication_pad" + axes + "(self, padding)", call -> pad(call, "replicate"));
        }
    }

    private Kernels() {}

    private static TensorValue flipped(AtenCall call, TensorValue x, List<Integer> axes, boolean last) {
        if (axes.isEmpty()) {
            return last ? call.result("Identity", AtenCall.NONE, x) : x;
        }
        int n = axes.size();
        Attributes attributes = AtenCall.attributes()
                .integers("starts", Collections.nCopies(n, -1))
                .integers("ends", Collections.nCopies(n, Integer.MIN_VALUE))
                .integers("axes", axes)
                .integers("steps", Collections.nCopies(n, -1))
                .build();
        return last ? call.result("Slice", attributes, x) : call.step("Slice", attributes, x);
    }

    private static Object rot90(AtenCall call) {
        TensorValue x = call.tensor("self");
        int rank = call.rank(x);
        List<Integer> plane = (call.none("dims") ? List.of(0, 1) : call.integers("dims"))
                .stream().map(d -> call.axis(d, rank)).toList();
        if (plane.size() != 2 || plane.get(0).equals(plane.get(1))) {
            throw call.unsupported("turns in the plane of the axes " + plane);
        }
        int turns = Math.floorMod(call.integer("k"), 4);
        if (turns % 2 == 0) {
            return flipped(call, x, turns == 0 ? List.of() : plane, true);
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        order.set(plane.get(0), plane.get(1));
        order.set(plane.get(1), plane.get(0));
        TensorValue mirrored = flipped(call, x, List.of(plane.get(turns == 1 ? 1 : 0)), false);
        return call.result(
                "Transpose", AtenCall.attributes().integers("perm", order).build(), mirrored);
    }

    private static Object roll(AtenCall call) {
        TensorValue x = call.tensor("self");
        List<Integer> whole = call.shape(x);
        List<Integer> shifts = call.integers("shifts");
        List<Integer> dims = call.integers("dims");
        boolean flat = dims.isEmpty();
        if (flat) {
            x = call.step(
                    "Reshape",
                    AtenCall.attributes().integers("shape", List.of(-1)).build(),
                    x);
            dims = List.of(0);
        }
        for (int i = 0; i < dims.size(); i++) {
            int axis = call.axis(dims.get(i), call.rank(x));
            int length = call.shape(x).get(axis);
            int cut = length == 0 ? 0 : Math.floorMod(-shifts.get(i), length);
            if (cut == 0) {
                continue;
            }
            Attributes along = AtenCall.attributes().integer("axis", axis).build();
            x = call.step("Concat", along, piece(call, x, axis, cut, length), piece(call, x, axis, 0, cut));
        }
        return flat
                ? call.result(
                        "Reshape",
                        AtenCall.attributes().integers("shape", whole).build(),
                        x)
                : call.result("Identity", AtenCall.NONE, x);
    }

    private static TensorValue piece(AtenCall call, TensorValue x, int axis, int start, int end) {
        return call.step(
                "Slice",
                AtenCall.attributes()
                        .integers("starts", List.of(start))
                        .integers("ends", List.of(end))
                        .integers("axes", List.of(axis))
                        .build(),
                x);
    }

    /** Pads come in pairs from the last axis to the first. */
    private static Object pad(AtenCall call, String mode) {
        TensorValue x = call.tensor("self");
        int rank = call.rank(x);
        List<Integer> pairs = call.integers(call.has("pad") ? "pad" : "padding");
        List<Integer> pads = new ArrayList<>(Collections.nCopies(2 * rank, 0));
        for (int i = 0; i < pairs.size() / 2; i++) {
            int axis = rank - 1 - i;
            pads.set(axis, pairs.get(2 * i));
            pads.set(rank + axis, pairs.get(2 * i + 1));
        }
        Attributes attributes = AtenCall.attributes()
                .integers("pads", pads)
                .number("value", call.has("value") && !call.none("value") ? call.number("value") : 0)
                .text(
                        "mode",
                        switch (mode) {
                            case "replicate" -> "edge";
                            case "circular" -> "wrap";
                            default -> mode;
                        })
                .build();
        return call.result("Pad", attributes, x);
    }
}
