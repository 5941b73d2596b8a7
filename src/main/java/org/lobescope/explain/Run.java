package org.lobescope.explain;

import java.util.function.Supplier;
import org.lobescope.network.Network;

/** What a method has at hand while it computes one explanation. */
public interface Run {
    /** The network; its calls stop with a CancellationException when the request was cancelled. */
    Network network();

    /**
     * Says how far the method is. Called once per batch.
     *
     * @param done steps finished
     * @param total all steps
     * @param partial the map as it would be if it ended here, H x W; asked for only when somebody looks, and only
     *     before this call returns
     * @throws java.util.concurrent.CancellationException when the request was cancelled
     */
    void progress(int done, int total, Supplier<float[]> partial);

    /**
     * The result of work that several methods need for the same image, network and target; computed once. The key is a
     * record that names the work and everything else it depends on (layer, target, options).
     */
    <T> T shared(Object key, Supplier<T> work);

    /**
     * Starts work that will be asked for by {@link #shared}, beside the network's work where there is room for that. What
     * goes wrong comes out of {@code shared}.
     */
    default <T> void ahead(Object key, Supplier<T> work) {}
}
