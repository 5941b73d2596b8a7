package org.lobescope.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.lobescope.service.engine.ByteWords;
import org.lobescope.service.engine.DownloadWatch;

/** How far a download is: a bar with the time that is left where somebody watches; else a line for each file. */
final class DownloadBar implements DownloadWatch, AutoCloseable {
    private static final long MEGA = 1_000_000;

    private final PrintWriter lines;
    private final boolean watched;
    private @Nullable ProgressBar bar;
    private String told = "";

    DownloadBar(PrintWriter lines, boolean watched) {
        this.lines = lines;
        this.watched = watched;
    }

    @Override
    public void at(Step step, String what, long done, long all) {
        String words = step.words() + " " + what;
        if (!watched) {
            if (!words.equals(told)) {
                told = words;
                lines.println(words + " (" + ByteWords.of(done) + " of " + ByteWords.of(all) + ")");
                lines.flush();
            }
            return;
        }
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName("Downloading")
                    .setInitialMax(all)
                    .startsFrom(done, java.time.Duration.ZERO)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUnit(" MB", MEGA)
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .build();
            bar = shown;
        }
        shown.stepTo(done);
        if (!words.equals(told)) {
            told = words;
            shown.setExtraMessage(" " + (words.length() > 40 ? words.substring(0, 39) + "…" : words));
        }
    }

    /** Whoever watches it stops the program. */
    @Override
    public boolean stopped() {
        return false;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
