package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lobescope.service.RequestState.Failed;
import org.lobescope.service.RequestState.Running;
import org.lobescope.service.RequestState.Stopped;
import org.lobescope.service.RequestState.Waiting;

@Timeout(60)
class MailboxTest {
    @RepeatedTest(50)
    void oneTerminalStateInOrderNeverTwoAtATime() throws Exception {
        List<RequestState> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean inside = new AtomicBoolean();
        AtomicInteger overlaps = new AtomicInteger();
        Mailbox mailbox = new Mailbox(
                state -> {
                    if (!inside.compareAndSet(false, true)) {
                        overlaps.incrementAndGet();
                    }
                    Thread.yield();
                    seen.add(state);
                    inside.set(false);
                },
                letter -> Thread.ofVirtual().start(letter));
        mailbox.post(new Waiting());
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger ends = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> {
            meet(together);
            for (int i = 1; i <= 200; i++) {
                mailbox.post(new Running(i / 200.0, null));
            }
        }));
        for (RequestState end : List.of(new Stopped(), new Failed("test"))) {
            threads.add(Thread.ofPlatform().start(() -> {
                meet(together);
                if (mailbox.post(end)) {
                    ends.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        RequestState last = mailbox.delivered().get();
        assertEquals(1, ends.get());
        assertEquals(0, overlaps.get());
        assertEquals(last, seen.getLast());
        assertInstanceOf(Waiting.class, seen.getFirst());
        assertEquals(
                1,
                seen.stream()
                        .filter(state -> state instanceof Stopped || state instanceof Failed)
                        .count());
        double before = 0;
        for (RequestState state : seen) {
            if (state instanceof Running running) {
                assertTrue(running.fraction() > before);
                before = running.fraction();
            }
        }
    }

    @Test
    void whatIsWrittenGoesWithTheNextLetter() {
        List<RequestState> seen = new ArrayList<>();
        List<Runnable> postmen = new ArrayList<>();
        Mailbox mailbox = new Mailbox(seen::add, postmen::add);
        assertTrue(mailbox.write(new Waiting()));
        assertTrue(postmen.isEmpty());
        assertTrue(mailbox.post(new Failed("test"), Runnable::run));
        assertEquals(List.of(new Waiting(), new Failed("test")), seen);
        assertFalse(mailbox.write(new Stopped()));
        mailbox.send();
        postmen.forEach(Runnable::run);
        assertEquals(2, seen.size());
    }

    @Test
    void progressThatNobodySawIsReplacedByNewer() {
        ArrayDeque<Runnable> post = new ArrayDeque<>();
        List<RequestState> seen = new ArrayList<>();
        Mailbox mailbox = new Mailbox(seen::add, post::add);
        mailbox.post(new Waiting());
        mailbox.post(new Running(0.1, null));
        mailbox.post(new Running(0.2, null));
        mailbox.post(new Running(0.3, null));
        while (!post.isEmpty()) {
            post.remove().run();
        }
        assertEquals(List.of(new Waiting(), new Running(0.3, null)), seen);
        mailbox.post(new Stopped());
        assertFalse(mailbox.post(new Running(0.4, null)));
        while (!post.isEmpty()) {
            post.remove().run();
        }
        assertEquals(new Stopped(), seen.getLast());
        assertTrue(mailbox.delivered().isDone());
    }

    @Test
    void aListenerThatThrowsHearsTheEndNevertheless() {
        List<RequestState> seen = new ArrayList<>();
        RuntimeException failure = new IllegalStateException("test: a listener that throws");
        failure.setStackTrace(new StackTraceElement[0]); // it is logged
        Mailbox mailbox = new Mailbox(
                state -> {
                    seen.add(state);
                    throw failure;
                },
                Runnable::run);
        mailbox.post(new Waiting());
        mailbox.post(new Stopped());
        assertEquals(List.of(new Waiting(), new Stopped()), seen);
        assertTrue(mailbox.delivered().isDone());
    }

    @Test
    void aListenerMayPostFromWithin() {
        List<RequestState> seen = new ArrayList<>();
        Mailbox[] mailbox = new Mailbox[1];
        mailbox[0] = new Mailbox(
                state -> {
                    seen.add(state);
                    if (state instanceof Waiting) {
                        mailbox[0].post(new Stopped());
                    }
                },
                Runnable::run);
        mailbox[0].post(new Waiting());
        assertEquals(List.of(new Waiting(), new Stopped()), seen);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
