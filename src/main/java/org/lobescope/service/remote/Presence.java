package org.lobescope.service.remote;

import io.grpc.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.service.wire.Health;

/** Whether a server is there, for those who wait for it. */
public final class Presence {
    private @Nullable Channel channel;
    private @Nullable Health health;
    private String trouble;
    private boolean hopeless;
    private boolean closed;
    private long awaySince = System.nanoTime();

    /**
     * Away at first.
     *
     * @param trouble why, one sentence
     */
    public Presence(String trouble) {
        this.trouble = trouble;
    }

    /** The server is there; returns whether it was away before. */
    public synchronized boolean there(Channel now, Health said) {
        boolean news = channel == null;
        channel = now;
        health = said;
        trouble = "";
        hopeless = false;
        notifyAll();
        return news;
    }

    /** The server is away, perhaps not for long; returns whether it was there before. */
    public synchronized boolean away(String why) {
        boolean news = channel != null;
        if (news) {
            awaySince = System.nanoTime();
        }
        channel = null;
        health = null;
        trouble = why;
        hopeless = false;
        return news;
    }

    /** There is no use in waiting; returns whether that is new. */
    public synchronized boolean hopeless(String why) {
        boolean news = !hopeless;
        away(why);
        hopeless = true;
        notifyAll();
        return news;
    }

    /** Lets nobody wait any longer. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for the server, so long from the moment on at which it went. */
    public synchronized Channel await(Duration patience) throws InterruptedException {
        long asked = System.nanoTime();
        while (true) {
            if (closed) {
                throw new CancellationException("closed");
            }
            Channel present = channel;
            if (present != null) {
                return present;
            }
            // Who comes late gets a fair wait too.
            long waited = System.nanoTime() - Math.max(awaySince, asked);
            long left = TimeUnit.NANOSECONDS.toMillis(patience.toNanos() - waited);
            if (hopeless || left <= 0) {
                throw new Problem(trouble);
            }
            wait(left);
        }
    }

    /** What the server said of itself, while it is there. */
    public synchronized Optional<Health> health() {
        return Optional.ofNullable(health);
    }

    /** Why it is away; empty while it is there. */
    public synchronized String trouble() {
        return trouble;
    }

    /** Whether that is the channel by which the server is known to be there. */
    public synchronized boolean isThere(Channel asked) {
        return channel == asked;
    }
}
