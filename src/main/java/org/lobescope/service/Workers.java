package org.lobescope.service;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run networks, and the one queue they take chunks of batches from.
 *
 * <p>As many threads as cores, each computing with a single thread of its own: PyTorch's own threads would spin and wait
 * for one another as soon as anything else runs. They give way to the threads that draw the window.
 */
final class Workers implements AutoCloseable {
    /**
     * How long a worker stays with sequential work that is busy between two steps. Without that it would take up a whole
     * chunk of something else each time, and the sequential work, the longest of all, would wait for it at every step.
     */
    private static final long LOYALTY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int count;
    private final long loyaltyNanos;

    private final ReentrantLock lock = new ReentrantLock();

    /** Workers without work wait here: one is woken per chunk. */
    private final Condition queued = lock.newCondition();

    /** Workers that stay with sequential work wait here: any news may concern them. */
    private final Condition changed = lock.newCondition();

    private final PriorityQueue<Chunk<?>> queue = new PriorityQueue<>();
    private long arrivals;
    private boolean closed;

    /** Chunks that run now, whether on a worker or in its place. */
    private int running;

    /** Starts that many threads. */
    Workers(int count) {
        this(count, LOYALTY_NANOS);
    }

    Workers(int count, long loyaltyNanos) {
        this.count = count;
        this.loyaltyNanos = loyaltyNanos;
        ThreadFactory factory = LowPriority.threads(
                Thread.ofPlatform().daemon().name("network-worker-", 1).factory());
        for (int i = 0; i < count; i++) {
            factory.newThread(this::work).start();
        }
    }

    int count() {
        return count;
    }

    /** Queues a chunk; what it throws comes out of the future, and a CancellationException when it is dropped. */
    <T> CompletableFuture<T> submit(Task task, Supplier<T> work) {
        lock.lock();
        try {
            Chunk<T> chunk = new Chunk<>(task, task.standing(), arrivals++, work);
            if (closed || task.isCancelled()) {
                chunk.drop();
            } else {
                queue.add(chunk);
                queued.signal();
                changed.signalAll();
            }
            return chunk.outcome;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a chunk to its end: at once on the calling thread in place of a worker that has nothing to do, which saves
     * waking one and being woken by it; otherwise in the queue. What it throws comes out as it is.
     *
     * @throws CancellationException when the task was cancelled
     */
    <T> T compute(Task task, Supplier<T> work) {
        if (!begin()) {
            try {
                return submit(task, work).join();
            } catch (CompletionException e) {
                throw Rethrown.of(Rethrown.cause(e));
            }
        }
        try {
            task.check();
            return work.get();
        } finally {
            end();
        }
    }

    /** Takes the place of a worker, if there is one to spare. */
    private boolean begin() {
        lock.lock();
        try {
            boolean spare = !closed && queue.isEmpty() && running < count;
            running += spare ? 1 : 0;
            return spare;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            running--;
            if (!queue.isEmpty()) {
                queued.signal();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops the chunks of a task that are still in the queue. */
    void drop(Task task) {
        List<Chunk<?>> dropped = new ArrayList<>();
        lock.lock();
        try {
            queue.removeIf(chunk -> chunk.task == task && dropped.add(chunk));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        dropped.forEach(Chunk::drop);
    }

    /** Drops what is queued and lets the threads end after the chunk they are at. */
    @Override
    public void close() {
        List<Chunk<?>> dropped;
        lock.lock();
        try {
            closed = true;
            dropped = List.copyOf(queue);
            queue.clear();
            queued.signalAll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        dropped.forEach(Chunk::drop);
    }

    private void work() {
        Task last = null;
        do {
            last = workOnce(last);
        } while (last != null);
    }

    /** Runs one chunk and tells whose it was, so that nothing of the chunk is kept while the worker waits. */
    private @Nullable Task workOnce(@Nullable Task last) {
        Chunk<?> chunk = take(last);
        if (chunk == null) {
            return null;
        }
        chunk.run();
        end();
        return chunk.task;
    }

    /** Waits for the next chunk; null when the threads are to end. */
    private @Nullable Chunk<?> take(@Nullable Task last) {
        long patience = loyaltyNanos;
        lock.lock();
        try {
            while (!closed) {
                Chunk<?> head = queue.peek();
                boolean stays = patience > 0 && last != null && staysWith(last, head);
                if (head != null && !stays && running < count) {
                    running++;
                    return queue.poll();
                }
                try {
                    if (stays) {
                        patience = changed.awaitNanos(patience);
                    } else {
                        queued.await();
                    }
                } catch (InterruptedException e) {
                    // Nobody has a reason to interrupt these threads: close() ends them.
                    patience = 0;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a worker that last worked for a task waits for its next step rather than taking what is at the head. */
    private static boolean staysWith(Task last, @Nullable Chunk<?> head) {
        return last.standing().sequential()
                && !last.isOver()
                && (head == null
                        || (head.task != last
                                && head.standing.priority() <= last.standing().priority()));
    }

    /** A part of a batch. */
    private static final class Chunk<T> implements Comparable<Chunk<?>> {
        private final Task task;
        private final Standing standing;
        private final long arrival;
        private final Supplier<T> work;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();

        Chunk(Task task, Standing standing, long arrival, Supplier<T> work) {
            this.task = task;
            this.standing = standing;
            this.arrival = arrival;
            this.work = work;
        }

        void run() {
            try {
                task.check();
                outcome.complete(work.get());
            } catch (Throwable e) { // an OutOfMemoryError too belongs to the request, not to this thread
                outcome.completeExceptionally(e);
            }
        }

        void drop() {
            outcome.completeExceptionally(new CancellationException("cancelled"));
        }

        @Override
        public int compareTo(Chunk<?> other) {
            int order = standing.compareTo(other.standing);
            return order != 0 ? order : Long.compare(arrival, other.arrival);
        }
    }
}
