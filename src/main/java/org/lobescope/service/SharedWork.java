package org.lobescope.service;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that several requests need, done once: who asks first computes, who asks meanwhile waits, who asks later gets what
 * was kept. If the first is cancelled, one of those who wait takes over.
 */
final class SharedWork {
    /** Results that are kept: those of the last few images, which are the ones that are asked about again. */
    private static final int MOST = 64;

    private final BoundedCache<Object, Object> results;
    private final Map<Object, UnderWay> underWay = new HashMap<>();

    SharedWork(long capacityBytes) {
        results = new BoundedCache<>(MOST, capacityBytes);
    }

    /**
     * The result of {@code work}.
     *
     * @param key names the work and all it depends on
     * @param asker the task that computes it or waits for it
     */
    @SuppressWarnings("unchecked") // a key belongs to one kind of work, and so to one type
    <T> T get(Object key, Task asker, Supplier<T> work) {
        while (true) {
            asker.check();
            UnderWay mine = new UnderWay(asker);
            UnderWay others;
            synchronized (underWay) {
                Object kept = results.get(key);
                if (kept != null) {
                    return (T) kept;
                }
                others = underWay.putIfAbsent(key, mine);
            }
            if (others == null) {
                return compute(key, mine, work);
            }
            // Whoever waits lends its priority to the one that it waits for.
            others.owner.raise(asker.standing().priority());
            try {
                CompletableFuture.anyOf(others.result, asker.cancellation()).join();
                asker.check();
                return (T) others.result.join();
            } catch (CancellationException | CompletionException e) {
                asker.check();
                Throwable cause = Rethrown.cause(e);
                if (cause instanceof CancellationException) {
                    continue; // the owner was cancelled: take over
                }
                throw Rethrown.of(cause);
            }
        }
    }

    private <T> T compute(Object key, UnderWay mine, Supplier<T> work) {
        try {
            T value = work.get();
            results.put(key, value);
            end(key);
            mine.result.complete(value);
            return value;
        } catch (Throwable e) { // an Error too must reach those who wait
            end(key);
            mine.result.completeExceptionally(e);
            throw e;
        }
    }

    private void end(Object key) {
        synchronized (underWay) {
            underWay.remove(key);
        }
    }

    private record UnderWay(Task owner, CompletableFuture<Object> result) {
        UnderWay(Task owner) {
            this(owner, new CompletableFuture<>());
        }
    }
}
