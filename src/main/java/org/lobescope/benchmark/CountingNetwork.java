package org.lobescope.benchmark;

import java.util.List;
import org.lobescope.network.Gradients;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Images;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Line;
import org.lobescope.network.Network;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/** A network that counts the images that go through it, and otherwise is the one it stands for. */
public final class CountingNetwork implements Network {
    private final Network network;
    private final PassCounter counter;

    public CountingNetwork(Network network, PassCounter counter) {
        this.network = network;
        this.counter = counter;
    }

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
    public int batch() {
        return network.batch();
    }

    @Override
    public float[][] logits(Tensor x) {
        counter.add(new Passes(x.axis(0), 0, 0, 0));
        return network.logits(x);
    }

    @Override
    public float[][] logits(int n, Images images) {
        counter.add(new Passes(n, 0, 0, 0));
        return network.logits(n, images);
    }

    @Override
    public Gradients gradients(Tensor x, Score score) {
        counter.add(new Passes(0, x.axis(0), 0, 0));
        return network.gradients(x, score);
    }

    @Override
    public Tensor summedGradient(Tensor x, float[] weights, Score score) {
        counter.add(new Passes(0, x.axis(0), 0, 0));
        return network.summedGradient(x, weights, score);
    }

    @Override
    public Tensor summedGradient(Line line, float[] weights, Score score) {
        counter.add(new Passes(0, weights.length, 0, 0));
        return network.summedGradient(line, weights, score);
    }

    @Override
    public List<LayerPass> layers(Tensor x, List<Layer> layers, Score score) {
        counter.add(new Passes(0, 0, x.axis(0), 0));
        return network.layers(x, layers, score);
    }

    @Override
    public float[][] logitsFrom(Layer layer, Tensor activation, Tensor x) {
        counter.add(new Passes(0, 0, 0, activation.axis(0)));
        return network.logitsFrom(layer, activation, x);
    }

    @Override
    public Network spreadingTies() {
        Network spreading = network.spreadingTies();
        return spreading == network ? this : new CountingNetwork(spreading, counter);
    }
}
