package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.lobescope.service.RequestState.Failed;
import org.lobescope.service.RequestState.Finished;
import org.lobescope.service.RequestState.Running;
import org.lobescope.service.RequestState.Stopped;
import org.lobescope.service.RequestState.Waiting;

/** Remembers what it was told, and whether it was told two things at a time. */
final class Listener implements Consumer<RequestState> {
    final List<RequestState> states = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch runs = new CountDownLatch(1);
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicInteger overlaps = new AtomicInteger();

    @Override
    public void accept(RequestState state) {
        if (!inside.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
        }
        Thread.yield();
        states.add(state);
        inside.set(false);
        if (state instanceof Running) {
            runs.countDown();
        }
    }

    /** The states are in order and end in a single terminal one, which is returned. */
    RequestState checked() {
        assertEquals(0, overlaps.get(), "two calls at a time");
        RequestState last = states.getLast();
        assertTrue(terminal(last), states.toString());
        assertEquals(1, states.stream().filter(Listener::terminal).count(), states.toString());
        int rank = 0;
        double fraction = 0;
        for (RequestState state : states) {
            int next = state instanceof Waiting ? 0 : state instanceof Running ? 1 : 2;
            assertTrue(next >= rank, states.toString());
            rank = next;
            if (state instanceof Running running) {
                assertTrue(running.fraction() >= fraction, "progress runs backwards");
                fraction = running.fraction();
            }
        }
        return last;
    }

    /** The reason, after checking that it failed. */
    String failure() {
        return assertInstanceOf(Failed.class, checked()).reason();
    }

    private static boolean terminal(RequestState state) {
        return state instanceof Finished || state instanceof Failed || state instanceof Stopped;
    }
}
