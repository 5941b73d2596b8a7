package org.lobescope.network.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.lobescope.network.Op;

/** Reductions over axes, and softmax. */
final class Reductions {
    private Reductions() {}

    static Operation of(Op.Reduce reduce, List<Integer> x) {
        long[] axes = reduce.axes().stream().mapToLong(a -> a).toArray();
        boolean keep = reduce.keepAxes();
        double count = reduce.axes().stream().mapToInt(x::get).reduce(1, (a, b) -> a * b);
        boolean global = x.size() == 4 && reduce.axes().equals(List.of(2, 3));
        return switch (reduce.kind()) {
            case MEAN ->
                global ? globalMean(x, keep) : Operation.of(in -> Scalar.over(JniUtils.sum(in[0], axes, keep), count));
            case SUM -> Operation.of(in -> JniUtils.sum(in[0], axes, keep));
            case MAX -> Operation.of(in -> oneByOne(in[0], axes, keep, JniUtils::max));
            case MIN -> Operation.of(in -> oneByOne(in[0], axes, keep, JniUtils::min));
            case PRODUCT -> Operation.of(in -> oneByOne(in[0], axes, keep, JniUtils::prod));
            case L1 -> Operation.of(in -> JniUtils.sum(JniUtils.abs(in[0]), axes, keep));
            case L2 -> Operation.of(in -> JniUtils.sqrt(JniUtils.sum(JniUtils.square(in[0]), axes, keep)));
            case SUM_SQUARE -> Operation.of(in -> JniUtils.sum(JniUtils.square(in[0]), axes, keep));
            case LOG_SUM_EXP ->
                Operation.of(in -> {
                    PtNDArray largest = JniUtils.detachGradient(oneByOne(in[0], axes, true, JniUtils::max));
                    PtNDArray sum = JniUtils.sum(JniUtils.exp(JniUtils.sub(in[0], largest)), axes, true);
                    PtNDArray result = JniUtils.add(JniUtils.log(sum), largest);
                    return keep ? result : JniUtils.sum(result, axes, false);
                });
        };
    }

    private static Operation globalMean(List<Integer> x, boolean keep) {
        Shape one = new Shape(1, 1);
        long[] flat = {x.get(0), x.get(1)};
        return Operation.of(in -> {
            PtNDArray pooled = JniUtils.adaptiveAvgPool(in[0], one);
            return keep ? pooled : JniUtils.reshape(pooled, flat);
        });
    }

    private interface AlongAxis {
        PtNDArray apply(PtNDArray x, long axis, boolean keep);
    }

    private static PtNDArray oneByOne(PtNDArray x, long[] axes, boolean keep, AlongAxis function) {
        PtNDArray result = x;
        for (int i = axes.length - 1; i >= 0; i--) {
            result = function.apply(result, axes[i], keep);
        }
        return result;
    }

    static Operation softmax(int axis) {
        return Operation.of(in -> JniUtils.softmax(in[0], axis, DataType.FLOAT32));
    }

    static Operation logSoftmax(int axis) {
        return Operation.of(in -> JniUtils.logSoftmax(in[0], axis, DataType.FLOAT32));
    }
}
