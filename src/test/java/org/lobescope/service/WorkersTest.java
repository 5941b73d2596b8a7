package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @Test
    void higherPriorityFirstThenSequentialThenFirstCome() {
        try (Workers workers = new Workers(1, 0)) {
            CountDownLatch gate = new CountDownLatch(1);
            workers.submit(task(100, false, 0), () -> await(gate));
            List<CompletableFuture<?>> all = new ArrayList<>();
            all.add(workers.submit(task(1, false, 4), () -> ran.add("late")));
            all.add(workers.submit(task(1, false, 3), () -> ran.add("early, first chunk")));
            all.add(workers.submit(task(1, true, 5), () -> ran.add("sequential")));
            all.add(workers.submit(task(1, false, 3), () -> ran.add("early, second chunk")));
            all.add(workers.submit(task(2, false, 6), () -> ran.add("urgent")));
            gate.countDown();
            all.forEach(CompletableFuture::join);
        }
        assertEquals(List.of("urgent", "sequential", "early, first chunk", "early, second chunk", "late"), ran);
    }

    @Test
    void aWorkerStaysWithSequentialWorkUntilThatIsOver() {
        try (Workers workers = new Workers(1, TimeUnit.HOURS.toNanos(1))) {
            Task sequential = task(1, true, 1);
            CountDownLatch gate = new CountDownLatch(1);
            CompletableFuture<?> first = workers.submit(sequential, () -> await(gate) && ran.add("step 1"));
            CompletableFuture<?> other = workers.submit(task(1, false, 0), () -> ran.add("other"));
            gate.countDown();
            first.join();
            workers.submit(sequential, () -> ran.add("step 2")).join();
            workers.submit(task(2, false, 7), () -> ran.add("urgent")).join();
            // The worker has left the sequential work for the urgent one; the next step comes first again.
            assertTrue(List.of("step 1", "step 2", "urgent").equals(ran.subList(0, 3)), ran.toString());
            sequential.end();
            workers.drop(sequential);
            other.join();
        }
        assertEquals(List.of("step 1", "step 2", "urgent", "other"), ran);
    }

    @Test
    void cancelledWorkIsDroppedFromTheQueue() {
        try (Workers workers = new Workers(1)) {
            CountDownLatch gate = new CountDownLatch(1);
            workers.submit(task(1, false, 0), () -> await(gate));
            Task task = task(1, false, 1);
            CompletableFuture<?> queued = workers.submit(task, () -> ran.add("never"));
            CompletableFuture<?> other = workers.submit(task(1, false, 2), () -> ran.add("other"));
            task.cancel();
            workers.drop(task);
            assertThrows(CancellationException.class, queued::join);
            assertThrows(CancellationException.class, workers.submit(task, () -> ran.add("never"))::join);
            gate.countDown();
            other.join();
        }
        assertEquals(List.of("other"), ran);
    }

    @Test
    void whatAChunkThrowsComesOutAndTheWorkerLivesOn() {
        try (Workers workers = new Workers(1)) {
            Error error = new OutOfMemoryError("test");
            CompletableFuture<?> failed = workers.submit(task(1, false, 0), () -> {
                throw error;
            });
            assertSame(
                    error, assertThrows(CompletionException.class, failed::join).getCause());
            assertEquals(7, workers.submit(task(1, false, 1), () -> 7).join());
        }
    }

    @Test
    void closingDropsWhatWaits() {
        Workers workers = new Workers(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Boolean> running = workers.submit(task(1, false, 0), () -> {
            runs.countDown();
            return await(gate);
        });
        CompletableFuture<?> queued = workers.submit(task(1, false, 1), () -> ran.add("never"));
        await(runs);
        workers.close();
        assertThrows(CancellationException.class, queued::join);
        assertInstanceOf(
                CancellationException.class,
                assertThrows(
                        CancellationException.class, workers.submit(task(1, false, 2), () -> ran.add("never"))::join));
        gate.countDown();
        assertTrue(running.join());
        assertTrue(ran.isEmpty());
    }

    @Test
    void awaitedWorkRunsInPlaceOfAnIdleWorker() {
        try (Workers workers = new Workers(1)) {
            List<CompletableFuture<?>> others = new ArrayList<>();
            Thread on = workers.compute(task(1, false, 0), () -> {
                CompletableFuture<?> other = workers.submit(task(9, false, 1), () -> ran.add("other"));
                others.add(other);
                // No more chunks run at once than there are workers.
                assertThrows(TimeoutException.class, () -> other.get(100, TimeUnit.MILLISECONDS));
                ran.add("mine");
                return Thread.currentThread();
            });
            assertSame(Thread.currentThread(), on);
            others.forEach(CompletableFuture::join);
        }
        assertEquals(List.of("mine", "other"), ran);
    }

    @Test
    void awaitedWorkStandsInLineWhereAllAreBusy() throws InterruptedException {
        try (Workers workers = new Workers(1)) {
            CountDownLatch gate = new CountDownLatch(1);
            workers.submit(task(100, false, 0), () -> await(gate));
            CompletableFuture<?> first = workers.submit(task(2, false, 1), () -> ran.add("first"));
            Thread waits = Thread.ofPlatform()
                    .start(() -> workers.compute(
                            task(1, false, 2),
                            () -> ran.add("second on " + Thread.currentThread().getName())));
            while (waits.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            gate.countDown();
            first.join();
            waits.join();
        }
        assertEquals(List.of("first", "second on network-worker-1"), ran);
    }

    @Test
    void aPlaceIsGivenBackWhateverHappens() {
        try (Workers workers = new Workers(1)) {
            IllegalStateException error = new IllegalStateException("test");
            Task task = task(1, false, 0);
            assertSame(
                    error,
                    assertThrows(
                            IllegalStateException.class,
                            () -> workers.compute(task, () -> {
                                throw error;
                            })));
            task.cancel();
            assertThrows(CancellationException.class, () -> workers.compute(task, () -> ran.add("never")));
            assertEquals(7, workers.submit(task(1, false, 1), () -> 7).join());
            assertEquals(8, workers.compute(task(1, false, 2), () -> 8));
        }
        assertTrue(ran.isEmpty());
    }

    private static Task task(int priority, boolean sequential, long sequence) {
        return new Task(new Standing(priority, sequential, sequence));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
