package org.lobescope.network.operator;

import org.lobescope.network.Interpolation;

/**
 * How ONNX's Resize finds the value of a new pixel from the old ones; the names are those of the attributes.
 *
 * @param mode nearest, linear or cubic
 * @param transformation where a new pixel lies among the old ones
 * @param nearest how nearest rounds
 * @param cubicA the coefficient a of cubic convolution (Keys 1981)
 * @param excludeOutside whether old pixels beyond the border get no weight
 * @param antialias whether the kernel is widened when the image shrinks
 */
record Sampling(
        String mode, String transformation, String nearest, float cubicA, boolean excludeOutside, boolean antialias) {

    /** Whether only a part of the input is looked at. */
    boolean crops() {
        return transformation.equals("tf_crop_and_resize");
    }

    /**
     * The interpolation along an axis.
     *
     * @param scale new length over old length, as the file says it
     * @param roiStart start of the part that is looked at, in units of the old length
     * @param roiEnd its end
     */
    Interpolation along(Call node, int axis, int from, int to, double scale, double roiStart, double roiEnd) {
        float[] weights = new float[Math.multiplyExact(to, from)];
        for (int j = 0; j < to; j++) {
            double place = place(node, j, from, to, scale, roiStart, roiEnd);
            if (crops() && (place < 0 || place > from - 1)) {
                float outside = node.attributes().number("extrapolation_value", 0);
                if (outside != 0) {
                    throw node.unsupported("fills what lies outside of the image with " + outside);
                }
                continue;
            }
            row(node, weights, j * from, from, place, scale);
        }
        return new Interpolation(axis, from, to, weights);
    }

    private double place(Call node, int j, int from, int to, double scale, double roiStart, double roiEnd) {
        return switch (transformation) {
            case "half_pixel" -> (j + 0.5) / scale - 0.5;
            case "pytorch_half_pixel" -> to > 1 ? (j + 0.5) / scale - 0.5 : 0;
            case "half_pixel_symmetric" -> {
                double adjustment = to / (scale * from);
                double centre = from / 2.0;
                yield centre * (1 - adjustment) + (j + 0.5) / scale - 0.5;
            }
            case "align_corners" -> to > 1 ? (double) j * (from - 1) / (to - 1) : 0;
            case "asymmetric" -> j / scale;
            case "tf_half_pixel_for_nn" -> (j + 0.5) / scale;
            case "tf_crop_and_resize" ->
                to > 1
                        ? roiStart * (from - 1) + j * (roiEnd - roiStart) * (from - 1) / (to - 1)
                        : 0.5 * (roiStart + roiEnd) * (from - 1);
            default -> throw node.unsupported("places pixels in the mode '" + transformation + "'");
        };
    }

    private void row(Call node, float[] weights, int offset, int from, double place, double scale) {
        switch (mode) {
            case "nearest" -> weights[offset + Math.clamp(rounded(node, place), 0, from - 1)] = 1;
            case "linear", "bilinear", "trilinear" -> spread(weights, offset, from, place, scale, 1);
            case "cubic" -> spread(weights, offset, from, place, scale, 2);
            default -> throw node.unsupported("interpolates in the mode '" + mode + "'");
        }
    }

    private int rounded(Call node, double place) {
        return (int)
                switch (nearest) {
                    case "round_prefer_floor" -> Math.ceil(place - 0.5);
                    case "round_prefer_ceil" -> Math.floor(place + 0.5);
                    case "floor" -> Math.floor(place);
                    case "ceil" -> Math.ceil(place);
                    default -> throw node.unsupported("rounds in the mode '" + nearest + "'");
                };
    }

    /** Weights of a kernel of the given half width around a place, which add up to 1. */
    private void spread(float[] weights, int offset, int from, double place, double scale, int half) {
        double widen = antialias && scale < 1 ? 1 / scale : 1;
        int first = widen == 1 ? (int) Math.floor(place) + 1 - half : (int) Math.ceil(place - half * widen);
        int last = widen == 1 ? first + 2 * half - 1 : (int) Math.floor(place + half * widen);
        double sum = 0;
        double[] kernel = new double[last - first + 1];
        for (int i = first; i <= last; i++) {
            boolean outside = i < 0 || i >= from;
            double weight = outside && excludeOutside ? 0 : kernel((place - i) / widen, half);
            kernel[i - first] = weight;
            sum += weight;
        }
        for (int i = first; i <= last; i++) {
            weights[offset + Math.clamp(i, 0, from - 1)] += (float) (kernel[i - first] / sum);
        }
    }

    private double kernel(double x, int half) {
        double d = Math.abs(x);
        if (half == 1) {
            return Math.max(0, 1 - d);
        }
        double a = cubicA;
        if (d <= 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }
}
