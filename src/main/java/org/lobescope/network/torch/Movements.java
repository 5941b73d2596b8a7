package org.lobescope.network.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lobescope.network.Interpolation;
import org.lobescope.network.Op;

/** Operations that move values, take parts of arrays and put arrays together. */
final class Movements {
    private Movements() {}

    static Operation reshape(List<Integer> shape) {
        long[] to = longs(shape);
        return Operation.of(in -> JniUtils.reshape(in[0], to));
    }

    static Operation transpose(List<Integer> order) {
        long[] axes = longs(order);
        return Operation.of(in -> JniUtils.permute(in[0], axes));
    }

    static Operation expand(List<Integer> shape) {
        Shape to = Weights.shape(shape);
        return Operation.of(in -> JniUtils.broadcast(in[0], to));
    }

    static Operation tile(List<Integer> repeats) {
        long[] times = longs(repeats);
        return Operation.of(in -> JniUtils.tile(in[0], times));
    }

    static Operation concat(int axis) {
        return Operation.of(in -> JniUtils.cat(in, axis));
    }

    static Operation split(Op.Split split) {
        long[] lengths = longs(split.lengths());
        return in -> {
            NDList parts = JniUtils.split(in[0], lengths, split.axis());
            return parts.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new);
        };
    }

    static Operation slice(Op.Slice slice) {
        return Operation.of(in -> JniUtils.slice(in[0], slice.axis(), slice.start(), slice.end(), slice.step()));
    }

    static Operation gather(int axis, List<Integer> x) {
        return Operation.of(in -> {
            PtNDArray indices = in[1];
            long count = indices.getShape().size();
            long[] thin = new long[x.size()];
            java.util.Arrays.fill(thin, 1);
            thin[axis] = count;
            long[] wide = longs(x);
            wide[axis] = count;
            PtNDArray all = JniUtils.broadcast(JniUtils.reshape(indices, thin), new Shape(wide));
            PtNDArray taken = JniUtils.gather(in[0], all, axis);
            List<Long> shape = new ArrayList<>();
            for (int i = 0; i < x.size(); i++) {
                if (i == axis) {
                    for (long n : indices.getShape().getShape()) {
                        shape.add(n);
                    }
                } else {
                    shape.add((long) x.get(i));
                }
            }
            return JniUtils.reshape(taken, shape.stream().mapToLong(n -> n).toArray());
        });
    }

    static Operation pad(Op.Pad pad) {
        long[] margins = Convolution.margins(pad.before(), pad.after());
        return Operation.of(in -> JniUtils.pad(in[0], margins, pad.value()));
    }

    /** Interpolation along each axis is a product with a matrix. */
    static Operation resize(Op.Resize resize, Weights weights) {
        List<PtNDArray> matrices =
                resize.axes().stream().map(weights::interpolation).toList();
        return Operation.of(in -> {
            PtNDArray x = in[0];
            int last = x.getShape().dimension() - 1;
            for (int i = 0; i < matrices.size(); i++) {
                Interpolation along = resize.axes().get(i);
                PtNDArray moved = along.axis() == last ? x : JniUtils.transpose(x, along.axis(), last);
                PtNDArray product = JniUtils.matmul(moved, matrices.get(i));
                x = along.axis() == last ? product : JniUtils.transpose(product, along.axis(), last);
            }
            return x;
        });
    }

    private static long[] longs(List<Integer> list) {
        return list.stream().mapToLong(n -> n).toArray();
    }

    /** The inverse of an order of axes. */
    static List<Integer> inverse(List<Integer> order) {
        List<Integer> inverse = new ArrayList<>(Collections.nCopies(order.size(), 0));
        for (int i = 0; i < order.size(); i++) {
            inverse.set(order.get(i), i);
        }
        return inverse;
    }
}
