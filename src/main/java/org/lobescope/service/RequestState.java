package org.lobescope.service;

import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Explanation;

/** Where a request is. Every request ends in exactly one of Finished, Failed and Stopped. */
public sealed interface RequestState {
    /** In the queue. */
    record Waiting() implements RequestState {}

    /**
     * Being computed.
     *
     * @param fraction 0 to 1
     * @param partial the map so far, H x W, or null when there is none yet
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Running(double fraction, float @Nullable [] partial) implements RequestState {}

    /**
     * Done.
     *
     * @param cached whether it was computed before, in this run or an earlier one; its seconds are those of that time
     */
    record Finished(Explanation explanation, boolean cached) implements RequestState {
        /** Computed just now. */
        public Finished(Explanation explanation) {
            this(explanation, false);
        }
    }

    /** It went wrong; one sentence for people, the log has the rest. */
    record Failed(String reason) implements RequestState {}

    /** Cancelled, or replaced by a newer request of the same slot. */
    record Stopped() implements RequestState {}

    /** Whether it is the last state of its request. */
    default boolean ended() {
        return switch (this) {
            case Waiting _, Running _ -> false;
            case Finished _, Failed _, Stopped _ -> true;
        };
    }
}
