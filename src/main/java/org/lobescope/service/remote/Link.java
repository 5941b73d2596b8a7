package org.lobescope.service.remote;

import io.grpc.Channel;
import java.util.Optional;
import org.lobescope.service.wire.Health;

/** The way to a server; it may break and come back. */
public interface Link extends AutoCloseable {
    /** Where it leads, for people: {@code a worker process}, {@code gpu.example.org:7333}. */
    String place();

    /**
     * Waits until the server is there.
     *
     * @throws org.lobescope.Problem when there is no hope that it will be
     * @throws java.util.concurrent.CancellationException when the link was closed
     */
    Channel channel() throws InterruptedException;

    /** A call on that channel broke: whoever asks for a channel next waits until the server is known to be there. */
    void broken(Channel channel);

    /** How often a request may be asked that was being computed when the link broke. */
    int chances();

    /** What to say of work that has used up its chances, one sentence. */
    String lost(String what);

    /** What the server last said of itself; empty while it is away. */
    Optional<Health> health();

    /** Why nothing goes on, one sentence; empty when all is well. */
    String trouble();

    @Override
    void close();
}
