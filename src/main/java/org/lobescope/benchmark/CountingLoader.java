package org.lobescope.benchmark;

import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.service.NetworkLoader;

/**
 * Loads networks that count.
 *
 * @param loader what really loads them
 * @param counter of all of them
 */
record CountingLoader(NetworkLoader loader, PassCounter counter) implements NetworkLoader {
    @Override
    public Device device() {
        return loader.device();
    }

    @Override
    public LoadedNetwork load(Classifier classifier, ImageShape input) {
        LoadedNetwork loaded = loader.load(classifier, input);
        Network counting = new CountingNetwork(loaded.network(), counter);
        return new LoadedNetwork() {
            @Override
            public Network network() {
                return counting;
            }

            @Override
            public Optional<Layer> layer(String name) {
                return loaded.layer(name);
            }

            @Override
            public Optional<Layer> defaultLayer() {
                return loaded.defaultLayer();
            }

            @Override
            public void close() {
                loaded.close();
            }
        };
    }
}
