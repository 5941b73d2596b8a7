package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedWorkTest {
    private final SharedWork shared = new SharedWork(1 << 20);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void isDoneOnceForAllWhoAsk() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<float[]>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(inThread(() -> shared.get("key", task(0), () -> {
                await(gate);
                return new float[] {computed.incrementAndGet()};
            })));
        }
        gate.countDown();
        float[] first = answers.getFirst().get();
        for (CompletableFuture<float[]> answer : answers) {
            assertSame(first, answer.get());
        }
        assertSame(first, shared.get("key", task(0), () -> new float[] {computed.incrementAndGet()}), "kept");
        assertEquals(1, computed.get());
        assertEquals(2f, shared.get("other key", task(0), () -> new float[] {computed.incrementAndGet()})[0]);
    }

    @Test
    void aWaitingOneTakesOverWhenTheFirstIsCancelledAndLendsItsPriorityBefore() throws Exception {
        Task first = task(1);
        Task second = task(5);
        CountDownLatch firstRuns = new CountDownLatch(1);
        CompletableFuture<String> ofFirst = inThread(() -> shared.get("key", first, () -> {
            firstRuns.countDown();
            first.cancellation().join();
            first.check();
            return "first";
        }));
        firstRuns.await();
        CompletableFuture<String> ofSecond = inThread(() -> shared.get("key", second, () -> "second"));
        while (first.standing().priority() < 5) { // the second waits once its priority has reached the first
            Thread.onSpinWait();
        }
        first.cancel();
        assertEquals("second", ofSecond.get());
        assertInstanceOfCancellation(ofFirst);
        assertEquals("second", shared.get("key", task(0), () -> "third"));
    }

    @Test
    void whoWaitsAndIsCancelledLeavesTheOthersAlone() throws Exception {
        Task waiting = task(5);
        Task owner = task(1);
        CountDownLatch ownerRuns = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<String> ofOwner = inThread(() -> shared.get("key", owner, () -> {
            ownerRuns.countDown();
            await(gate);
            return "owner";
        }));
        ownerRuns.await();
        CompletableFuture<String> ofWaiting = inThread(() -> shared.get("key", waiting, () -> "never"));
        waiting.cancel();
        assertInstanceOfCancellation(ofWaiting);
        gate.countDown();
        assertEquals("owner", ofOwner.get());
    }

    @Test
    void aFailureReachesAllWhoWaitAndIsNotKept() throws Exception {
        Task owner = task(1);
        CountDownLatch ownerRuns = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<String> ofOwner = inThread(() -> shared.get("key", owner, () -> {
            ownerRuns.countDown();
            await(gate);
            throw new IllegalStateException("test");
        }));
        ownerRuns.await();
        CompletableFuture<String> ofOther = inThread(() -> shared.get("key", task(9), () -> "not this"));
        while (owner.standing().priority() < 9) {
            Thread.onSpinWait();
        }
        gate.countDown();
        for (CompletableFuture<String> answer : List.of(ofOwner, ofOther)) {
            ExecutionException thrown = assertThrows(ExecutionException.class, answer::get);
            assertEquals("java.lang.IllegalStateException: test", thrown.getMessage());
        }
        assertEquals("again", shared.get("key", task(0), () -> "again"));
    }

    private static void assertInstanceOfCancellation(CompletableFuture<?> answer) {
        Throwable thrown = assertThrows(Exception.class, answer::get);
        assertTrue(
                thrown instanceof CancellationException || thrown.getCause() instanceof CancellationException,
                thrown.toString());
    }

    private static Task task(int priority) {
        return new Task(new Standing(priority, false, 0));
    }

    private static <T> CompletableFuture<T> inThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
