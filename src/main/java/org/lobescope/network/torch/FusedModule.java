package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/**
 * A loaded {@link FusedScript} with its weights. Any number of threads may use it; its memory is freed with the network's.
 *
 * <p>The engine runs modules in a mode in which what they make may not become part of automatic gradients; copies may.
 */
final class FusedModule {
    /**
     * What the way forward gives.
     *
     * @param result may become part of automatic gradients
     * @param saved what the way back needs
     */
    record Forward(PtNDArray result, PtNDArray[] saved) {}

    private final PtSymbolBlock module;
    private final PtNDArray[] weights;

    FusedModule(PtSymbolBlock module, List<PtNDArray> weights) {
        this.module = module;
        this.weights = weights.toArray(PtNDArray[]::new);
    }

    /** Forward, so that the way back is open; the arrays hang on {@code own}. */
    Forward forward(PtNDArray x, NDManager own) {
        try (IValue in = IValue.from(x);
                IValue given = IValue.listFrom(weights);
                IValue out = run("forward", in, given)) {
            PtNDArray[] arrays = out.toTensorArray((PtNDManager) own);
            return new Forward(copy(arrays[0]), arrays);
        }
    }

    /** Forward only. */
    PtNDArray ahead(PtNDArray x, NDManager own) {
        try (IValue in = IValue.from(x);
                IValue given = IValue.listFrom(weights);
                IValue out = run("ahead", in, given)) {
            return out.toTensor((PtNDManager) own);
        }
    }

    /** The gradient with respect to what went in, from the one with respect to the result. */
    PtNDArray back(PtNDArray gradient, Forward forward, NDManager own) {
        try (IValue in = IValue.from(gradient);
                IValue saved = IValue.listFrom(forward.saved());
                IValue given = IValue.listFrom(weights);
                IValue out = run("back", in, saved, given)) {
            return out.toTensor((PtNDManager) own);
        }
    }

    /** The same values for automatic gradients. */
    static PtNDArray copy(PtNDArray made) {
        return JniUtils.clone(made);
    }

    private IValue run(String method, IValue... in) {
        // What is optimised after a few runs gives other last bits than the first run did.
        JniUtils.setGraphExecutorOptimize(false);
        return IValueUtils.runMethod(module, method, in);
    }
}
