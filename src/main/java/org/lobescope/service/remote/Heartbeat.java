package org.lobescope.service.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.lobescope.service.wire.Health;
import org.lobescope.service.wire.MalformedMessage;

/** Asks a server again and again how it is. */
public final class Heartbeat implements AutoCloseable {
    /** Hears the answers, on the heartbeat's thread. */
    public interface Listener {
        /** The server is well. */
        void heard(Health health);

        /** There was no answer. */
        void silent(Status why);
    }

    private final Channel channel;
    private final Duration pause;
    private final Duration patience;
    private final Listener listener;
    private final Thread thread;
    private boolean soon;
    private volatile boolean closed;

    /**
     * Asks from now on.
     *
     * @param pause between two questions
     * @param patience how long an answer may take
     */
    public Heartbeat(Channel channel, Duration pause, Duration patience, Listener listener) {
        this.channel = channel;
        this.pause = pause;
        this.patience = patience;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("heartbeat").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Asks now. */
    public synchronized void soon() {
        soon = true;
        notifyAll();
    }

    private void run() {
        try {
            while (!closed) {
                beat();
                rest();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void beat() {
        try {
            CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
            byte[] answer = ClientCalls.blockingUnaryCall(channel, Protocol.HEALTH, options, new byte[0]);
            Health health = Health.of(answer);
            if (!closed) {
                listener.heard(health);
            }
        } catch (StatusRuntimeException e) {
            if (!closed) {
                listener.silent(e.getStatus());
            }
        } catch (MalformedMessage e) {
            listener.silent(Status.UNIMPLEMENTED.withDescription(
                    "it answers in a way that is not understood: install the same Lobescope at both ends"));
        }
    }

    private synchronized void rest() throws InterruptedException {
        if (!soon) {
            wait(pause.toMillis());
        }
        soon = false;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
