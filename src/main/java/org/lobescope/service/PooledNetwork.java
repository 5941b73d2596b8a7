package org.lobescope.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.lobescope.network.Network;

/**
 * A network that runs on all workers at once, for one task: batches are cut into chunks, and a cancelled task's calls
 * throw {@link CancellationException} before the next chunk.
 *
 * <p>Chunks begin at multiples of their size whatever the number of workers is. So an image shares its chunk with the
 * same neighbours on every machine, and the last bits of its result do not depend on the number of cores.
 */
final class PooledNetwork extends PartedNetwork {
    /** What a batch that a method collects may take as float arrays. */
    private static final long BATCH_BYTES = 64L << 20;

    private final Workers workers;
    private final Task task;
    private final int chunk;

    PooledNetwork(Network network, Workers workers, Task task) {
        super(network);
        this.workers = workers;
        this.task = task;
        this.chunk = Math.max(1, network.batch());
    }

    @Override
    public int batch() {
        long perChunk = (long) Float.BYTES * network.input().size() * chunk;
        return chunk * (int) Math.clamp(BATCH_BYTES / perChunk, 1, workers.count());
    }

    @Override
    public Network spreadingTies() {
        Network spreading = network.spreadingTies();
        return spreading == network ? this : new PooledNetwork(spreading, workers, task);
    }

    /** Runs the chunks of a batch of n images and returns their results in order; nothing runs any more afterwards. */
    @Override
    <T> List<T> run(int n, Function<BatchParts.Part, T> work) {
        task.check();
        if (n > 0 && n <= chunk) {
            T only = workers.compute(task, () -> work.apply(new BatchParts.Part(0, n, n)));
            task.check();
            return List.of(only);
        }
        List<CompletableFuture<T>> futures = new ArrayList<>();
        for (int from = 0; from < n; from += chunk) {
            BatchParts.Part part = new BatchParts.Part(from, Math.min(n, from + chunk), n);
            futures.add(workers.submit(task, () -> work.apply(part)));
        }
        Throwable failure = null;
        List<T> results = new ArrayList<>();
        for (CompletableFuture<T> future : futures) {
            try {
                results.add(future.join());
            } catch (CompletionException | CancellationException e) {
                if (failure == null) {
                    failure = Rethrown.cause(e);
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
}
