package org.lobescope.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lobescope.Problem;
import org.lobescope.network.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network whose batches adapt to the memory of its device: one that does not fit is computed again in halves, and later
 * ones are no larger. A single image that does not fit is tried once more while nothing else runs.
 */
final class FittingNetwork extends PartedNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(FittingNetwork.class);

    private final AtomicInteger largest;
    private final ReentrantReadWriteLock memory;
    private final String where;

    /**
     * A network.
     *
     * @param where what it runs on, for people
     */
    FittingNetwork(Network network, String where) {
        this(network, new AtomicInteger(Integer.MAX_VALUE), new ReentrantReadWriteLock(), where);
    }

    private FittingNetwork(Network network, AtomicInteger largest, ReentrantReadWriteLock memory, String where) {
        super(network);
        this.largest = largest;
        this.memory = memory;
        this.where = where;
    }

    /** The network whose batches are fitted. */
    Network inside() {
        return network;
    }

    @Override
    public int batch() {
        return Math.max(1, Math.min(network.batch(), largest.get()));
    }

    @Override
    public Network spreadingTies() {
        Network spreading = network.spreadingTies();
        return spreading == network ? this : new FittingNetwork(spreading, largest, memory, where);
    }

    @Override
    <T> List<T> run(int n, Function<BatchParts.Part, T> work) {
        List<T> results = new ArrayList<>();
        int from = 0;
        while (from < n) {
            int to = (int) Math.min(n, (long) from + largest.get());
            BatchParts.Part part = new BatchParts.Part(from, to, n);
            try {
                results.add(locked(memory.readLock(), () -> work.apply(part)));
                from = to;
            } catch (RuntimeException | Error e) {
                if (!OutOfMemory.is(e)) {
                    throw e;
                }
                if (part.size() == 1) {
                    results.add(alone(part, work));
                    from = to;
                } else {
                    int half = part.size() / 2;
                    LOG.info(
                            "{} images do not fit into the memory of {}: {} at a time from now on",
                            part.size(),
                            where,
                            half);
                    largest.accumulateAndGet(half, Math::min);
                }
            }
        }
        return results;
    }

    /** One image, when all others are done and have given their memory back. */
    private <T> T alone(BatchParts.Part part, Function<BatchParts.Part, T> work) {
        try {
            return locked(memory.writeLock(), () -> work.apply(part));
        } catch (RuntimeException | Error e) {
            if (!OutOfMemory.is(e)) {
                throw e;
            }
            throw new Problem(
                    "Not even one image of " + input() + " fits into the memory of the " + where
                            + ": close other programs that use it, choose a smaller network or image, or another --device.",
                    e);
        }
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
