package org.lobescope.network.torch;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.lobescope.network.Op;

/** Normalisations. */
final class Normalisation {
    private Normalisation() {}

    static Operation batchNorm(
            Op.BatchNorm norm, PtNDArray scale, PtNDArray shift, PtNDArray mean, PtNDArray variance) {
        Operation general = batchNorm(norm);
        return in -> general.run(new PtNDArray[] {in[0], scale, shift, mean, variance});
    }

    static Operation batchNorm(Op.BatchNorm norm) {
        return Operation.of(in -> JniUtils.batchNorm(in[0], in[3], in[4], in[1], in[2], false, 0, norm.epsilon()));
    }

    static Operation layerNorm(Op.LayerNorm norm, List<Integer> x) {
        Shape normalised = Weights.shape(x.subList(norm.axis(), x.size()));
        return Operation.of(in -> JniUtils.layerNorm(in[0], normalised, in[1], in[2], norm.epsilon()));
    }
}
