package org.lobescope.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.lobescope.network.Gradients;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Network;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/**
 * A network that can be computed by hand and held up: the logits of an image are (sum of its values, its first value), and
 * every pass tells {@code onPass} its batch size before it computes.
 */
final class FakeNetwork implements Network {
    static final Layer LAYER = new Layer("layer", "Relu", "layer", 1, 2, 3);

    private final int batch;
    private final Consumer<Integer> onPass;
    final List<Integer> passes = Collections.synchronizedList(new ArrayList<>());

    FakeNetwork(int batch, Consumer<Integer> onPass) {
        this.batch = batch;
        this.onPass = onPass;
    }

    @Override
    public ImageShape input() {
        return new ImageShape(1, 2, 3);
    }

    @Override
    public int logitCount() {
        return 2;
    }

    @Override
    public List<Layer> layers() {
        return List.of(LAYER);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public float[][] logits(Tensor x) {
        pass(x);
        return sums(x);
    }

    @Override
    public Gradients gradients(Tensor x, Score score) {
        pass(x);
        return new Gradients(sums(x), times(x, 2));
    }

    @Override
    public Tensor summedGradient(Tensor x, float[] weights, Score score) {
        return gradients(x, score).weightedSum(weights);
    }

    @Override
    public List<LayerPass> layers(Tensor x, List<Layer> layers, Score score) {
        pass(x);
        return layers.stream()
                .map(layer -> new LayerPass(layer, sums(x), times(x, 3), times(x, 4)))
                .toList();
    }

    @Override
    public float[][] logitsFrom(Layer layer, Tensor activation, Tensor x) {
        pass(activation);
        return sums(activation);
    }

    private void pass(Tensor x) {
        passes.add(x.axis(0));
        onPass.accept(x.axis(0));
    }

    private static float[][] sums(Tensor x) {
        float[][] logits = new float[x.axis(0)][2];
        for (int i = 0; i < logits.length; i++) {
            float[] image = x.entry(i).values();
            for (float value : image) {
                logits[i][0] += value;
            }
            logits[i][1] = image[0];
        }
        return logits;
    }

    private static Tensor times(Tensor x, float factor) {
        float[] values = x.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Tensor(x.shape(), values);
    }
}
