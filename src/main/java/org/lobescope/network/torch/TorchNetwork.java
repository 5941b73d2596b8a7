package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Network;
import org.lobescope.network.Program;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/**
 * Runs a graph with PyTorch. Weights are shared by all calls; whatever else a call makes is freed before it returns, so
 * calls may come from any number of threads.
 */
public final class TorchNetwork implements Network, AutoCloseable {
    /** The most images that are computed together. */
    private static final int LARGEST_BATCH = 8;

    /** Room for what a batch's forward pass keeps for the backward pass, bytes. */
    private static final long BATCH_BYTES = 256L << 20;

    private record Key(int batch, Route.Purpose purpose) {}

    private final Graph graph;
    private final NDManager manager;
    private final Weights weights;
    private final int batch;
    private final Map<Key, Route> routes = new ConcurrentHashMap<>();

    /** A network ready to run. */
    public TorchNetwork(Graph graph) {
        TorchEngine.start();
        this.graph = graph;
        this.manager = NDManager.newBaseManager("PyTorch");
        this.weights = new Weights(manager);
        this.batch = graph.fixedBatch().orElseGet(() -> batchFor(graph));
    }

    private static int batchFor(Graph graph) {
        long bytes = 0;
        Program one = graph.program(1);
        for (List<Integer> shape : one.shapes().values()) {
            bytes += 8L * shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
        }
        return (int) Math.clamp(BATCH_BYTES / bytes, 1, LARGEST_BATCH);
    }

    @Override
    public ImageShape input() {
        return graph.input();
    }

    @Override
    public int logitCount() {
        return graph.logitCount();
    }

    @Override
    public List<Layer> layers() {
        return graph.layers();
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public float[][] logits(Tensor x) {
        List<float[]> all = new ArrayList<>();
        for (Tensor part : parts(x)) {
            try (Pass pass = new Pass(part, Route.Purpose.LOGITS, false)) {
                pass.input(false);
                all.addAll(Arrays.asList(pass.forward()));
            }
        }
        return all.subList(0, x.axis(0)).toArray(float[][]::new);
    }

    @Override
    public Gradients gradients(Tensor x, Score score) {
        List<float[]> all = new ArrayList<>();
        float[] values = new float[x.values().length];
        int at = 0;
        for (Tensor part : parts(x)) {
            try (Pass pass = new Pass(part, Route.Purpose.LOGITS, true)) {
                PtNDArray input = pass.input(true);
                float[][] logits = pass.forward();
                all.addAll(Arrays.asList(logits));
                pass.backward(logits, score);
                float[] gradient = gradient(input, part.values().length);
                int length = Math.min(gradient.length, values.length - at);
                System.arraycopy(gradient, 0, values, at, length);
                at += length;
            }
        }
        return new Gradients(all.subList(0, x.axis(0)).toArray(float[][]::new), new Tensor(x.shape(), values));
    }

    @Override
    public List<LayerPass> layers(Tensor x, List<Layer> layers, Score score) {
        Set<String> tapped = new HashSet<>();
        layers.forEach(layer -> tapped.add(layer.value()));
        Route.Purpose purpose = new Route.Purpose(Set.copyOf(tapped), Optional.empty());
        int images = x.axis(0);
        List<float[]> all = new ArrayList<>();
        List<float[]> activations = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        for (Layer layer : layers) {
            activations.add(new float[images * size(layer)]);
            gradients.add(new float[images * size(layer)]);
        }
        int done = 0;
        for (Tensor part : parts(x)) {
            try (Pass pass = new Pass(part, purpose, true)) {
                pass.input(false);
                float[][] logits = pass.forward();
                all.addAll(Arrays.asList(logits));
                pass.backward(logits, score);
                int count = Math.min(part.axis(0), images - done);
                for (int i = 0; i < layers.size(); i++) {
                    int size = size(layers.get(i));
                    Tap tap = pass.taps.get(layers.get(i).value());
                    if (tap == null) {
                        throw new IllegalArgumentException("no layer " + layers.get(i));
                    }
                    System.arraycopy(tap.value().toFloatArray(), 0, activations.get(i), done * size, count * size);
                    System.arraycopy(
                            gradient(tap.leaf(), part.axis(0) * size), 0, gradients.get(i), done * size, count * size);
                }
                done += count;
            }
        }
        float[][] logits = all.subList(0, images).toArray(float[][]::new);
        List<LayerPass> passes = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            int[] shape = {images, layer.channels(), layer.height(), layer.width()};
            passes.add(new LayerPass(
                    layer, logits, new Tensor(shape, activations.get(i)), new Tensor(shape, gradients.get(i))));
        }
        return passes;
    }

    @Override
    public float[][] logitsFrom(Layer layer, Tensor activation, Tensor x) {
        Route.Purpose purpose = new Route.Purpose(Set.of(), Optional.of(layer.value()));
        List<float[]> all = new ArrayList<>();
        List<Tensor> inputs = parts(x);
        List<Tensor> given = parts(activation);
        for (int i = 0; i < inputs.size(); i++) {
            try (Pass pass = new Pass(inputs.get(i), purpose, false)) {
                pass.input(false);
                pass.give(layer, given.get(i));
                all.addAll(Arrays.asList(pass.forward()));
            }
        }
        return all.subList(0, x.axis(0)).toArray(float[][]::new);
    }

    private static int size(Layer layer) {
        return layer.channels() * layer.height() * layer.width();
    }

