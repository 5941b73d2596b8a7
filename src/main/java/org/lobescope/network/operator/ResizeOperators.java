package org.lobescope.network.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Constant;
import org.lobescope.network.Interpolation;
import org.lobescope.network.Op;

/** Resize and its forerunner Upsample: interpolation, axis by axis. */
final class ResizeOperators {
    static final Map<String, Operator> ALL =
            Map.of("Resize", ResizeOperators::resize, "Upsample", ResizeOperators::upsample);

    private ResizeOperators() {}

    private static void resize(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        Attributes a = node.attributes();
        boolean old = node.opset() < 11;
        List<Integer> axes = a.integers("axes")
                .map(list -> list.stream()
                        .map(axis -> Shapes.axis(node, axis, x.size()))
                        .toList())
                .orElseGet(() -> IntStream.range(0, x.size()).boxed().toList());
        Constant scales = known(node, program, old ? 1 : 2);
        Constant sizes = old ? null : known(node, program, 3);
        Constant roi = old ? null : known(node, program, 1);
        double[] factors = new double[axes.size()];
        int[] lengths = new int[axes.size()];
        for (int i = 0; i < factors.length; i++) {
            int length = x.get(axes.get(i));
            if (sizes != null) {
                lengths[i] = (int) sizes.number(i);
                factors[i] = (double) lengths[i] / length;
            } else if (scales != null) {
                factors[i] = scales.number(i);
                lengths[i] = (int) Math.floor(length * factors[i]);
            } else {
                throw node.problem("has neither scales nor sizes", "export the network again");
            }
        }
        String policy = a.text("keep_aspect_ratio_policy", "stretch");
        if (sizes != null && !policy.equals("stretch")) {
            keepAspect(x, axes, factors, lengths, policy.equals("not_larger"));
        }
        Sampling sampling = new Sampling(
                a.text("mode", "nearest"),
                old ? "asymmetric" : a.text("coordinate_transformation_mode", "half_pixel"),
                old ? "floor" : a.text("nearest_mode", "round_prefer_floor"),
                a.number("cubic_coeff_a", -0.75f),
                a.flag("exclude_outside", false),
                a.flag("antialias", false));
        List<Interpolation> maps = new ArrayList<>();
        for (int i = 0; i < factors.length; i++) {
            double from = roi == null || roi.size() == 0 ? 0 : roi.number(i);
            double to = roi == null || roi.size() == 0 ? 1 : roi.number(axes.size() + i);
            int axis = axes.get(i);
            if (lengths[i] != x.get(axis) || factors[i] != 1 || sampling.crops()) {
                program.room(node, (long) x.get(axis) * lengths[i]);
                maps.add(sampling.along(node, axis, x.get(axis), lengths[i], factors[i], from, to));
            }
        }
        finish(node, program, x, maps);
    }

    private static void upsample(Call node, ProgramBuilder program) {
        List<Integer> x = program.shape(node, 0);
        List<Float> scales = node.attributes().numbers("scales").orElseGet(() -> {
            List<Float> values = new ArrayList<>();
            for (float v : program.constant(node, 1).floats()) {
                values.add(v);
            }
            return values;
        });
        Sampling sampling =
                new Sampling(node.attributes().text("mode", "nearest"), "asymmetric", "floor", -0.75f, false, false);
        List<Interpolation> maps = new ArrayList<>();
        for (int axis = 0; axis < x.size(); axis++) {
            double factor = scales.get(axis);
            if (factor != 1) {
                int length = (int) Math.floor(x.get(axis) * factor);
                program.room(node, (long) x.get(axis) * length);
                maps.add(sampling.along(node, axis, x.get(axis), length, factor, 0, 1));
            }
        }
        finish(node, program, x, maps);
    }

    private static @Nullable Constant known(Call node, ProgramBuilder program, int i) {
        if (!node.has(i)) {
            return null;
        }
        Constant constant = program.constant(node, i);
        return constant.size() == 0 ? null : constant;
    }

    private static void keepAspect(
            List<Integer> x, List<Integer> axes, double[] factors, int[] lengths, boolean smallest) {
        double factor = smallest ? Double.POSITIVE_INFINITY : 0;
        for (double f : factors) {
            factor = smallest ? Math.min(factor, f) : Math.max(factor, f);
        }
        for (int i = 0; i < factors.length; i++) {
            factors[i] = factor;
            lengths[i] = (int) Math.floor(x.get(axes.get(i)) * factor + 0.5);
        }
    }

    private static void finish(Call node, ProgramBuilder program, List<Integer> x, List<Interpolation> maps) {
        List<Integer> shape = new ArrayList<>(x);
        maps.forEach(map -> shape.set(map.axis(), map.to()));
        if (maps.isEmpty()) {
            program.emit(node, new Op.Identity(), List.of(node.input(0)), x);
            return;
        }
        // The axis that shrinks most goes first: it is less work.
        List<Interpolation> order = new ArrayList<>(maps);
        order.sort((p, q) -> Double.compare((double) p.to() / p.from(), (double) q.to() / q.from()));
        program.emit(node, new Op.Resize(Collections.unmodifiableList(order)), List.of(node.input(0)), shape);
    }
}
