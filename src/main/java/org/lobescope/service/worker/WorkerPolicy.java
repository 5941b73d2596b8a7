package org.lobescope.service.worker;

import java.time.Duration;

/**
 * When a worker process counts as hung, and how often it is started anew.
 *
 * @param start how long it may take to start
 * @param answer how long it may take to say how it is
 * @param progress how long nothing may come of what it computes
 * @param chances how often a request is asked during which the worker ends
 * @param exits so many of them
 * @param within that time are too many
 */
public record WorkerPolicy(
        Duration start, Duration answer, Duration progress, int chances, int exits, Duration within) {
    /** Patient enough for large networks on slow machines. */
    public static WorkerPolicy usual() {
        return new WorkerPolicy(
                Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5), 2, 5, Duration.ofMinutes(1));
    }
}
