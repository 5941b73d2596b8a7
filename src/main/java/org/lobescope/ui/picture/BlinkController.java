package org.lobescope.ui.picture;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.util.Duration;

/** Turns the maps on and off while they blink. */
public final class BlinkController implements AutoCloseable {
    private static final Duration EACH = Duration.millis(700);

    private final Timeline clock;

    /**
     * Follows the model.
     *
     * @param overlay whether the maps are shown
     */
    public BlinkController(BlinkModel blink, BooleanProperty overlay) {
        clock = new Timeline(new KeyFrame(EACH, e -> overlay.set(!overlay.get())));
        clock.setCycleCount(Animation.INDEFINITE);
        blink.blinking().addListener((o, before, now) -> {
            if (now) {
                overlay.set(!overlay.get());
                clock.playFromStart();
            } else {
                clock.stop();
                overlay.set(true);
            }
        });
    }

    /** Blinks no more. */
    @Override
    public void close() {
        clock.stop();
    }
}
