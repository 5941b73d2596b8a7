package org.lobescope.service;

/** A request that is under way. */
public interface Ticket {
    /** Stops it within one batch; it ends in Stopped unless it had ended already. */
    void cancel();

    /** Waits until it has ended, and tells how. */
    RequestState await() throws InterruptedException;
}
