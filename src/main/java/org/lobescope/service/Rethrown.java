package org.lobescope.service;

/** What was thrown on another thread, to be thrown again on this one. */
final class Rethrown {
    private Rethrown() {}

    /** An unchecked exception as it is; an Error is thrown at once. */
    static RuntimeException of(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
