package org.lobescope.ui.task;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * An action of the window's thread that is asked for often and done once: requests that come before it ran are one.
 *
 * <p>May be asked from any thread.
 */
public final class Soon {
    private final Runnable action;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** An action for the window's thread. */
    public Soon(Runnable action) {
        this.action = action;
    }

    /** Has the action run, soon and once. */
    public void ask() {
        if (asked.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                asked.set(false);
                action.run();
            });
        }
    }
}
