package org.lobescope.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lobescope.network.Gradients;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Network;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/**
 * A network that can be differentiated on paper: logits z = (q / 2, sum(v x)) with q = sum(w x^2) + (sum(v x))^2. Its one
 * layer has two channels, {@code max(x, 0)} of the first channel of x and its square, and g = the weights +1 and -1.
 */
public final class QuadraticNetwork implements Network {
    private final ImageShape shape;
    private final double[] w;
    private final double[] v;
    private final List<Integer> batches = new ArrayList<>();
    int passes;

    public QuadraticNetwork(ImageShape shape, double[] w, double[] v) {
        this.shape = shape;
        this.w = w;
        this.v = v;
    }

    /** A network with simple weights. */
    static QuadraticNetwork of(ImageShape shape) {
        double[] w = new double[shape.size()];
        double[] v = new double[shape.size()];
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.sin(i);
            v[i] = Math.cos(3.0 * i) / w.length;
        }
        return new QuadraticNetwork(shape, w, v);
    }

    List<Integer> batches() {
        return batches;
    }

    @Override
    public ImageShape input() {
        return shape;
    }

    @Override
    public int logitCount() {
        return 2;
    }

    @Override
    public List<Layer> layers() {
        return List.of(new Layer("relu", "Relu", "relu", 2, shape.height(), shape.width()));
    }

    @Override
    public int batch() {
        return 4;
    }

    private float[] logits(float[] x, int offset) {
        double squares = 0;
        double product = 0;
        for (int i = 0; i < w.length; i++) {
            squares += w[i] * x[offset + i] * x[offset + i];
            product += v[i] * x[offset + i];
        }
        return new float[] {(float) ((squares + product * product) / 2), (float) product};
    }

    @Override
    public float[][] logits(Tensor x) {
        float[][] logits = new float[x.axis(0)][];
        for (int n = 0; n < logits.length; n++) {
            logits[n] = logits(x.values(), n * x.stride());
        }
        return logits;
    }

    @Override
    public Gradients gradients(Tensor x, Score score) {
        batches.add(x.axis(0));
        float[] g = new float[x.values().length];
        float[][] logits = logits(x);
        for (int n = 0; n < x.axis(0); n++) {
            int offset = n * x.stride();
            double product = 0;
            for (int i = 0; i < w.length; i++) {
                product += v[i] * x.values()[offset + i];
            }
            float[] slope = score.slope(logits[n]);
            for (int i = 0; i < w.length; i++) {
                g[offset + i] = (float) (slope[0] * (w[i] * x.values()[offset + i] + v[i] * product) + slope[1] * v[i]);
            }
        }
        return new Gradients(logits, new Tensor(x.shape(), g));
    }

    @Override
    public Tensor summedGradient(Tensor x, float[] weights, Score score) {
        return gradients(x, score).weightedSum(weights);
    }

    @Override
    public List<LayerPass> layers(Tensor x, List<Layer> layers, Score score) {
        passes++;
        int pixels = shape.pixels();
        float[] activation = new float[2 * pixels];
        float[] gradient = new float[2 * pixels];
        for (int i = 0; i < pixels; i++) {
            activation[i] = Math.max(x.values()[i], 0);
            activation[pixels + i] = activation[i] * activation[i];
        }
        Arrays.fill(gradient, 0, pixels, 1);
        Arrays.fill(gradient, pixels, 2 * pixels, -1);
        int[] axes = {1, 2, shape.height(), shape.width()};
        return List.of(
                new LayerPass(layers.getFirst(), logits(x), new Tensor(axes, activation), new Tensor(axes, gradient)));
    }

    @Override
    public float[][] logitsFrom(Layer layer, Tensor activation, Tensor x) {
        throw new UnsupportedOperationException("none of the ten methods asks for it");
    }
}
