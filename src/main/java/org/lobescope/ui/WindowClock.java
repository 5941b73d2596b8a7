package org.lobescope.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.lobescope.Problem;

/** Measures how long after an action the window's state is as a person waits for it. Called from any other thread. */
final class WindowClock {
    private static final long PATIENCE_MINUTES = 10;

    private final List<ObservableValue<?>> watched;

    /**
     * A clock.
     *
     * @param watched all that what is waited for depends on
     */
    WindowClock(List<? extends ObservableValue<?>> watched) {
        this.watched = List.copyOf(watched);
    }

    /** Seconds from the action to what is waited for. */
    double seconds(Runnable action, BooleanSupplier until) throws InterruptedException {
        return seconds(action, List.of(until)).getFirst();
    }

    /**
     * Seconds from the action, on the window's thread, until each of the things that are waited for; none of them may hold
     * before.
     */
    List<Double> seconds(Runnable action, List<BooleanSupplier> until) throws InterruptedException {
        CompletableFuture<List<Double>> times = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                new Watch(until, times).begin(action);
            } catch (RuntimeException e) {
                times.completeExceptionally(e);
            }
        });
        return get(times);
    }

    /** Runs an action on the window's thread and waits until it is done. */
    static void run(Runnable action) throws InterruptedException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                action.run();
                done.complete(true);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        get(done);
    }

    static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new Problem("The window did not answer for " + PATIENCE_MINUTES + " minutes.", e);
        }
    }

    /** One measurement; lives on the window's thread. */
    private final class Watch {
        private final List<BooleanSupplier> until;
        private final CompletableFuture<List<Double>> times;
        private final List<Double> seconds;
        private final ChangeListener<Object> look = (o, before, now) -> look();
        private long begun;

        Watch(List<BooleanSupplier> until, CompletableFuture<List<Double>> times) {
            this.until = until;
            this.times = times;
            this.seconds = new ArrayList<>(Collections.nCopies(until.size(), Double.NaN));
        }

        void begin(Runnable action) {
            watched.forEach(value -> value.addListener(look));
            begun = System.nanoTime();
            action.run();
            look();
        }

        private void look() {
            double now = (System.nanoTime() - begun) * 1e-9;
            for (int i = 0; i < until.size(); i++) {
                if (seconds.get(i).isNaN() && until.get(i).getAsBoolean()) {
                    seconds.set(i, now);
                }
            }
            if (seconds.stream().noneMatch(d -> d.isNaN()) && !times.isDone()) {
                watched.forEach(value -> value.removeListener(look));
                times.complete(List.copyOf(seconds));
            }
        }
    }
}
