package org.lobescope.network;

import java.util.List;

/**
 * What can be asked of a network, in batches of float arrays. Inputs are N x C x H x W after preprocessing.
 *
 * <p>Calls may come from several threads at once. A batch may be of any size; {@link #batch()} says which is worth
 * collecting. Calls throw {@link java.util.concurrent.CancellationException} when the request they belong to was
 * cancelled.
 */
public interface Network {
    /** The shape of one input image. */
    ImageShape input();

    /** The number of logits. A network with a single logit z tells two classes apart, +z and -z. */
    int logitCount();

    /** All layers that can be tapped, in the order of computation. */
    List<Layer> layers();

    /** The number of images per call at which the network runs fastest. */
    int batch();

    /** The logits, N x classes: the values before a final softmax or sigmoid. */
    float[][] logits(Tensor x);

    /** The logits of n images that are made where they are computed, N x classes. */
    default float[][] logits(int n, Images images) {
        return logits(images.part(0, n));
    }

    /** Logits and dS/dx of every image of the batch. */
    Gradients gradients(Tensor x, Score score);

    /**
     * The sum over the batch of weight times dS/dx, 1 x C x H x W: what averages over many images need. The same as {@link
     * Gradients#weightedSum}, but the way back through the network's first layers may be taken once for all images.
     *
     * @param weights one per image
     */
    Tensor summedGradient(Tensor x, float[] weights, Score score);

    /**
     * The sum over the points of a line of weight times dS/dx, 1 x C x H x W. The same as {@link #summedGradient} of the
     * points, to rounding, but affine first layers may be computed for the line's ends only.
     *
     * @param weights one per point
     */
    default Tensor summedGradient(Line line, float[] weights, Score score) {
        return summedGradient(line.points(), weights, score);
    }

    /** Output and gradient of each of the layers, in their order, all from one forward and one backward pass. */
    List<LayerPass> layers(Tensor x, List<Layer> layers, Score score);

    /** The logits when a layer's output is replaced by {@code activation} (N x K x h x w). */
    float[][] logitsFrom(Layer layer, Tensor activation, Tensor x);

    /**
     * The same network, but the gradient of max pooling is shared evenly by the pixels of a window that tie; otherwise
     * the last bit decides which of them gets it. This network itself where there is no max pooling.
     */
    default Network spreadingTies() {
        return this;
    }
}
