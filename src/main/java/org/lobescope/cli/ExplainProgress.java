package org.lobescope.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.DoubleAdder;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far all images are: a bar where somebody watches, else a line per image. */
final class ExplainProgress implements AutoCloseable {
    /** Steps of the bar per explanation: maps grow in fractions. */
    private static final int STEPS = 100;

    private final PrintWriter lines;
    private final int images;
    private final DoubleAdder explanations = new DoubleAdder();
    private final @Nullable ProgressBar bar;
    private int finished;

    ExplainProgress(PrintWriter lines, boolean watched, int images, int methods) {
        this.lines = lines;
        this.images = images;
        this.bar = watched
                ? new ProgressBarBuilder()
                        .setTaskName("Explaining")
                        .setInitialMax((long) STEPS * images * methods)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                        .setUnit(" maps", STEPS)
                        .hideEta()
                        .setUpdateIntervalMillis(100)
                        .clearDisplayOnFinish()
                        .setConsumer(new Interrupted())
                        .build()
                : null;
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
            if (images > 1) {
                lines.println("[" + finished + "/" + images + "] " + report.file()
                        + (report.complete() ? "" : ": not everything worked"));
                lines.flush();
            }
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
