package org.lobescope.service;

import java.util.concurrent.CompletionException;

/** What was thrown on another thread, to be thrown again on this one. */
final class Rethrown {
    private Rethrown() {}

    /** What the work behind a future has thrown, from what {@code join} throws. */
    static Throwable cause(RuntimeException joined) {
        return joined instanceof CompletionException && joined.getCause() != null ? joined.getCause() : joined;
    }

    /** An unchecked exception as it is; an Error is thrown at once. */
    static RuntimeException of(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
