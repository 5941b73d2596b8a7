package org.lobescope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lobescope.figure.LearningCurves;
import org.lobescope.training.EpochResult;
import org.lobescope.training.FurtherImages;
import org.lobescope.training.LabelledImage;
import org.lobescope.training.LabelledImages;
import org.lobescope.training.SeedSeries;
import org.lobescope.training.TrainingJob;

/** How far a training is: a line per epoch with the time that is left, and the curves as a picture that grows. */
final class TrainingProgress implements TrainingJob.Listener {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final PrintWriter lines;
    private final boolean watched;
    private final int epochs;
    private final Path curves;
    private int before;
    private volatile boolean stop;
    private long begun = System.nanoTime();

    TrainingProgress(PrintWriter lines, boolean watched, int epochs, Path model) {
        this.lines = lines;
        this.watched = watched;
        this.epochs = epochs;
        this.curves =
                model.resolveSibling(String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "") + "-curves.png");
    }

    /** Says what the images are, and how many were left out because they are near a test image. */
    void begins(LabelledImages images, int leftOut, FurtherImages further) {
        lines.println(images.images().size() + " images: " + counts(images.images())
                + (leftOut > 0 ? "; " + leftOut + " more were left out because they are near test images" : ""));
        List<LabelledImage> more = further.images().toList();
        if (!more.isEmpty() || further.near() > 0) {
            lines.println(more.size() + " further images: " + counts(more) + "; " + further.near()
                    + " were left out because they are near others");
        }
        lines.flush();
    }

    private static String counts(List<LabelledImage> images) {
        return images.stream()
                .collect(Collectors.groupingBy(
                        image -> image.className() + (image.split().isEmpty() ? "" : " " + image.split()),
                        java.util.TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void loaded(int training, int validation, int epochsBefore) {
        before = epochsBefore;
        begun = System.nanoTime();
        lines.println("Learning from " + training + " images, validating with " + validation
                + (before > 0 ? "; going on after epoch " + before : ""));
        lines.flush();
    }

    @Override
    public void step(int epoch, int step, int steps) {
        if (watched) {
            double done = epoch - 1 - before + step / (double) steps;
            lines.printf(
                    Locale.ROOT,
                    "\r\u001b[Kepoch %d of %d, step %d of %d, %s left",
                    epoch,
                    epochs,
                    step,
                    steps,
                    left(done, epochs - before));
            lines.flush();
        }
    }

    @Override
    public void epoch(List<EpochResult> results, int best) {
        EpochResult last = results.getLast();
        lines.printf(
                Locale.ROOT,
                "%sepoch %d of %d: loss %.4f, validation %.4f and %.1f %%, lowest in epoch %d; %s left%n",
                watched ? "\r\u001b[K" : "",
                last.epoch(),
                epochs,
                last.trainingLoss(),
                last.validationLoss(),
                100 * last.validationAccuracy(),
                best,
                left(last.epoch() - before, epochs - before));
        lines.flush();
        LearningCurves.write(curves, results, best);
    }

    private String left(double done, double all) {
        Duration time = Duration.ofMillis(
                Math.round((System.nanoTime() - begun) / (double) NANOS_PER_MILLI / done * (all - done)));
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    @Override
    public boolean cancelled() {
        return stop;
    }

    /** Asks the training to stop after the step under way. */
    void stop() {
        stop = true;
    }

    /** Says how to go on. */
    void stopped() {
        lines.println((watched ? "\r\u001b[K" : "") + "Stopped; the same command goes on from the last whole epoch.");
        lines.flush();
    }

    /** Says what came of it. */
    void done(PrintWriter out, SeedSeries.Result result) {
        for (SeedSeries.Trained trained : result.all()) {
            TrainingJob.Outcome outcome = trained.outcome();
            String test = outcome.testAccuracy().isPresent()
                    ? String.format(
                            Locale.ROOT,
                            ", test %.1f %%",
                            100 * outcome.testAccuracy().getAsDouble())
                    : "";
            out.printf(
                    Locale.ROOT,
                    "seed %d: validation loss %.4f, accuracy %.1f %%%s%n",
                    trained.seed(),
                    outcome.validationLoss(),
                    100 * outcome.validationAccuracy(),
                    test);
        }
        if (result.all().size() > 1) {
            result.meanTest()
                    .ifPresent(mean -> out.printf(
                            Locale.ROOT,
                            "test accuracy %.1f +- %.1f %% over %d seeds%n",
                            100 * mean,
                            100 * result.spreadTest(),
                            result.all().size()));
            out.println("chosen by validation: seed " + result.chosen().seed());
        }
        out.println(result.model());
        out.flush();
    }
}
