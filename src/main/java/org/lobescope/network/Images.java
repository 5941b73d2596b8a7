package org.lobescope.network;

/**
 * Images that are made only when a network asks for them, a part at a time and perhaps several parts at once: where making
 * them costs, the cores share that work, too.
 */
@FunctionalInterface
public interface Images {
    /** The images from one (included) to another (excluded), N x C x H x W. */
    Tensor part(int from, int to);
}
