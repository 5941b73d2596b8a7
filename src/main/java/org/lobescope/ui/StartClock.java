package org.lobescope.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ChangeListener;
import org.lobescope.service.RequestState;
import org.lobescope.ui.tile.TileModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log how long after the start of the process the window could be used and the first map was there. */
final class StartClock {
    private static final Logger LOG = LoggerFactory.getLogger(StartClock.class);

    /** The first frame may still be on its way when the second is made. */
    private static final int FRAMES = 3;

    private final Instant begun = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    private final ChangeListener<RequestState> look = (o, before, now) -> look(now);
    private final ExplorerModel model;

    /** Watches a window that is about to be shown; to be called on its thread. */
    StartClock(ExplorerModel model) {
        this.model = model;
    }

    /** Begins to count frames and to look at the tiles. */
    void start() {
        model.tiles().all().forEach(tile -> tile.state().addListener(look));
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames == FRAMES) {
                    stop();
                    tell("window drawn");
                }
            }
        }.start();
    }

    private void look(RequestState now) {
        if (now instanceof RequestState.Finished) {
            for (TileModel tile : model.tiles().all()) {
                tile.state().removeListener(look);
            }
            tell("first map");
        }
    }

    private void tell(String what) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() * 1e-3;
        LOG.info("{} {} s after the start", what, String.format(Locale.ROOT, "%.2f", seconds));
    }
}
