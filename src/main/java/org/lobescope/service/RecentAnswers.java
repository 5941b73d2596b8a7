package org.lobescope.service;

import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Explanation;

/** The answers that were given last, in memory: explanations, and logits. Any thread may ask. */
public final class RecentAnswers {
    /** Ten methods on some dozens of images and layers. */
    private static final int EXPLANATIONS = 400;

    private static final int LOGITS = 4000;

    private final BoundedCache<ExplanationKey, Explanation> explanations;
    private final BoundedCache<ExplanationKey.Subject, float[]> logits;

    /**
     * None yet.
     *
     * @param capacity bytes that explanations may take, and bytes that logits may take
     */
    public RecentAnswers(long capacity) {
        this.explanations = new BoundedCache<>(EXPLANATIONS, capacity);
        this.logits = new BoundedCache<>(LOGITS, capacity);
    }

    public @Nullable Explanation explanation(ExplanationKey key) {
        return explanations.get(key);
    }

    public void keep(ExplanationKey key, Explanation explanation) {
        explanations.put(key, explanation);
    }

    public float @Nullable [] logits(ExplanationKey.Subject subject) {
        return logits.get(subject);
    }

    public void keep(ExplanationKey.Subject subject, float[] answer) {
        logits.put(subject, answer);
    }
}
