package org.lobescope.network;

/**
 * A differentiable number made of a network's logits, such as one logit or a softmax probability: what a gradient is the
 * gradient of. The network is differentiated by PyTorch, this last step by hand.
 */
public interface Score {
    /** The score of one image. */
    double value(float[] logits);

    /** The derivative of the score with respect to each logit. */
    float[] slope(float[] logits);
}
