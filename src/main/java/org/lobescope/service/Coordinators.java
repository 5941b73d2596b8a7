package org.lobescope.service;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Lets a bounded number of requests compute at once: the rest waits in line, so that memory and the methods' own
 * arithmetic stay bounded.
 *
 * <p>The bound counts only requests of the same or a higher priority: what somebody looks at does not wait for what runs
 * in the background.
 */
final class Coordinators {
    private final int limit;
    private final Executor threads;
    private final Function<RequestInFlight, Runnable> work;
    private final PriorityQueue<RequestInFlight> waiting = new PriorityQueue<>();
    private final List<RequestInFlight> running = new ArrayList<>();

    /**
     * A line.
     *
     * @param work computes a request, and returns what is left to do when the next one may begin: telling the result
     */
    Coordinators(int limit, Executor threads, Function<RequestInFlight, Runnable> work) {
        this.limit = limit;
        this.threads = threads;
        this.work = work;
    }

    synchronized void submit(RequestInFlight request) {
        waiting.add(request);
        startWhatMay();
    }

    /** Takes a request out of the line; one that runs already is left to end by itself. */
    synchronized void remove(RequestInFlight request) {
        waiting.remove(request);
    }

    private void startWhatMay() {
        while (!waiting.isEmpty() && mayStart(waiting.peek())) {
            RequestInFlight next = waiting.remove();
            running.add(next);
            threads.execute(() -> run(next));
        }
    }

    private boolean mayStart(RequestInFlight request) {
        int priority = request.standing().priority();
        return running.stream().filter(r -> r.standing().priority() >= priority).count() < limit;
    }

    private void run(RequestInFlight request) {
        Runnable rest = () -> {};
        try {
            rest = work.apply(request);
        } finally {
            synchronized (this) {
                running.remove(request);
                startWhatMay();
            }
        }
        rest.run();
    }
}
