package org.lobescope.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.service.ExplanationService;

/** The answer of a classifier, waited for. */
final class Logits {
    private Logits() {}

    /**
     * The logits of an image.
     *
     * @throws Problem when the classifier cannot be asked
     */
    static float[] of(ExplanationService service, Classifier classifier, PreparedImage prepared)
            throws InterruptedException {
        CompletableFuture<float[]> answer = new CompletableFuture<>();
        AtomicReference<String> failure = new AtomicReference<>();
        service.classify(classifier, prepared, answer::complete, reason -> {
            failure.set(reason);
            answer.cancel(false);
        });
        try {
            return answer.get();
        } catch (CancellationException | ExecutionException e) {
            throw new Problem(String.valueOf(failure.get()), e);
        }
    }
}
