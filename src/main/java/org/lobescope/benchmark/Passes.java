package org.lobescope.benchmark;

/**
 * How many images went through a network, by what was asked of it.
 *
 * @param forward for their logits
 * @param gradient for the gradient at the input, each or summed
 * @param layer for the output and gradient of layers
 * @param fromLayer from a layer on, for their logits
 */
public record Passes(long forward, long gradient, long layer, long fromLayer) {
    /** Nothing asked. */
    public static final Passes NONE = new Passes(0, 0, 0, 0);

    /** Both together. */
    public Passes plus(Passes other) {
        return new Passes(
                forward + other.forward, gradient + other.gradient, layer + other.layer, fromLayer + other.fromLayer);
    }

    /** All images, whatever was asked. */
    public long all() {
        return forward + gradient + layer + fromLayer;
    }
}
