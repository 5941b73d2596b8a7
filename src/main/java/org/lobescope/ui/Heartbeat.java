package org.lobescope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/** Asks the window's thread again and again for a sign of life: how long it takes to come is how long the window hangs. */
final class Heartbeat implements AutoCloseable {
    private static final long PAUSE_MILLIS = 4;

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final List<Double> seconds = new ArrayList<>();

    Heartbeat() {
        heart.scheduleAtFixedRate(this::beat, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (waiting.compareAndSet(false, true)) {
            long asked = System.nanoTime();
            Platform.runLater(() -> {
                synchronized (seconds) {
                    seconds.add((System.nanoTime() - asked) * 1e-9);
                }
                waiting.set(false);
            });
        }
    }

    /** How long each sign took to come, in seconds, since this was last asked. */
    List<Double> take() {
        synchronized (seconds) {
            List<Double> taken = List.copyOf(seconds);
            seconds.clear();
            return taken;
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
    }
}
