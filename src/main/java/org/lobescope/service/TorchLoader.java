package org.lobescope.service;

import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.service.NetworkLoader.LoadedNetwork;

/** Loads networks for PyTorch. */
public final class TorchLoader {
    private TorchLoader() {}

    /** {@link NetworkLoader#load} by PyTorch. */
    public static LoadedNetwork load(Classifier classifier, ImageShape input) {
        Graph graph = classifier.graph().at(input.height(), input.width());
        if (graph.input().channels() != input.channels()) {
            throw new Problem("The classifier " + classifier.card().name() + " takes images of "
                    + graph.input().channels() + " channels, not " + input.channels()
                    + ": correct the channels on its card.");
        }
        TorchNetwork network = new TorchNetwork(graph);
        return new LoadedNetwork() {
            @Override
            public Network network() {
                return network;
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
            public void close() {
                network.close();
            }
        };
    }
}
