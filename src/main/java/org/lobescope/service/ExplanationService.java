package org.lobescope.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;

/**
 * The one place where networks run. Calls return at once; listeners are called on the service's threads, for one request
 * never two at a time and in order.
 */
public interface ExplanationService extends AutoCloseable {
    /** Loads the engine in the background, before it is known which network will run; nothing where that is elsewhere. */
    default void prepare() {}

    /** Loads the engine and the classifier's network in the background, so that the first request does not wait. */
    void warmUp(Classifier classifier);

    /** Asks for an explanation; a result in the cache comes back as Finished at once. */
    Ticket explain(ExplanationRequest request, Consumer<RequestState> listener);

    /**
     * Runs the classifier on an image, ahead of all explanations.
     *
     * @param logits gets the logits
     * @param failure gets one sentence for people
     */
    void classify(Classifier classifier, PreparedImage image, Consumer<float[]> logits, Consumer<String> failure);

    /**
     * Runs the classifier on an image and waits for its logits.
     *
     * @throws Problem when it fails
     */
    default float[] classify(Classifier classifier, PreparedImage image) throws InterruptedException {
        CompletableFuture<float[]> answer = new CompletableFuture<>();
        classify(classifier, image, answer::complete, reason -> answer.completeExceptionally(new Problem(reason)));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e);
        }
    }

    /** Stops everything that is under way. */
    void cancelAll();

    /** What is going on. */
    ServiceStatus status();

    /** Stops everything and frees the native memory. */
    @Override
    void close();
}
