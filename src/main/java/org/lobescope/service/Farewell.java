package org.lobescope.service;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a service that closes waits for its threads, and until the listeners have been told the end of their requests. */
public final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private Farewell() {}

    /**
     * Lets no new work in, and waits.
     *
     * @param threads of the service
     * @param last the mailboxes of the requests that were stopped
     * @param seconds for the threads, and for each listener
     */
    public static void of(ExecutorService threads, List<Mailbox> last, long seconds) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
                LOG.warn("closing did not wait any longer for what is still being computed");
            }
            for (Mailbox mailbox : last) {
                mailbox.delivered().get(seconds, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("closing did not wait any longer for a listener", e);
        }
    }
}
