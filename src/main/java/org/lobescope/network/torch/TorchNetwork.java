package org.lobescope.network.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lobescope.network.Device;
import org.lobescope.network.Gradients;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Line;
import org.lobescope.network.Network;
import org.lobescope.network.Program;
import org.lobescope.network.Score;
import org.lobescope.network.Stem;
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

    /** A GPU is busy only with many images; what does not fit is halved. */
    private static final int GPU_LARGEST_BATCH = 64;

    private static final long GPU_BATCH_BYTES = 1L << 30;

    /**
     * How a network is run.
     *
     * @param spreadTies whether the gradient of max pooling is shared evenly by all pixels of a window that tie (within
     *     1e-6 of the maximum, relative): on flat sky it otherwise depends on the last bit
     */
    public record Options(boolean spreadTies) {
        /** As PyTorch does it. */
        public static final Options DEFAULT = new Options(false);
    }

    private record Key(int batch, Route.Purpose purpose, boolean spreadTies) {}

    private final Graph graph;
    private final Options options;
    private final NDManager manager;
    private final Weights weights;
    private final int batch;
    private final Map<Key, Route> routes;

    /** Operations that are computed in one call. */
    private final Optional<FusedModules> fused;

    /** The value behind the affine first layers, where gradients of many images are added up. */
    private final Optional<String> stem;

    /** A short way back from there to the input, where there is one. */
    private final Optional<StemGradient> stemGradient;

    /** A network run as PyTorch does it. */
    public TorchNetwork(Graph graph) {
        this(graph, Options.DEFAULT);
    }

    /** A network; weights go to the engine when they are first needed. */
    public TorchNetwork(Graph graph, Options options) {
        this(graph, options, Device.CPU);
    }

    /** A network on a device. */
    public TorchNetwork(Graph graph, Options options, Device device) {
        TorchEngine.start();
        this.graph = graph;
        this.options = options;
        this.manager = NDManager.newBaseManager(TorchDevices.of(device), "PyTorch");
        this.weights = new Weights(manager);
        this.batch = graph.fixedBatch().orElseGet(() -> batchFor(graph, device));
        this.routes = new ConcurrentHashMap<>();
        this.stem = graph.fixedBatch().isPresent() ? Optional.empty() : Stem.of(graph.program(1));
        this.stemGradient =
                stem.isEmpty() ? Optional.empty() : StemGradient.of(graph.program(1), graph.input(), weights);
        this.fused = device.kind() == Device.Kind.CPU
                ? Optional.of(new FusedModules(manager, stem.map(Set::of).orElse(Set.of())))
                : Optional.empty();
    }

    /** The same network run in another way; it lives as long as the first. */
    private TorchNetwork(TorchNetwork network, Options options) {
        this.graph = network.graph;
        this.options = options;
        this.manager = network.manager;
        this.weights = network.weights;
        this.batch = network.batch;
        this.routes = network.routes;
        this.fused = network.fused;
        this.stem = network.stem;
        this.stemGradient = network.stemGradient;
    }

    @Override
    public Network spreadingTies() {
        return options.spreadTies() || !graph.hasMaxPooling() ? this : new TorchNetwork(this, new Options(true));
    }

    private static int batchFor(Graph graph, Device device) {
        long values = 0;
        for (List<Integer> shape : graph.program(1).shapes().values()) {
            values += shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
        }
        boolean cpu = device.kind() == Device.Kind.CPU;
        long room = cpu ? BATCH_BYTES : GPU_BATCH_BYTES;
        return (int) Math.clamp(room / (2 * Float.BYTES * values), 1, cpu ? LARGEST_BATCH : GPU_LARGEST_BATCH);
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
            try (Pass pass = pass(part, Route.Purpose.LOGITS, false)) {
                pass.give(inputName(part), part);
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
            float[] gradient = gradients(part, score, all);
            int length = Math.min(gradient.length, values.length - at);
            System.arraycopy(gradient, 0, values, at, length);
            at += length;
        }
        return new Gradients(all.subList(0, x.axis(0)).toArray(float[][]::new), new Tensor(x.shape(), values));
    }

    /** The gradients of one batch; its logits are added to {@code all}. */
    private float[] gradients(Tensor part, Score score, List<float[]> all) {
        Route.Purpose purpose =
                stemGradient.isPresent() ? Route.Purpose.tapping(Set.of(stem.orElseThrow())) : Route.Purpose.LOGITS;
        try (Pass pass = pass(part, purpose, true)) {
            if (stemGradient.isPresent()) {
                pass.give(inputName(part), part);
            } else {
                pass.giveLeaf(inputName(part), part);
            }
            float[][] logits = pass.forward();
            all.addAll(Arrays.asList(logits));
            pass.backward(logits, score);
            return stemGradient.isPresent()
                    ? pass.gradient(stem.orElseThrow(), stemGradient.get(), part.values().length)
                    : pass.gradient(inputName(part), part.values().length);
        }
    }

    @Override
    public Tensor summedGradient(Tensor x, float[] weights, Score score) {
        if (stem.isEmpty()) {
            return gradients(x, score).weightedSum(weights);
        }
        List<Tensor> sums = new ArrayList<>();
        int done = 0;
        for (Tensor part : parts(x)) {
            float[] share = Arrays.copyOfRange(weights, done, done + part.axis(0));
            done += part.axis(0);
            try (Pass pass = pass(part, Route.Purpose.tapping(Set.of(stem.get())), true)) {
                pass.give(inputName(part), part);
                pass.backward(pass.forward(), score);
                sums.add(summedBehindStem(pass, share, part.entry(0)));
            }
        }
        return Tensor.sum(sums);
    }

    @Override
    public Tensor summedGradient(Line line, float[] weights, Score score) {
        if (stem.isEmpty()) {
            return summedGradient(line.points(), weights, score);
        }
        Tensor ends = line.ends();
        List<Tensor> sums = new ArrayList<>();
        try (Pass first = pass(ends, Route.Purpose.to(stem.get()), false)) {
            first.give(inputName(ends), ends);
            first.run();
            for (int from = 0; from < weights.length; from += batch) {
                Line part = line.part(from, Math.min(weights.length, from + batch));
                float[] share = Arrays.copyOfRange(weights, from, from + part.alphas().length);
                try (Pass pass = pass(share.length, Route.Purpose.from(stem.get()), true)) {
                    pass.giveLeaf(stem.get(), first.end(), part.alphas());
                    pass.backward(pass.forward(), score);
                    sums.add(summedBehindStem(pass, share, line.from()));
                }
            }
        }
        return Tensor.sum(sums);
    }

    /** The weighted sum of a pass's gradients behind the stem, taken to the input: 1 x C x H x W. */
    private Tensor summedBehindStem(Pass pass, float[] weights, Tensor image) {
        Optional<PtNDArray> gradient = pass.summedGradient(stem.orElseThrow(), weights);
        float[] sum = gradient.isEmpty()
                ? new float[image.values().length]
                : stemGradient.isPresent()
                        ? pass.toInput(gradient.get(), stemGradient.get())
                        : throughStem(image, gradient.get());
        return new Tensor(image.shape(), sum);
    }

    /** A gradient behind the stem taken to the input, 1 x C x H x W; which image goes in makes no difference. */
    private float[] throughStem(Tensor image, PtNDArray gradient) {
        try (Pass pass = pass(image, Route.Purpose.to(stem.orElseThrow()), true)) {
            pass.giveLeaf(inputName(image), image);
            pass.run();
            pass.backward(gradient);
            return pass.gradient(inputName(image), image.values().length);
        }
    }

    @Override
    public List<LayerPass> layers(Tensor x, List<Layer> layers, Score score) {
        Set<String> tapped = new HashSet<>();
        layers.forEach(layer -> tapped.add(layer.value()));
        Route.Purpose purpose = Route.Purpose.tapping(Set.copyOf(tapped));
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
            try (Pass pass = pass(part, purpose, true)) {
                pass.give(inputName(part), part);
                float[][] logits = pass.forward();
                all.addAll(Arrays.asList(logits));
                pass.backward(logits, score);
                int count = Math.min(part.axis(0), images - done);
                for (int i = 0; i < layers.size(); i++) {
                    Layer layer = layers.get(i);
                    int size = size(layer);
                    List<Integer> order = graph.axes(layer);
                    float[] activation = pass.activation(layer.value(), order);
                    float[] gradient = pass.gradient(layer.value(), activation.length, order);
                    System.arraycopy(activation, 0, activations.get(i), done * size, count * size);
                    System.arraycopy(gradient, 0, gradients.get(i), done * size, count * size);
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
        Route.Purpose purpose = Route.Purpose.from(layer.value());
        List<float[]> all = new ArrayList<>();
        List<Tensor> inputs = parts(x);
        List<Tensor> given = parts(activation);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor part = inputs.get(i);
            try (Pass pass = pass(part, purpose, false)) {
                pass.give(inputName(part), part);
                List<Integer> shape = graph.program(part.axis(0)).shape(layer.value());
                pass.give(layer.value(), given.get(i), shape, graph.axes(layer));
                all.addAll(Arrays.asList(pass.forward()));
            }
        }
        return all.subList(0, x.axis(0)).toArray(float[][]::new);
    }

    private static int size(Layer layer) {
        return layer.channels() * layer.height() * layer.width();
    }

    /** Batches of at most {@link #batch()} entries; where the network runs with one batch size only, the last is filled up. */
    private List<Tensor> parts(Tensor x) {
        int images = x.axis(0);
        boolean fixed = graph.fixedBatch().isPresent();
        if (images == batch || (images > 0 && images < batch && !fixed)) {
            return List.of(x);
        }
        List<Tensor> parts = new ArrayList<>();
        for (int from = 0; from < images; from += batch) {
            int count = fixed ? batch : Math.min(batch, images - from);
            int[] shape = x.shape().clone();
            shape[0] = count;
            int stride = x.stride();
            float[] values = Arrays.copyOfRange(x.values(), from * stride, (from + count) * stride);
            parts.add(new Tensor(shape, values));
        }
        return parts;
    }

    private String inputName(Tensor part) {
        return graph.program(part.axis(0)).input();
    }

    private Pass pass(Tensor part, Route.Purpose purpose, boolean gradients) {
        return pass(part.axis(0), purpose, gradients);
    }

    private Pass pass(int images, Route.Purpose purpose, boolean gradients) {
        Route route = routes.computeIfAbsent(new Key(images, purpose, options.spreadTies()), key -> {
            Program program = graph.program(images);
            return Route.of(program, purpose, new Operations(program, weights, options.spreadTies()), fused);
        });
        return new Pass(manager, route, purpose.tapped(), images, graph.logitCount(), gradients);
    }

    /** The number of arrays and managers that live as long as the network: must not grow from call to call. */
    public int managed() {
        return manager.getManagedArrays().size();
    }

    /** Frees the weights; no call may be under way. */
    @Override
    public void close() {
        manager.close();
    }
}
