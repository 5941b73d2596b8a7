package org.lobescope.ui.engine;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.lobescope.service.engine.ByteWords;
import org.lobescope.service.engine.DownloadPace;
import org.lobescope.service.engine.DownloadWatch;

/** Brings the progress of a download into the model, not more often than the window can show it. */
final class DownloadProgress implements DownloadWatch {
    private static final int MINUTE = 60;

    private final EngineModel model;
    private final DownloadPace pace = new DownloadPace();
    private final AtomicReference<@Nullable News> news = new AtomicReference<>();
    private volatile boolean stopped;

    private record News(Step step, String words, double fraction) {}

    DownloadProgress(EngineModel model) {
        this.model = model;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    @Override
    public void at(Step step, String what, long done, long all) {
        pace.at(System.nanoTime(), done);
        String words = step.words() + " " + what + " · " + ByteWords.of(done) + " of " + ByteWords.of(all)
                + (step == Step.FETCHING ? left(pace.secondsLeft(all)) : "");
        if (news.getAndSet(new News(step, words, (double) done / all)) == null) {
            Platform.runLater(this::show);
        }
    }

    private static String left(OptionalLong seconds) {
        if (seconds.isEmpty()) {
            return "";
        }
        long s = seconds.getAsLong();
        return " · " + (s < 2 * MINUTE ? s + " s" : s / MINUTE + " min") + " left";
    }

    private void show() {
        News newest = news.getAndSet(null);
        if (newest != null && model.downloading().get()) {
            model.progress().set(newest.fraction);
            model.progressWords().set(newest.words);
        }
    }
}
