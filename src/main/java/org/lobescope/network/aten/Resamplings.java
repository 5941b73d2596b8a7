package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lobescope.network.Constant;
import org.lobescope.network.archive.Pickled;
import org.lobescope.network.operator.Attributes;

/** Images in another number of pixels. */
final class Resamplings {
    static final Map<String, Aten.Function> ALL = new HashMap<>();

    static {
        for (String axes : List.of("1d", "2d", "3d")) {
            ALL.put(
                    "upsample_nearest" + axes
                            + "(input, output_size, scales_d=None, scales_h=None, scales_w=None, scales=None, scale_factors=None)",
                    call -> resample(call, "nearest", "asymmetric", false));
            ALL.put(
                    "_upsample_nearest_exact" + axes
                            + "(input, output_size, scales_d=None, scales_h=None, scales_w=None, scales=None, scale_factors=None)",
                    call -> resample(call, "nearest", "half_pixel", false));
        }
        for (String name : List.of("upsample_linear1d", "upsample_bilinear2d", "upsample_trilinear3d")) {
            ALL.put(
                    name
                            + "(input, output_size, align_corners, scales_d=None, scales_h=None, scales_w=None, scales=None, scale_factors=None)",
                    call -> smooth(call, "linear", false));
        }
        ALL.put(
                "upsample_bicubic2d(input, output_size, align_corners, scales_h=None, scales_w=None, scale_factors=None)",
                call -> smooth(call, "cubic", false));
        ALL.put(
                "_upsample_bilinear2d_aa(input, output_size, align_corners, scales_h=None, scales_w=None, scale_factors=None)",
                call -> smooth(call, "linear", true));
        ALL.put(
                "_upsample_bicubic2d_aa(input, output_size, align_corners, scales_h=None, scales_w=None, scale_factors=None)",
                call -> smooth(call, "cubic", true));
    }

    private Resamplings() {}

    private static Object smooth(AtenCall call, String mode, boolean antialias) {
        return resample(call, mode, call.flag("align_corners") ? "align_corners" : "half_pixel", antialias);
    }

    /** The factors: a list, or numbers one by one; none where the size is asked for. */
    private static List<Double> factors(AtenCall call) {
        List<Double> factors = new ArrayList<>();
        for (String place : List.of("scale_factors", "scales", "scales_d", "scales_h", "scales_w")) {
            if (!call.has(place) || call.none(place)) {
                continue;
            }
            if (call.raw(place) instanceof List<?> || call.raw(place) instanceof Pickled.Tuple) {
                return call.numbers(place);
            }
            factors.add(call.number(place));
        }
        return factors;
    }

    private static Object resample(AtenCall call, String mode, String transformation, boolean antialias) {
        TensorValue x = call.tensor("input");
        List<Integer> shape = call.shape(x);
        int axes = shape.size() - 2;
        List<Double> factors = factors(call);
        Attributes attributes = AtenCall.attributes()
                .text("mode", mode)
                .text("coordinate_transformation_mode", transformation)
                // The pixel that a place lies in; for the exact kind the nearest centre, the later one of two.
                .text("nearest_mode", transformation.equals("half_pixel") ? "round_prefer_ceil" : "floor")
                .number("cubic_coeff_a", antialias ? -0.5 : -0.75)
                .flag("exclude_outside", antialias)
                .flag("antialias", antialias)
                .build();
        if (factors.size() == axes) {
            float[] scales = new float[axes + 2];
            scales[0] = 1;
            scales[1] = 1;
            for (int i = 0; i < axes; i++) {
                scales[2 + i] = factors.get(i).floatValue();
            }
            TensorValue none = call.constant(Constant.of(List.of(0), new float[0]));
            return call.result(
                    "Resize", attributes, x, none, call.constant(Constant.of(List.of(scales.length), scales)));
        }
        List<Integer> sizes = new ArrayList<>(shape.subList(0, 2));
        sizes.addAll(call.integers("output_size", axes));
        TensorValue none = call.constant(Constant.of(List.of(0), new float[0]));
        return call.result("Resize", attributes, x, none, none, call.integers(sizes));
    }
}
