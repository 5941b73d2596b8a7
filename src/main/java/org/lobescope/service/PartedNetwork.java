package org.lobescope.service;

import java.util.List;
import java.util.function.Function;
import org.lobescope.network.Gradients;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Images;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Line;
import org.lobescope.network.Network;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/** A network that computes a batch in parts; which parts, and where, is what its kinds differ in. */
abstract class PartedNetwork implements Network {
    protected final Network network;

    PartedNetwork(Network network) {
        this.network = network;
    }

    /** Cuts a batch of n images into parts, runs the work on each, and returns the results in the order of the parts. */
    abstract <T> List<T> run(int n, Function<BatchParts.Part, T> work);

    @Override
    public ImageShape input() {
        return network.input();
    }

    @Override
    public int logitCount() {
        return network.logitCount();
    }

    @Override
    public List<Layer> layers() {
        return network.layers();
    }

    @Override
    public float[][] logits(Tensor x) {
        return BatchParts.rows(run(x.axis(0), part -> network.logits(part.of(x))));
    }

    @Override
    public float[][] logits(int n, Images images) {
        return BatchParts.rows(run(n, part -> network.logits(part.size(), part.of(images))));
    }

    @Override
    public Gradients gradients(Tensor x, Score score) {
        return BatchParts.gradients(run(x.axis(0), part -> network.gradients(part.of(x), score)));
    }

    @Override
    public Tensor summedGradient(Tensor x, float[] weights, Score score) {
        return Tensor.sum(run(x.axis(0), part -> network.summedGradient(part.of(x), part.of(weights), score)));
    }

    @Override
    public Tensor summedGradient(Line line, float[] weights, Score score) {
        return Tensor.sum(run(weights.length, part -> network.summedGradient(part.of(line), part.of(weights), score)));
    }

    @Override
    public List<LayerPass> layers(Tensor x, List<Layer> layers, Score score) {
        return BatchParts.passes(layers, run(x.axis(0), part -> network.layers(part.of(x), layers, score)));
    }

    @Override
    public float[][] logitsFrom(Layer layer, Tensor activation, Tensor x) {
        int n = activation.axis(0);
        return BatchParts.rows(run(
                n, part -> network.logitsFrom(layer, part.of(activation), x.axis(0) == n ? part.of(x) : x)));
    }
}