    private static float[] gradient(PtNDArray leaf, int size) {
        PtNDArray gradient = JniUtils.getGradient(leaf);
        return gradient == null ? new float[size] : gradient.toFloatArray();
    }

    /** Batches of at most {@link #batch()} entries; a network for one batch size only gets the last one filled up. */
    private List<Tensor> parts(Tensor x) {
        int images = x.axis(0);
        boolean fixed = graph.fixedBatch().isPresent();
        if (images <= batch && !(fixed && images != batch)) {
            return List.of(x);
        }
        List<Tensor> parts = new ArrayList<>();
        for (int from = 0; from < images; from += batch) {
            int count = fixed ? batch : Math.min(batch, images - from);
            int[] shape = x.shape().clone();
            shape[0] = count;
            float[] values = Arrays.copyOfRange(x.values(), from * x.stride(), (from + count) * x.stride());
            parts.add(new Tensor(shape, values));
        }
        return parts;
    }

    private Route route(int images, Route.Purpose purpose) {
        return routes.computeIfAbsent(new Key(images, purpose), key -> {
            Program program = graph.program(images);
            return Route.of(program, purpose, new Operations(program, weights));
        });
    }

    @Override
    public void close() {
        manager.close();
    }

    /** A tapped value and the leaf that its gradient gathers in. */
    private record Tap(PtNDArray value, PtNDArray leaf) {}

    /** One pass through the network with all that belongs to it. */
    private final class Pass implements AutoCloseable {
        private final NDManager own = manager.newSubManager();
        private final Map<String, PtNDArray> values = new HashMap<>();
        private final Map<String, Tap> taps = new HashMap<>();
        private final Tensor x;
        private final Route route;
        private final Route.Purpose purpose;
        private @Nullable PtNDArray leaf;

        /** Values that depend on a leaf; the engine's own answer is about something else. */
        private final Set<String> differentiable = new HashSet<>();

        Pass(Tensor x, Route.Purpose purpose, boolean gradients) {
            this.x = x;
            this.purpose = purpose;
            this.route = route(x.axis(0), purpose);
            JniUtils.setGradMode(gradients);
        }

        PtNDArray input(boolean gradient) {
            PtNDArray input = array(x);
            if (gradient) {
                input.setRequiresGradient(true);
                leaf = input;
            }
            String name = graph.program(x.axis(0)).input();
            values.put(name, input);
            if (gradient) {
                differentiable.add(name);
            }
            return input;
        }

        void give(Layer layer, Tensor activation) {
            values.put(layer.value(), array(activation));
        }

        private PtNDArray array(Tensor tensor) {
            Shape shape = new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
            return (PtNDArray) own.create(FloatBuffer.wrap(tensor.values()), shape, DataType.FLOAT32);
        }

        /** Runs the network; the logits of every image. */
        float[][] forward() {
            for (Route.Step step : route.steps()) {
                PtNDArray[] in = new PtNDArray[step.inputs().size()];
                for (int i = 0; i < in.length; i++) {
                    String name = step.inputs().get(i);
                    in[i] = name.isEmpty() ? null : values.get(name);
                }
                PtNDArray[] out = step.operation().run(in);
                boolean depends = step.inputs().stream().anyMatch(differentiable::contains);
                for (int i = 0; i < out.length; i++) {
                    String name = step.outputs().get(i);
                    if (out[i].getManager() != own) {
                        out[i].attach(own);
                    }
                    boolean tapped = purpose.tapped().contains(name);
                    values.put(name, tapped ? tap(name, out[i], depends) : out[i]);
                    if (tapped || depends) {
                        differentiable.add(name);
                    }
                }
                for (String name : step.release()) {
                    release(name);
                }
            }
            float[] flat = logits().toFloatArray();
            int count = graph.logitCount();
            float[][] logits = new float[x.axis(0)][];
            for (int n = 0; n < logits.length; n++) {
                logits[n] = Arrays.copyOfRange(flat, n * count, (n + 1) * count);
            }
            return logits;
        }

        private PtNDArray logits() {
            PtNDArray logits = values.get(route.last());
            if (logits == null) {
                throw new IllegalStateException("no logits");
            }
            return logits;
        }

        private void release(String name) {
            PtNDArray array = values.remove(name);
            if (array != null && array != leaf) {
                array.close();
            }
        }

        /** Makes a value's gradient available: as a leaf itself, or through a leaf of zeros added to it. */
        private PtNDArray tap(String name, PtNDArray value, boolean depends) {
            if (!depends) {
                value.setRequiresGradient(true);
                taps.put(name, new Tap(value, value));
                return value;
            }
            PtNDArray leaf = (PtNDArray) own.zeros(value.getShape());
            leaf.setRequiresGradient(true);
            PtNDArray sum = JniUtils.add(value, leaf);
            taps.put(name, new Tap(sum, leaf));
            return sum;
        }

        void backward(float[][] logits, Score score) {
            PtNDArray last = logits();
            if (!differentiable.contains(route.last())) {
                return;
            }
            float[] slopes = new float[logits.length * graph.logitCount()];
            for (int n = 0; n < logits.length; n++) {
                System.arraycopy(score.slope(logits[n]), 0, slopes, n * graph.logitCount(), graph.logitCount());
            }
            PtNDArray cotangent = (PtNDArray) own.create(FloatBuffer.wrap(slopes), last.getShape(), DataType.FLOAT32);
            JniUtils.backward(last, cotangent, false, false);
        }

        @Override
        public void close() {
            JniUtils.setGradMode(false);
            own.close();
        }
    }
}
