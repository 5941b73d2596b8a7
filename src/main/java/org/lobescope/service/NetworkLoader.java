package org.lobescope.service;

import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.network.Device;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;

/** Makes a classifier's network ready to run on images of one shape. */
@FunctionalInterface
public interface NetworkLoader {
    /**
     * Loads the network; may take seconds the first time.
     *
     * @throws org.lobescope.Problem when the network does not take images of that shape
     */
    LoadedNetwork load(Classifier classifier, ImageShape input);

    /** Does what {@link #load} would do first for any network; may take a second, and fails silently. */
    default void prepare() {}

    /** What networks run on, as far as it is known before one is loaded. */
    default Device device() {
        return Device.CPU;
    }

    /** A network with native memory behind it. */
    interface LoadedNetwork extends AutoCloseable {
        /** The network; may be called from several threads at once until it is closed. */
        Network network();

        /** A layer by its name, or by another name that the file has for it. */
        Optional<Layer> layer(String name);

        /** The layer that class activation maps look at unless a person says otherwise. */
        Optional<Layer> defaultLayer();

        /** The native arrays that live as long as the network, with what holds them: no call may leave more behind. */
        default int nativeArrays() {
            return 0;
        }

        /** Gives the native memory back. */
        @Override
        void close();
    }
}
