package org.lobescope.service;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Work that stands in line and can be cancelled: what all chunks of one request have in common. */
final class Task {
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private volatile Standing standing;
    private volatile boolean ended;

    Task(Standing standing) {
        this.standing = standing;
    }

    Standing standing() {
        return standing;
    }

    /** Lets the chunks that are still to come run at least as soon as work of that priority. */
    synchronized void raise(int priority) {
        standing = standing.raised(priority);
    }

    /** Returns whether it was not cancelled before. */
    boolean cancel() {
        return cancelled.complete(null);
    }

    boolean isCancelled() {
        return cancelled.isDone();
    }

    /** Says that nothing more will come of it. */
    void end() {
        ended = true;
    }

    /** Whether nothing more will come of it. */
    boolean isOver() {
        return ended || isCancelled();
    }

    /** Completes when the task is cancelled. */
    CompletableFuture<Void> cancellation() {
        return cancelled;
    }

    /** Throws when the task was cancelled. */
    void check() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
