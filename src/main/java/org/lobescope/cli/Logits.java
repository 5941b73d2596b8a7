package org.lobescope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Target;
import org.lobescope.service.ExplanationService;

/** What a classifier says of an image. */
final class Logits {
    private Logits() {}

    /**
     * Asks the classifier and waits for its answer.
     *
     * @throws Problem when it fails
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

    /** The probability of each class, {@code FRI 0.9731, FRII 0.0269}. */
    static String words(List<String> classes, float[] logits) {
        double[] probabilities = Target.probabilities(logits);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            words.add(String.format(Locale.ROOT, "%s %.4f", classes.get(i), probabilities[i]));
        }
        return String.join(", ", words);
    }
}
