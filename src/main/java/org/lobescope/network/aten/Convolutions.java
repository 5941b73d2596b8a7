package org.lobescope.network.aten;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lobescope.network.operator.Attributes;

/** Convolutions. */
final class Convolutions {
    static final Map<String, Aten.Function> ALL = Map.of(
            "conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",
            Convolutions::conv,
            "conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",
            Convolutions::conv,
            "conv3d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",
            Convolutions::conv,
            "_convolution_mode(input, weight, bias, stride, padding, dilation, groups)",
            Convolutions::conv,
            "convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups)",
            Convolutions::general,
            "_convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups,"
                    + " benchmark=False, deterministic=False, cudnn_enabled=True, allow_tf32=True)",
            Convolutions::general,
            "conv_transpose1d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)",
            Convolutions::transposed,
            "conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)",
            Convolutions::transposed,
            "conv_transpose3d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)",
            Convolutions::transposed);

    private Convolutions() {}

    private static Object general(AtenCall call) {
        return call.flag("transposed") ? transposed(call) : conv(call);
    }

    private static Object conv(AtenCall call) {
        return call.result("Conv", attributes(call).build(), inputs(call));
    }

    private static Object transposed(AtenCall call) {
        int axes = call.rank(call.tensor("weight")) - 2;
        Attributes attributes = attributes(call)
                .integers("output_padding", call.integers("output_padding", axes))
                .build();
        return call.result("ConvTranspose", attributes, inputs(call));
    }

    private static TensorValue[] inputs(AtenCall call) {
        List<TensorValue> in = new ArrayList<>(List.of(call.tensor("input"), call.tensor("weight")));
        call.maybe("bias").ifPresent(in::add);
        return in.toArray(TensorValue[]::new);
    }

    private static Attributes.Builder attributes(AtenCall call) {
        List<Integer> weight = call.shape(call.tensor("weight"));
        int axes = weight.size() - 2;
        List<Integer> dilations = call.integers("dilation", axes);
        List<Integer> pads = new ArrayList<>(Collections.nCopies(2 * axes, 0));
        if (call.raw("padding") instanceof String mode) {
            if (mode.equals("same")) {
                for (int i = 0; i < axes; i++) {
                    int total = dilations.get(i) * (weight.get(2 + i) - 1);
                    pads.set(i, total / 2);
                    pads.set(axes + i, total - total / 2);
                }
            } else if (!mode.equals("valid")) {
                throw call.unsupported("pads in the mode '" + mode + "'");
            }
        } else {
            List<Integer> padding = call.integers("padding", axes);
            for (int i = 0; i < axes; i++) {
                pads.set(i, padding.get(i));
                pads.set(axes + i, padding.get(i));
            }
        }
        return AtenCall.attributes()
                .integers("strides", call.integers("stride", axes))
                .integers("dilations", dilations)
                .integers("pads", pads)
                .integer("group", call.integer("groups"));
    }
}
