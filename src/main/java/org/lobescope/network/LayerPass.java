package org.lobescope.network;

/**
 * A layer's output and the gradient of a score with respect to it, for a batch.
 *
 * @param layer the layer
 * @param logits N x classes
 * @param activation A, N x K x h x w
 * @param gradient dS/dA, N x K x h x w
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerPass(Layer layer, float[][] logits, Tensor activation, Tensor gradient) {}
