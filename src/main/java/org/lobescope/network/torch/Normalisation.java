package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.lobescope.network.Op;

/** Normalisations. */
final class Normalisation {
    private Normalisation() {}

    static Operation batchNorm(
            Op.BatchNorm norm, PtNDArray scale, PtNDArray shift, PtNDArray mean, PtNDArray variance) {
        return Operation.of(in -> JniUtils.batchNorm(in[0], mean, variance, scale, shift, false, 0, norm.epsilon()));
    }
}
