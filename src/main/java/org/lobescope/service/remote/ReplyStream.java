package org.lobescope.service.remote;

import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Explanation;
import org.lobescope.service.RequestState;
import org.lobescope.service.StoredExplanation;
import org.lobescope.service.wire.Reply;

/**
 * The states of one request on their way to the client. A line that is slower than the progress gets only the newest, so
 * that nothing piles up.
 */
final class ReplyStream implements Consumer<RequestState> {
    private final ServerCallStreamObserver<byte[]> call;
    private final String key;
    private final Seats.Seat seat;
    private RequestState.@Nullable Running newest;
    private boolean over;

    /**
     * A stream.
     *
     * @param key names the question, see {@link ResultKey}
     */
    ReplyStream(ServerCallStreamObserver<byte[]> call, String key, Seats.Seat seat) {
        this.call = call;
        this.key = key;
        this.seat = seat;
        call.setOnReadyHandler(this::flush);
    }

    @Override
    public synchronized void accept(RequestState state) {
        seat.sign();
        switch (state) {
            case RequestState.Waiting w -> send(new Reply.Waiting());
            case RequestState.Running running -> {
                newest = running;
                flush();
            }
            case RequestState.Finished finished -> end(finished(finished.explanation()));
            case RequestState.Failed failed -> end(new Reply.Failed(failed.reason()));
            case RequestState.Stopped s -> end(new Reply.Stopped());
        }
    }

    /** The last reply. */
    synchronized void end(Reply reply) {
        seat.leave();
        send(reply);
        if (!over && !call.isCancelled()) {
            call.onCompleted();
        }
        over = true;
    }

    private Reply finished(Explanation explanation) {
        try {
            return new Reply.Finished(StoredExplanation.bytes(key, explanation));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // a byte array takes everything
        }
    }

    private synchronized void flush() {
        RequestState.Running running = newest;
        if (running != null && call.isReady()) {
            newest = null;
            send(new Reply.Running(running.fraction(), running.partial()));
        }
    }

    private void send(Reply reply) {
        if (!over && !call.isCancelled()) {
            call.onNext(reply.bytes());
        }
    }
}
