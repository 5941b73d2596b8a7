package org.lobescope.service;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.lobescope.explain.Run;
import org.lobescope.network.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a method has at hand, for one request: the pooled network, progress to the listener, work shared with others. */
final class RequestRun implements Run {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRun.class);

    /** Progress is told 30 times a second: more is not seen and only keeps the window busy. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;

    private final RequestInFlight request;
    private final Network network;
    private final SharedWork shared;
    private final LongSupplier nanoClock;
    private final Executor beside;
    private boolean told;
    private long toldAt;
    private double fraction;

    /**
     * For one request.
     *
     * @param beside runs what is done beside the network's work
     */
    RequestRun(RequestInFlight request, Network network, SharedWork shared, LongSupplier nanoClock, Executor beside) {
        this.beside = beside;
        this.request = request;
        this.network = network;
        this.shared = shared;
        this.nanoClock = nanoClock;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public synchronized void progress(int done, int total, Supplier<float[]> partial) {
        request.task().check();
        long now = nanoClock.getAsLong();
        boolean singlePass = !told && done >= total; // the map itself follows at once
        if (singlePass || (told && now - toldAt < PAUSE_NANOS)) {
            return;
        }
        told = true;
        toldAt = now;
        // Work that a method shares may count its own steps: what people see never runs backwards.
        fraction = Math.max(fraction, total > 0 ? Math.clamp((double) done / total, 0, 1) : 0);
        request.mailbox().post(new RequestState.Running(fraction, partial.get()));
    }

    @Override
    public <T> T shared(Object key, Supplier<T> work) {
        return shared.get(new Key(request.key().subject(), key), request.task(), work);
    }

    @Override
    public <T> void ahead(Object key, Supplier<T> work) {
        try {
            beside.execute(() -> {
                try {
                    shared(key, work);
                } catch (Throwable e) { // whoever needs the result asks again and is told
                    LOG.debug("work ahead came to nothing", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("closing", e);
        }
    }

    private record Key(ExplanationKey.Subject subject, Object work) {}
}
