package org.lobescope.service.remote;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.Ticket;
import org.lobescope.service.wire.Ask;
import org.lobescope.service.wire.MalformedMessage;
import org.lobescope.service.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions with the server's own service, for clients that have shown the token. */
final class AskHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AskHandler.class);

    private final ExplanationService service;
    private final Contents contents;
    private final Seats seats;

    AskHandler(ExplanationService service, Contents contents, Seats seats) {
        this.service = service;
        this.contents = contents;
        this.seats = seats;
    }

    void answer(byte[] message, StreamObserver<byte[]> observer) {
        ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) observer;
        Ask ask;
        try {
            ask = Ask.of(message);
        } catch (MalformedMessage e) {
            LOG.warn("a question was refused: {}", e.getMessage());
            call.onError(Status.INVALID_ARGUMENT
                    .withDescription("the question is damaged: " + e.getMessage())
                    .asRuntimeException());
            return;
        }
        Optional<Classifier> classifier = contents.classifier(ask.classifier());
        Optional<PreparedImage> image = switch (ask) {
            case Ask.Explain explain -> contents.image(explain.image());
            case Ask.Classify classify -> contents.image(classify.image());
            case Ask.WarmUp w -> Optional.empty();
        };
        boolean imageLacks = image.isEmpty() && !(ask instanceof Ask.WarmUp);
        if (classifier.isEmpty() || imageLacks) {
            only(call, new Reply.Missing(classifier.isEmpty(), imageLacks));
            return;
        }
        String client = String.valueOf(Gate.CLIENT.get());
        Optional<Seats.Seat> seat = seats.take(client);
        if (seat.isEmpty()) {
            only(call, new Reply.Full());
            return;
        }
        ReplyStream stream = new ReplyStream(call, ResultKey.of(ask), seat.get());
        switch (ask) {
            case Ask.Explain explain -> explain(client, explain, classifier.get(), image.orElseThrow(), stream, call);
            case Ask.Classify c -> {
                call.setOnCancelHandler(seat.get()::leave);
                service.classify(
                        classifier.get(),
                        image.orElseThrow(),
                        logits -> stream.end(new Reply.Logits(logits)),
                        failure -> stream.end(new Reply.Failed(failure)));
            }
            case Ask.WarmUp w -> {
                service.warmUp(classifier.get());
                stream.end(new Reply.Done());
            }
        }
    }

    private void explain(
            String client,
            Ask.Explain ask,
            Classifier classifier,
            PreparedImage image,
            ReplyStream stream,
            ServerCallStreamObserver<byte[]> call) {
        // Two clients may have slots of the same name.
        ExplanationRequest request = new ExplanationRequest(
                client + "/" + ask.slot(), classifier, image, ask.method(), ask.target(), ask.layer(), ask.priority());
        Ticket ticket = service.explain(request, stream);
        call.setOnCancelHandler(ticket::cancel);
    }

    private static void only(StreamObserver<byte[]> call, Reply reply) {
        call.onNext(reply.bytes());
        call.onCompleted();
    }
}
