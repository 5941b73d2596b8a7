package org.lobescope.network.torch;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.lobescope.network.Op;

/** Reductions over axes. */
final class Reductions {
    private Reductions() {}

    static Operation of(Op.Reduce reduce, List<Integer> shape) {
        boolean global = shape.size() == 4 && reduce.axes().equals(List.of(2, 3));
        if (global && reduce.kind() == Op.Reduction.MEAN) {
            Shape one = new Shape(1, 1);
            long[] flat = {shape.get(0), shape.get(1)};
            return Operation.of(in -> {
                PtNDArray pooled = JniUtils.adaptiveAvgPool(in[0], one);
                return reduce.keepAxes() ? pooled : JniUtils.reshape(pooled, flat);
            });
        }
        throw new IllegalStateException(reduce.toString());
    }
}
