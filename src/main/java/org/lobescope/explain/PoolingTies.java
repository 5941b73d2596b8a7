package org.lobescope.explain;

import org.lobescope.network.Network;

/**
 * The option 'spread ties' of gradient methods. On flat sky all pixels of a max-pooling window tie, and rounding decides
 * which of them gets the gradient; spread evenly over the tie, the map no longer depends on it.
 */
final class PoolingTies {
    static final String KEY = "spread-ties";

    private PoolingTies() {}

    static Option option(boolean spread) {
        return new Option.Flag(
                KEY,
                "Spread ties",
                "Share a max-pooling window's gradient among pixels that tie, as on flat sky.",
                spread);
    }

    /** The network that a method asks for gradients. */
    static Network network(Run run, boolean spread) {
        return spread ? run.network().spreadingTies() : run.network();
    }
}
