package org.lobescope.service;

import java.util.Optional;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.service.NetworkLoader.LoadedNetwork;

/**
 * A network as the service holds it, with one layer.
 *
 * @param closed is told when it is given up
 */
record LoadedFake(Network network, Runnable closed) implements LoadedNetwork {
    @Override
    public Optional<Layer> layer(String name) {
        return name.equals("layer") ? Optional.of(FakeNetwork.LAYER) : Optional.empty();
    }

    @Override
    public Optional<Layer> defaultLayer() {
        return Optional.of(FakeNetwork.LAYER);
    }

    @Override
    public void close() {
        closed.run();
    }
}
