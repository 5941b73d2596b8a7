package org.lobescope.ui.engine;

import java.util.OptionalLong;
import org.lobescope.service.engine.ByteWords;
import org.lobescope.service.engine.DownloadPace;
import org.lobescope.service.engine.DownloadWatch;
import org.lobescope.ui.task.Newest;

/** Brings the progress of a download into the model, not more often than the window can show it. */
final class DownloadProgress implements DownloadWatch {
    private static final int MINUTE = 60;

    private final EngineModel model;
    private final DownloadPace pace = new DownloadPace();
    private final Newest<News> post = new Newest<>(this::show);
    private volatile boolean stopped;

    private record News(String words, double fraction) {}

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
        post.accept(new News(words, (double) done / all));
    }

    private static String left(OptionalLong seconds) {
        if (seconds.isEmpty()) {
            return "";
        }
        long s = seconds.getAsLong();
        return " · " + (s < 2 * MINUTE ? s + " s" : s / MINUTE + " min") + " left";
    }

    private void show(News news) {
        if (model.downloading().get()) {
            model.progress().set(news.fraction);
            model.progressWords().set(news.words);
        }
    }
}
