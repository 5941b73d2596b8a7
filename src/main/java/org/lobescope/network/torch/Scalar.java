package org.lobescope.network.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Arithmetic of an array and a plain number. The number becomes an array whose memory belongs to the engine: what the
 * binding's own {@code mul(Number)} and {@code div(Number)} make keeps it in a Java buffer, which the engine reads once
 * more on the way back, when the buffer may long be collected.
 */
final class Scalar {
    private Scalar() {}

    /** x + number. */
    static PtNDArray plus(PtNDArray x, double number) {
        try (PtNDArray n = of(x, number)) {
            return JniUtils.add(x, n);
        }
    }

    /** x * number. */
    static PtNDArray times(PtNDArray x, double number) {
        try (PtNDArray n = of(x, number)) {
            return JniUtils.mul(x, n);
        }
    }

    /** x / number. */
    static PtNDArray over(PtNDArray x, double number) {
        try (PtNDArray n = of(x, number)) {
            return JniUtils.div(x, n);
        }
    }

    /** An array without axes, which takes the type and the shape of what it is combined with. */
    private static PtNDArray of(PtNDArray like, double number) {
        return JniUtils.full(
                like.getManager(), new Shape(), number, DataType.FLOAT32, like.getDevice(), like.getSparseFormat());
    }
}
