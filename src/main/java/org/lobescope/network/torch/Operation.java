package org.lobescope.network.torch;

import ai.djl.pytorch.engine.PtNDArray;

/** What a step of a route does with its inputs. */
@FunctionalInterface
interface Operation {
    /**
     * Computes the outputs.
     *
     * @param in one array per input of the node; constants that the operation holds itself and absent inputs are null
     */
    PtNDArray[] run(PtNDArray[] in);

    /** An operation with one output. */
    static Operation of(java.util.function.Function<PtNDArray[], PtNDArray> function) {
        return in -> new PtNDArray[] {function.apply(in)};
    }
}
