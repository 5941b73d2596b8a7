package org.lobescope.service;

import java.util.function.Consumer;

/**
 * A request on its way through the service: what is asked, its place in the line, and its listener.
 *
 * <p>The place in line at submission decides the order of starting; the task's standing, which waiting others may raise,
 * decides whose chunks run first.
 */
final class RequestInFlight implements Ticket, Comparable<RequestInFlight> {
    private final ExplanationRequest request;
    private final ExplanationKey key;
    private final Standing standing;
    private final Task task;
    private final Mailbox mailbox;
    private final Consumer<RequestInFlight> stop;

    RequestInFlight(
            ExplanationRequest request,
            ExplanationKey key,
            Standing standing,
            Mailbox mailbox,
            Consumer<RequestInFlight> stop) {
        this.request = request;
        this.key = key;
        this.standing = standing;
        this.task = new Task(standing);
        this.mailbox = mailbox;
        this.stop = stop;
    }

    ExplanationRequest request() {
        return request;
    }

    ExplanationKey key() {
        return key;
    }

    Standing standing() {
        return standing;
    }

    Task task() {
        return task;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public void cancel() {
        stop.accept(this);
    }

    @Override
    public RequestState await() throws InterruptedException {
        return mailbox.await();
    }

    @Override
    public int compareTo(RequestInFlight other) {
        return standing.compareTo(other.standing);
    }
}
