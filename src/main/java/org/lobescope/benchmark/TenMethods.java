package org.lobescope.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;

/** Asks a service as the window does: a slot and a priority for each method, all requests at once. */
final class TenMethods {
    private final ExplanationService service;
    private final Classifier classifier;
    private final Preset preset;

    TenMethods(ExplanationService service, Classifier classifier, Preset preset) {
        this.service = service;
        this.classifier = classifier;
        this.preset = preset;
    }

    /** The logits of an image. */
    float[] logits(PreparedImage image) throws InterruptedException {
        return service.classify(classifier, image);
    }

    /**
     * Seconds from the requests to the last finished map.
     *
     * @throws Problem when a method fails
     */
    double seconds(List<MethodId> methods, PreparedImage image, int classIndex) throws InterruptedException {
        long begun = System.nanoTime();
        List<Ticket> tickets = new ArrayList<>();
        for (MethodId id : methods) {
            tickets.add(service.explain(request(id, image, classIndex), state -> {}));
        }
        List<RequestState> ends = new ArrayList<>();
        for (Ticket ticket : tickets) {
            ends.add(ticket.await());
        }
        double seconds = (System.nanoTime() - begun) * 1e-9;
        ends.forEach(TenMethods::check);
        return seconds;
    }

    private ExplanationRequest request(MethodId id, PreparedImage image, int classIndex) {
        return new ExplanationRequest(
                "tile/" + id.id(),
                classifier,
                image,
                Presets.method(id, preset),
                new Target(Presets.defaultTarget(id, preset), classIndex),
                Optional.empty(),
                MethodId.values().length - id.ordinal());
    }

    private static void check(RequestState end) {
        switch (end) {
            case RequestState.Finished(var explanation, boolean cached) -> {
                if (cached) {
                    throw new IllegalStateException(explanation.method().id() + " was not computed but remembered");
                }
            }
            case RequestState.Failed(String reason) -> throw new Problem(reason);
            case RequestState.Stopped _, RequestState.Waiting _, RequestState.Running _ ->
                throw new Problem("The benchmark was stopped before it was finished.");
        }
    }
}
