package org.lobescope.service.remote;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.ServiceStatus;
import org.lobescope.service.Ticket;

/** Answers with a map that can be predicted, half-way at first, and whole as soon as it is not held any more. */
public final class HeldService implements ExplanationService {
    /** What was asked, in order. */
    public final List<ExplanationRequest> asked = new CopyOnWriteArrayList<>();

    /** How many requests were cancelled. */
    public final AtomicInteger cancelled = new AtomicInteger();

    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Holds what is asked from now on half-way. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Finishes what is held. */
    public void release() {
        gate.countDown();
    }

    /** The map of a request: the image times 1 + the method's number. */
    public static float[] map(ExplanationRequest request) {
        float[] map = request.image().x().values().clone();
        for (int i = 0; i < map.length; i++) {
            map[i] *= 1 + request.method().id().ordinal();
        }
        return map;
    }

    @Override
    public void warmUp(Classifier classifier) {}

    @Override
    public Ticket explain(ExplanationRequest request, Consumer<RequestState> listener) {
        asked.add(request);
        CountDownLatch here = gate;
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CompletableFuture<RequestState> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            listener.accept(new RequestState.Waiting());
            listener.accept(new RequestState.Running(0.25, null));
            listener.accept(new RequestState.Running(0.5, map(request)));
            CompletableFuture<Void> open = CompletableFuture.runAsync(
                    () -> {
                        try {
                            here.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    work -> Thread.ofVirtual().start(work));
            CompletableFuture.anyOf(open, stop).join();
            RequestState last =
                    stop.isDone() ? new RequestState.Stopped() : new RequestState.Finished(explanation(request));
            listener.accept(last);
            end.complete(last);
        });
        return new Ticket() {
            @Override
            public void cancel() {
                if (stop.complete(null)) {
                    cancelled.incrementAndGet();
                }
            }

            @Override
            public RequestState await() throws InterruptedException {
                try {
                    return end.get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static Explanation explanation(ExplanationRequest request) {
        float[] map = map(request);
        return new Explanation(
                request.method(),
                request.target(),
                Optional.empty(),
                request.image().x().axis(2),
                request.image().x().axis(3),
                map,
                map,
                Explanation.Sign.SIGNED,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0.5);
    }

    @Override
    public void classify(
            Classifier classifier, PreparedImage image, Consumer<float[]> logits, Consumer<String> failure) {
        logits.accept(new float[] {image.x().values()[0], 3});
    }

    @Override
    public void cancelAll() {}

    @Override
    public ServiceStatus status() {
        return new ServiceStatus("abacus", true, 0, 12345);
    }

    @Override
    public void close() {}
}
