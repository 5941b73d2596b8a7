package org.lobescope.benchmark;

import java.util.concurrent.atomic.AtomicReference;

/** Adds up what was asked of networks, from any number of threads. */
public final class PassCounter {
    private final AtomicReference<Passes> passes = new AtomicReference<>(Passes.NONE);

    void add(Passes more) {
        passes.accumulateAndGet(more, Passes::plus);
    }

    /** What was counted since this was last asked. */
    public Passes take() {
        return passes.getAndSet(Passes.NONE);
    }
}
