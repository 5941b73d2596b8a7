package org.lobescope.ui.task;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Carries values from service threads to the window's thread. A value that is overtaken by a newer one before the
 * window had time for it is dropped, so a fast sender never floods the window.
 *
 * @param <T> the values; never null
 */
public final class Newest<T> implements Consumer<T> {
    private final AtomicReference<T> pending = new AtomicReference<>();
    private final Consumer<T> receiver;

    /** Values go to {@code receiver} on the window's thread. */
    public Newest(Consumer<T> receiver) {
        this.receiver = receiver;
    }

    @Override
    public void accept(T value) {
        if (pending.getAndSet(value) == null) {
            Platform.runLater(() -> receiver.accept(pending.getAndSet(null)));
        }
    }
}
