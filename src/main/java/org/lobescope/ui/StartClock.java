package org.lobescope.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.shape.Rectangle;
import org.lobescope.service.RequestState;
import org.lobescope.ui.tile.TileModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log how long after the start of the process the window could be used and the first map was there. */
final class StartClock {
    private static final Logger LOG = LoggerFactory.getLogger(StartClock.class);

    /** In the second frame the first one is on its way to the screen. */
    private static final int FRAMES = 2;

    /** Units of times in /proc, per second; the same on all Linux systems. */
    private static final double USER_HZ = 100;

    /** The place of a process's start in /proc/self/stat, counted from the name's bracket on. */
    private static final int START_TIME = 19;

    private final ChangeListener<RequestState> look = (o, before, now) -> look(now);
    private final ExplorerModel model;

    /** Watches a window that is about to be shown; to be called on its thread. */
    StartClock(ExplorerModel model) {
        this.model = model;
    }

    /**
     * Begins to count frames and to look at the tiles.
     *
     * @param drawn what to do when the window has been drawn
     */
    void start(Runnable drawn) {
        model.tiles().all().forEach(tile -> tile.state().addListener(look));
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames == FRAMES) {
                    stop();
                    onceRendered(() -> {
                        tell("window drawn");
                        drawn.run();
                    });
                }
            }
        }.start();
    }

    /** What is rendered comes after the frames that were begun before, and after it what brings those to the screen. */
    private static void onceRendered(Runnable action) {
        new Rectangle(1, 1)
                .snapshot(
                        result -> {
                            Platform.runLater(action);
                            return null;
                        },
                        null,
                        null);
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
        LOG.info("{} {} s after the start", what, String.format(Locale.ROOT, "%.2f", seconds()));
    }

    /** Since this process began. Java knows its start only to the second on Linux, so the system is asked there. */
    private static double seconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String uptime = Files.readString(Path.of("/proc/uptime"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')))
                    - Double.parseDouble(fields[START_TIME]) / USER_HZ;
        } catch (IOException | RuntimeException e) { // not Linux
            Instant begun = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
            return Duration.between(begun, Instant.now()).toMillis() * 1e-3;
        }
    }
}
