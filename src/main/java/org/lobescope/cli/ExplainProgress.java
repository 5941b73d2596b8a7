package org.lobescope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far all images are: a bar with the time that is left where somebody watches; else a line per image, or for many
 * images one now and then.
 */
final class ExplainProgress implements AutoCloseable {
    /** Steps of the bar per explanation: maps grow in fractions. */
    private static final int STEPS = 100;

    /** Up to so many images each gets a line of its own. */
    private static final int FEW = 10;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter lines;
    private final int images;
    private final DoubleAdder explanations = new DoubleAdder();
    private final @Nullable ProgressBar bar;
    private final long begun = System.nanoTime();
    private long toldAt = begun;
    private int finished;

    ExplainProgress(PrintWriter lines, boolean watched, int images, int methods) {
        this.lines = lines;
        this.images = images;
        this.bar = watched && images > 0 ? bar(methods) : null;
    }

    private ProgressBar bar(int methods) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("Explaining")
                .setInitialMax((long) STEPS * images * methods)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .setUnit(" maps", STEPS)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish()
                .setConsumer(new Interrupted());
        return (images == 1 ? builder.hideEta() : builder).build();
    }

    /** Some explanations, or parts of one, are done. */
    void advance(double part) {
        explanations.add(part);
        if (bar != null) {
            bar.stepTo(Math.round(STEPS * explanations.sum()));
        }
    }

    /** An image begins. */
    void begins(String name) {
        if (bar != null) {
            bar.setExtraMessage(name);
        }
    }

    /** An image is done; its results are printed by the action, which the bar must not run through. */
    void finished(ImageReport report, Runnable results) {
        finished++;
        if (bar == null) {
            tell(report);
            results.run();
        } else {
            synchronized (this) {
                System.err.print("\r\u001b[K");
                System.err.flush();
                results.run();
            }
            bar.refresh();
        }
    }

    /** Says a sentence between the results. */
    void say(String sentence) {
        synchronized (this) {
            if (bar != null) {
                System.err.print("\r\u001b[K");
                System.err.flush();
            }
            lines.println(sentence);
            lines.flush();
        }
    }

    private void tell(ImageReport report) {
        long now = System.nanoTime();
        if (images > 1 && images <= FEW) {
            lines.println("[" + finished + "/" + images + "] " + report.file()
                    + (report.complete() ? "" : ": not everything worked"));
        } else if (images > 1 && (now - toldAt > PAUSE_NANOS || finished == images)) {
            toldAt = now;
            double seconds = (now - begun) * 1e-9;
            lines.println(String.format(
                    Locale.ROOT,
                    "[%d/%d] %.3g images per second%s",
                    finished,
                    images,
                    finished / seconds,
                    finished == images ? "" : ", " + time(seconds / finished * (images - finished)) + " left"));
        }
        lines.flush();
    }

    /** {@code 45 s}, {@code 12 min}, {@code 5 h 20 min}. */
    private static String time(double seconds) {
        long minutes = Math.round(seconds / 60);
        if (minutes < 2) {
            return Math.round(seconds) + " s";
        }
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Draws the bar, but never into results that are being printed. */
    private final class Interrupted extends ConsoleProgressBarConsumer {
        Interrupted() {
            super(System.err);
        }

        @Override
        public void accept(String text) {
            synchronized (ExplainProgress.this) {
                super.accept(text);
            }
        }
    }
}
