package org.lobescope.network.torch;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.lobescope.network.Op;
import org.lobescope.network.Window;

/** Pooling over windows. */
final class Pooling {
    private Pooling() {}

    static Operation max(Op.MaxPool pool, List<Integer> x) {
        Window window = pool.window();
        Shape kernel = Weights.shape(window.kernel());
        Shape strides = Weights.shape(window.strides());
        Shape pads = Weights.shape(window.before());
        return Operation.of(in -> JniUtils.maxPool(in[0], kernel, strides, pads, pool.ceil()));
    }

    static Operation average(Op.AveragePool pool, List<Integer> x) {
        Window window = pool.window();
        Shape kernel = Weights.shape(window.kernel());
        Shape strides = Weights.shape(window.strides());
        Shape pads = Weights.shape(window.before());
        return Operation.of(in -> JniUtils.avgPool(in[0], kernel, strides, pads, pool.ceil(), pool.countPadding()));
    }
}
