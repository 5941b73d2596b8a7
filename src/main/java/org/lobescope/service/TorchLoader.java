package org.lobescope.service;

import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.network.Device;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.network.torch.TorchDevices;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.service.NetworkLoader.LoadedNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads networks for PyTorch, onto one device. */
public final class TorchLoader implements NetworkLoader {
    private static final Logger LOG = LoggerFactory.getLogger(TorchLoader.class);

    private final Optional<Device> asked;
    private volatile Device device;

    /**
     * A loader.
     *
     * @param asked the device; empty: the best that the engine finds
     */
    public TorchLoader(Optional<Device> asked) {
        this.asked = asked;
        this.device = asked.orElse(Device.CPU);
    }

    /** The device; before the engine is loaded, what was asked for. */
    @Override
    public Device device() {
        return device;
    }

    @Override
    public void prepare() {
        try {
            device = TorchDevices.choose(asked);
        } catch (Problem problem) {
            LOG.warn("the engine could not be loaded ahead of time", problem); // the first request will say so
        }
    }

    @Override
    public LoadedNetwork load(Classifier classifier, ImageShape input) {
        Graph graph = classifier.graph().at(input.height(), input.width());
        if (graph.input().channels() != input.channels()) {
            throw new Problem("The classifier " + classifier.card().name() + " takes images of "
                    + graph.input().channels() + " channels, not " + input.channels()
                    + ": correct the channels on its card.");
        }
        Device chosen = TorchDevices.choose(asked);
        device = chosen;
        TorchNetwork network = new TorchNetwork(graph, TorchNetwork.Options.DEFAULT, chosen);
        Network fitting = new FittingNetwork(network, chosen.label());
        return new LoadedNetwork() {
            @Override
            public Network network() {
                return fitting;
            }

            @Override
            public Optional<Layer> layer(String name) {
                return graph.layer(name);
            }

            @Override
            public Optional<Layer> defaultLayer() {
                return classifier.card().defaultCamLayer().flatMap(graph::layer).or(graph::defaultCamLayer);
            }

            @Override
            public int nativeArrays() {
                return network.managed();
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }
}
