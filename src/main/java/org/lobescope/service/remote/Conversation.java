package org.lobescope.service.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.service.wire.Ask;
import org.lobescope.service.wire.MalformedMessage;
import org.lobescope.service.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server until it has answered: sends what it lacks, waits while it is full or away, asks again what broke off. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int MOST_UPLOADS = 3;
    private static final int MOST_ERRORS = 3;
    private static final long SHORT_PAUSE = 100;
    private static final long LONG_PAUSE = 2000;

    private final Link link;
    private final OutgoingUploads uploads;

    /** Of the requests that a server was computing when it ended, one may be the reason: they are tried one at a time. */
    private final Semaphore suspects = new Semaphore(1, true);

    Conversation(Link link, OutgoingUploads uploads) {
        this.link = link;
        this.uploads = uploads;
    }

    /**
     * A question with what the server may lack.
     *
     * @param what it is, for people, to begin a sentence with
     * @param image empty where the question is about none
     * @param largestReply bytes
     */
    record Question(Ask ask, String what, Classifier classifier, Optional<PreparedImage> image, int largestReply) {}

    /** How one attempt went. */
    private enum Outcome {
        ANSWERED,
        AGAIN,
        FULL,
        BROKEN,
        BROKEN_WHILE_RUNNING
    }

    /**
     * Asks, and tells all replies but those about what is missing or full; the last one is told last.
     *
     * @throws Problem when there will be no answer
     * @throws java.util.concurrent.CancellationException when the link was closed
     */
    void hold(Question question, Consumer<Reply> replies) throws InterruptedException {
        Counts counts = new Counts();
        while (true) {
            Channel channel = link.channel();
            boolean suspect = counts.breaks > 0;
            if (suspect) {
                suspects.acquire();
            }
            Outcome outcome;
            try {
                outcome = attempt(channel, question, counts, replies);
            } finally {
                if (suspect) {
                    suspects.release();
                }
            }
            switch (outcome) {
                case ANSWERED -> {
                    return;
                }
                case AGAIN -> counts.pause = SHORT_PAUSE;
                case FULL -> {
                    Thread.sleep(counts.pause);
                    counts.pause = Math.min(LONG_PAUSE, counts.pause * 2);
                }
                case BROKEN -> link.broken(channel);
                case BROKEN_WHILE_RUNNING -> {
                    link.broken(channel);
                    if (++counts.breaks >= link.chances()) {
                        throw new Problem(link.lost(question.what));
                    }
                }
            }
        }
    }

    private static final class Counts {
        private int breaks;
        private int sent;
        private int errors;
        private long pause = SHORT_PAUSE;
    }

    private Outcome attempt(Channel channel, Question question, Counts counts, Consumer<Reply> replies)
            throws InterruptedException {
        int classifierSent = uploads.sent(question.ask.classifier());
        int imageSent = question.image.map(i -> uploads.sent(i.key())).orElse(0);
        // Classifying and loading are computed without a word in between.
        boolean running = !(question.ask instanceof Ask.Explain);
        CallOptions options = CallOptions.DEFAULT.withMaxInboundMessageSize(question.largestReply);
        BlockingClientCall<byte[], byte[]> call =
                ClientCalls.blockingV2ServerStreamingCall(channel, Protocol.ASK, options, question.ask.bytes());
        try {
            while (true) {
                byte[] message = call.read();
                if (message == null) {
                    return running ? Outcome.BROKEN_WHILE_RUNNING : Outcome.BROKEN;
                }
                switch (Reply.of(message)) {
                    case Reply.Missing missing -> {
                        return send(channel, question, missing, classifierSent, imageSent, counts);
                    }
                    case Reply.Full f -> {
                        return Outcome.FULL;
                    }
                    case Reply.Waiting waiting -> replies.accept(waiting);
                    case Reply.Running progress -> {
                        running = true;
                        replies.accept(progress);
                    }
                    case Reply.Stopped s -> {
                        return Outcome.BROKEN; // not by us: the server is closing
                    }
                    case Reply last -> {
                        replies.accept(last);
                        return Outcome.ANSWERED;
                    }
                }
            }
        } catch (StatusException e) {
            return broken(e.getStatus(), running, counts);
        } catch (MalformedMessage e) {
            throw new Problem(
                    "The answer of " + link.place() + " is not understood: install the same Lobescope at both ends.",
                    e);
        } finally {
            call.cancel("over", null);
        }
    }

    private Outcome send(
            Channel channel, Question question, Reply.Missing missing, int classifierSent, int imageSent, Counts counts)
            throws InterruptedException {
        if (++counts.sent > MOST_UPLOADS) {
            throw new Problem(link.place() + " does not keep what is sent to it, so it has too little memory for "
                    + question.what + ": choose a smaller image or another home.");
        }
        try {
            boolean taken = true;
            if (missing.classifier()) {
                taken = uploads.send(channel, question.classifier, question.ask.classifier(), classifierSent);
            }
            if (taken && missing.image() && question.image.isPresent()) {
                taken = uploads.send(channel, question.image.get(), imageSent);
            }
            if (!taken) {
                counts.sent--;
                return Outcome.FULL;
            }
            return Outcome.AGAIN;
        } catch (StatusException e) {
            counts.sent--;
            return broken(e.getStatus(), false, counts);
        }
    }

    private Outcome broken(Status status, boolean running, Counts counts) {
        LOG.info("a call to {} broke: {}", link.place(), status);
        switch (status.getCode()) {
            case UNAUTHENTICATED, FAILED_PRECONDITION, UNIMPLEMENTED, INVALID_ARGUMENT, RESOURCE_EXHAUSTED ->
                throw new Problem("The server at " + link.place() + " refuses: " + status.getDescription() + ".");
            case INTERNAL, UNKNOWN, DATA_LOSS -> {
                if (++counts.errors >= MOST_ERRORS) {
                    throw new Problem("The server at " + link.place() + " failed (" + status.getDescription()
                            + "); its log file has the details.");
                }
            }
            default -> {
                // the line is cut, or the server is gone
            }
        }
        return running ? Outcome.BROKEN_WHILE_RUNNING : Outcome.BROKEN;
    }
}
