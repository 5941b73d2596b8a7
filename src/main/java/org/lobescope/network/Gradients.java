package org.lobescope.network;

/**
 * The gradient of a score with respect to the input, for a batch.
 *
 * @param logits N x classes
 * @param values dS/dx, N x C x H x W
 */
@SuppressWarnings("ArrayRecordComponent")
public record Gradients(float[][] logits, Tensor values) {}
