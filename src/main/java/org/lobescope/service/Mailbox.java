package org.lobescope.service;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one request's states to its listener: in order, never two at a time, and nothing after the terminal one.
 * Progress that the listener did not get to see before newer progress came is left out.
 */
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Consumer<RequestState> listener;
    private final Executor postman;
    private final ArrayDeque<RequestState> letters = new ArrayDeque<>(); // guarded by this
    private final CompletableFuture<RequestState> delivered = new CompletableFuture<>();
    private boolean delivering;
    private boolean closed;

    public Mailbox(Consumer<RequestState> listener, Executor postman) {
        this.listener = listener;
        this.postman = postman;
    }

    /** Posts a state; returns false when a terminal one was posted before. */
    public boolean post(RequestState state) {
        return post(state, postman);
    }

    /** Posts a state, delivered by {@code carrier} unless another one is on its way; returns false as {@link #post}. */
    boolean post(RequestState state, Executor carrier) {
        if (!write(state)) {
            return false;
        }
        send(carrier);
        return true;
    }

    /** Posts a state that stays here until {@link #send} or the next state; returns false as {@link #post}. */
    synchronized boolean write(RequestState state) {
        if (closed) {
            return false;
        }
        closed = state.ended();
        if (letters.peekLast() instanceof RequestState.Running) {
            letters.removeLast();
        }
        letters.add(state);
        return true;
    }

    /** Sends what was written. */
    void send() {
        send(postman);
    }

    private void send(Executor carrier) {
        synchronized (this) {
            if (delivering) {
                return;
            }
            delivering = true;
        }
        carrier.execute(this::deliver);
    }

    /** Whether a terminal state was posted. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** The terminal state, once the listener has been told. */
    public CompletableFuture<RequestState> delivered() {
        return delivered;
    }

    /** Waits until the listener has been told the terminal state. */
    public RequestState await() throws InterruptedException {
        try {
            return delivered.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed with an exception
        }
    }

    private void deliver() {
        while (true) {
            RequestState state;
            synchronized (this) {
                state = letters.poll();
                if (state == null) {
                    delivering = false;
                    return;
                }
            }
            try {
                listener.accept(state);
            } catch (RuntimeException | Error e) {
                LOG.error("a listener failed on {}", state.getClass().getSimpleName(), e);
            }
            if (state.ended()) {
                delivered.complete(state);
            }
        }
    }
}
