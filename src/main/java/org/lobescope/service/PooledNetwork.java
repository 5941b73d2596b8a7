package org.lobescope.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.lobescope.network.Gradients;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Line;
import org.lobescope.network.Network;
import org.lobescope.network.Score;
import org.lobescope.network.Tensor;

/**
 * A network that runs on all workers at once, for one task: batches are cut into chunks, and a cancelled task's calls
 * throw {@link CancellationException} before the next chunk.
 *
 * <p>Chunks begin at multiples of their size whatever the number of workers is. So an image shares its chunk with the
 * same neighbours on every machine, and the last bits of its result do not depend on the number of cores.
 */
final class PooledNetwork implements Network {
    /** What a batch that a method collects may take as float arrays. */
    private static final long BATCH_BYTES = 64L << 20;

    private final Network network;
    private final Workers workers;
    private final Task task;
    private final int chunk;

    PooledNetwork(Network network, Workers workers, Task task) {
        this.network = network;
        this.workers = workers;
        this.task = task;
        this.chunk = Math.max(1, network.batch());
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
        long perChunk = (long) Float.BYTES * network.input().size() * chunk;
        return chunk * (int) Math.clamp(BATCH_BYTES / perChunk, 1, workers.count());
    }

    @Override
    public float[][] logits(Tensor x) {
        return rows(run(x.axis(0), part -> network.logits(part.of(x))));
    }

    @Override
    public Gradients gradients(Tensor x, Score score) {
        List<Gradients> parts = run(x.axis(0), part -> network.gradients(part.of(x), score));
        return new Gradients(rows(map(parts, Gradients::logits)), joined(map(parts, Gradients::values)));
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
        List<List<LayerPass>> parts = run(x.axis(0), part -> network.layers(part.of(x), layers, score));
        List<LayerPass> passes = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            int index = i;
            List<LayerPass> ofLayer = map(parts, part -> part.get(index));
            passes.add(new LayerPass(
                    layers.get(i),
                    rows(map(ofLayer, LayerPass::logits)),
                    joined(map(ofLayer, LayerPass::activation)),
                    joined(map(ofLayer, LayerPass::gradient))));
        }
        return passes;
    }

    @Override
    public float[][] logitsFrom(Layer layer, Tensor activation, Tensor x) {
        int n = activation.axis(0);
        return rows(run(n, part -> network.logitsFrom(layer, part.of(activation), x.axis(0) == n ? part.of(x) : x)));
    }

    @Override
    public Network spreadingTies() {
        Network spreading = network.spreadingTies();
        return spreading == network ? this : new PooledNetwork(spreading, workers, task);
    }

    /** Runs the chunks of a batch of n images and returns their results in order; nothing runs any more afterwards. */
    private <T> List<T> run(int n, Function<Part, T> work) {
        task.check();
        List<CompletableFuture<T>> futures = new ArrayList<>();
        for (int from = 0; from < n; from += chunk) {
            Part part = new Part(from, Math.min(n, from + chunk), n);
            futures.add(workers.submit(task, () -> work.apply(part)));
        }
        Throwable failure = null;
        List<T> results = new ArrayList<>();
        for (CompletableFuture<T> future : futures) {
            try {
                results.add(future.join());
            } catch (CompletionException | CancellationException e) {
                if (failure == null) {
                    failure = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
                    workers.drop(task);
                }
            }
        }
        if (failure != null) {
            throw Rethrown.of(failure);
        }
        task.check();
        return results;
    }

    private static <A, B> List<B> map(List<A> parts, Function<A, B> what) {
        return parts.stream().map(what).toList();
    }

    private static float[][] rows(List<float[][]> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().flatMap(Arrays::stream).toArray((IntFunction<float[][]>) float[][]::new);
    }

    private static Tensor joined(List<Tensor> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int[] shape = parts.getFirst().shape().clone();
        shape[0] = parts.stream().mapToInt(part -> part.axis(0)).sum();
        float[] values = new float[Tensor.size(shape)];
        int at = 0;
        for (Tensor part : parts) {
            System.arraycopy(part.values(), 0, values, at, part.values().length);
            at += part.values().length;
        }
        return new Tensor(shape, values);
    }

    /** Images {@code from} (included) to {@code to} (excluded) of a batch of {@code all}. */
    private record Part(int from, int to, int all) {
        float[] of(float[] weights) {
            return Arrays.copyOfRange(weights, from, to);
        }

        Line of(Line line) {
            return line.part(from, to);
        }

        Tensor of(Tensor batch) {
            if (from == 0 && to == all) {
                return batch;
            }
            int[] shape = batch.shape().clone();
            shape[0] = to - from;
            int stride = batch.stride();
            return new Tensor(shape, Arrays.copyOfRange(batch.values(), from * stride, to * stride));
        }
    }
}
