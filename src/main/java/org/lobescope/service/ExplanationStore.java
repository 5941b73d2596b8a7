package org.lobescope.service;

import java.util.Optional;
import org.lobescope.explain.Explanation;

/**
 * Keeps explanations for longer than a service lives. It only saves time: whatever goes wrong in it costs the saving and
 * never a result, so no call throws.
 */
public interface ExplanationStore extends AutoCloseable {
    /** Keeps nothing. */
    ExplanationStore NONE = new ExplanationStore() {
        @Override
        public Optional<Explanation> find(ExplanationRequest request) {
            return Optional.empty();
        }

        @Override
        public void keep(ExplanationRequest request, Explanation explanation) {}

        @Override
        public void close() {}
    };

    /** The explanation that was computed for an equal request, as it was then, with the seconds it took then. */
    Optional<Explanation> find(ExplanationRequest request);

    /** Keeps what was computed; returns at once. */
    void keep(ExplanationRequest request, Explanation explanation);

    /** Ends what is still being kept. */
    @Override
    void close();
}
