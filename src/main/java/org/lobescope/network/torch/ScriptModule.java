package org.lobescope.network.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.lobescope.Problem;
import org.lobescope.network.FileContent;

/**
 * A TorchScript file that PyTorch itself has loaded and runs. Its text is a program that this process executes; its memory
 * is freed with the manager that it hangs on.
 */
final class ScriptModule {
    /** Read by the engine as the whole stream. */
    private static final boolean WITHOUT_SIZE = false;

    private final PtSymbolBlock module;

    private ScriptModule(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Loads a file for use: dropout off, batch norms fixed, no gradients of weights.
     *
     * @throws EngineException when PyTorch cannot load it
     */
    static ScriptModule load(NDManager manager, FileContent file) {
        try (InputStream in = file.open()) {
            PtSymbolBlock module = JniUtils.loadModule((PtNDManager) manager, in, false, WITHOUT_SIZE);
            JniUtils.enableInferenceMode(module);
            // Else every way back would add to gradients of the weights, from all threads at once.
            try (NDList weights = JniUtils.moduleGetParams(module, (PtNDManager) manager)) {
                weights.forEach(weight -> weight.setRequiresGradient(false));
            }
            return new ScriptModule(module);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is nothing to fail
        }
    }

    /**
     * Runs it: N x outputs for N x C x H x W. Of several results the first counts.
     *
     * @throws EngineException when its text ends with an error
     * @throws Problem when it gives no list of numbers for each image
     */
    PtNDArray run(PtNDArray images) {
        // What is optimised after a few runs gives other last bits than the first run did.
        JniUtils.setGraphExecutorOptimize(false);
        // The block's own switch for training also sets dropout and batch norms; this one only keeps the way back.
        NDList results = IValueUtils.forward(module, new NDList(images), JniUtils.isGradMode());
        long n = images.getShape().get(0);
        NDArray first = results.isEmpty() ? images : results.getFirst();
        Shape shape = first.getShape();
        boolean each = shape.dimension() == 0 ? n == 1 : shape.get(0) == n;
        long longest = 1;
        for (int axis = 1; axis < shape.dimension(); axis++) {
            longest = Math.max(longest, shape.get(axis));
        }
        if (results.isEmpty() || !each || shape.size() != n * longest) {
            throw new Problem("It gives values of the shape " + shape + " for " + n + (n == 1 ? " image" : " images")
                    + ", not a list of scores, one per class: choose a file with an image classifier.");
        }
        PtNDArray scores = JniUtils.reshape((PtNDArray) first, new long[] {n, longest});
        return scores.getDataType() == DataType.FLOAT32
                ? scores
                : JniUtils.to(scores, DataType.FLOAT32, scores.getDevice());
    }
}
