package org.lobescope.service.remote;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lobescope.service.ExplanationKey;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.Mailbox;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;

/** A request that is computed elsewhere: what is asked, its listener, and the thread that talks to the server. */
final class RemoteRequest implements Ticket {
    private final ExplanationRequest request;
    private final ExplanationKey key;
    private final Mailbox mailbox;
    private final Consumer<RemoteRequest> stop;
    private @Nullable Thread talking; // guarded by this, as is cancelled
    private boolean cancelled;
    private double fraction;

    RemoteRequest(ExplanationRequest request, Mailbox mailbox, Consumer<RemoteRequest> stop) {
        this.request = request;
        this.key = ExplanationKey.of(request);
        this.mailbox = mailbox;
        this.stop = stop;
    }

    ExplanationRequest request() {
        return request;
    }

    ExplanationKey key() {
        return key;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Something that waits for a server. */
    @FunctionalInterface
    interface Talk {
        void hold() throws InterruptedException;
    }

    /**
     * Lets this thread talk to the server; cancelling interrupts it, but nothing that comes before or after.
     *
     * @throws InterruptedException when it was cancelled
     */
    void talk(Talk talk) throws InterruptedException {
        synchronized (this) {
            if (cancelled) {
                throw new InterruptedException();
            }
            talking = Thread.currentThread();
        }
        try {
            talk.hold();
        } finally {
            synchronized (this) {
                talking = null;
                Thread.interrupted();
            }
        }
    }

    /** Ends the talk; returns whether that is new. */
    synchronized boolean interrupt() {
        boolean news = !cancelled;
        cancelled = true;
        if (talking != null) {
            talking.interrupt();
        }
        return news;
    }

    /** Tells progress; a request that is asked again begins anew, but what people see never runs backwards. */
    void progress(double now, float @Nullable [] partial) {
        if (now >= fraction) {
            fraction = now;
            mailbox.post(new RequestState.Running(now, partial));
        }
    }

    @Override
    public void cancel() {
        stop.accept(this);
    }

    @Override
    public RequestState await() throws InterruptedException {
        return mailbox.await();
    }
}
