package org.lobescope.ui.task;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.lobescope.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work off the window's thread and hands over only the newest answer: an older piece of work that ends later is
 * forgotten (after MZmine's LatestTaskScheduler).
 */
public final class LatestTask {
    private static final Logger LOG = LoggerFactory.getLogger(LatestTask.class);

    private final Executor background;
    private final AtomicLong newest = new AtomicLong();

    /** Work runs on {@code background}. */
    public LatestTask(Executor background) {
        this.background = background;
    }

    /**
     * Does the work; exactly one of the two receivers is called, on the window's thread, unless newer work was asked
     * for meanwhile.
     *
     * @param work runs in the background; a {@link Problem} is for people, everything else goes to the log as well
     * @param done gets the result
     * @param failed gets one sentence
     */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        long mine = newest.incrementAndGet();
        background.execute(() -> {
            try {
                T result = work.call();
                deliver(mine, () -> done.accept(result));
            } catch (Problem problem) {
                LOG.info("{}", problem.getMessage(), problem);
                deliver(mine, () -> failed.accept(String.valueOf(problem.getMessage())));
            } catch (Exception | OutOfMemoryError e) {
                LOG.error("unexpected", e);
                String what = e instanceof OutOfMemoryError ? "there is not enough memory for it" : e.toString();
                deliver(mine, () -> failed.accept("That did not work: " + what + "; the log has the details."));
            }
        });
    }

    /** Forgets what is under way. */
    public void forget() {
        newest.incrementAndGet();
    }

    private void deliver(long mine, Runnable news) {
        Platform.runLater(() -> {
            if (mine == newest.get()) {
                news.run();
            }
        });
    }
}
