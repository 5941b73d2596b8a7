package org.lobescope.ui.status;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.lobescope.service.ExplanationService;

/** Asks the service now and then what it does. */
public final class StatusController implements AutoCloseable {
    private static final Duration EVERY = Duration.millis(500);

    private final Timeline clock;

    /** Asks from now on. */
    public StatusController(ExplanationService service, StatusModel status) {
        clock = new Timeline(
                new KeyFrame(Duration.ZERO, e -> status.service().set(service.status())), new KeyFrame(EVERY));
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
    }

    /** Asks no more: a clock that runs would keep the whole window in memory. */
    @Override
    public void close() {
        clock.stop();
    }
}
