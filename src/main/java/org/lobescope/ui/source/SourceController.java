package org.lobescope.ui.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Target;
import org.lobescope.service.ExplanationService;
import org.lobescope.sky.ImageEntry;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Samples.Sample;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.question.QuestionModel;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.status.StatusModel;
import org.lobescope.ui.task.LatestTask;

/**
 * Opens images and changes the classifier. What can't be opened leaves everything as it was and is said in a sentence.
 */
public final class SourceController implements SourceActions {
    /** A key press changes the width of the cut-out by so many pixels. */
    private static final int SIZE_STEP = 10;

    private final ExplanationService service;
    private final Function<Path, ImageFile> open;
    private final SourceModel source;
    private final QuestionModel question;
    private final StatusModel status;
    private final NoticeModel notices;
    private final Consumer<Path> opened;
    private final Consumer<String> noAnswer;
    private final Executor background;
    private final LatestTask opening;
    private @Nullable Runnable whenThereIsOne;

    /**
     * A controller whose long work runs on {@code background}.
     *
     * @param opened hears of every file that was opened
     * @param noAnswer hears why the classifier can't answer at all
     */
    public SourceController(
            ExplanationService service,
            Function<Path, ImageFile> open,
            SourceModel source,
            QuestionModel question,
            StatusModel status,
            NoticeModel notices,
            Executor background,
            Consumer<Path> opened,
            Consumer<String> noAnswer) {
        this.service = service;
        this.open = open;
        this.source = source;
        this.question = question;
        this.status = status;
        this.notices = notices;
        this.opened = opened;
        this.noAnswer = noAnswer;
        this.background = background;
        this.opening = new LatestTask(background);
        question.classifier().addListener((o, before, now) -> {
            Runnable waiting = whenThereIsOne;
            whenThereIsOne = null;
            if (now != null && waiting != null) {
                waiting.run();
            }
        });
    }

    /** An image as it was read, with where it came from. */
    private record Read(Place place, RadioImage image) {}

    /** Opens the first image of a file with the classifier that is chosen. */
    public void open(Path file) {
        open(String.valueOf(file.getFileName()), () -> read(file), () -> opened.accept(file));
    }

    /** Opens a simulated image that comes with the program. */
    public void open(Sample sample) {
        open(sample.title(), () -> new Read(Place.of(sample), sample.read()), () -> {});
    }

    private Read read(Path file) {
        ImageFile found = open.apply(file);
        ImageEntry first = found.images().getFirst();
        int plane = found.firstPlane(first);
        return new Read(Place.of(file, found.images(), first, plane), found.read(first, plane, first.centre()));
    }

    /** Shows another image of the file that is open, or another plane of it. */
    public void show(ImageEntry image, int plane) {
        Opened now = source.opened().get();
        if (now == null || now.place().file().isEmpty()) {
            return;
        }
        Path file = now.place().file().get();
        if (now.place().image().equals(Optional.of(image)) && now.place().plane() == plane) {
            return;
        }
        open(
                now.place().brief() + ", plane " + (plane + 1),
                () -> new Read(
                        Place.of(file, now.place().images(), image, plane),
                        open.apply(file).read(image, plane, image.centre())),
                () -> {});
    }

    private void open(String words, Supplier<Read> reading, Runnable done) {
        // Not at once: a window that is being opened with an image is drawn first.
        background.execute(() -> Platform.runLater(() -> {
            if (!status.busy().get().isEmpty()) {
                source.expect();
            }
        }));
        Classifier classifier = question.classifier().get();
        if (classifier == null) {
            status.busy().set("Waiting for a classifier …");
            FutureTask<Read> ahead = new FutureTask<>(reading::get); // meanwhile
            background.execute(ahead);
            whenThereIsOne = () -> open(words, () -> result(ahead), done);
            return;
        }
        status.busy().set("Reading " + words + " …");
        opening.run(
                () -> {
                    Read read = reading.get();
                    return Opened.of(read.place(), read.image(), classifier, classifier.prepare(read.image()));
                },
                fresh -> {
                    show(fresh);
                    done.run();
                },
                this::refuse);
    }

    private static Read result(FutureTask<Read> reading) {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException failure -> failure;
                case Error failure -> throw failure;
                case null, default -> new IllegalStateException(e.getCause());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("The image was not read: the program is closing.", e);
        }
    }

    /** Lets another classifier look at the image. */
    public void choose(Classifier classifier) {
        Opened now = source.opened().get();
        if (now == null) {
            question.classifier().set(classifier);
            service.warmUp(classifier);
            return;
        }
        CutOut central = classifier.central(now.image());
        CutOut there = now.prepared().cutOut();
        CutOut before = now.classifier().central(now.image());
        if (there.equals(before)) {
            prepare(now, classifier, central);
            return;
        }
        // What was set by hand is kept: the place, and the size where it is not the network's own.
        CutOut own = CutOut.around(there.centre(), central.width(), central.height());
        boolean resized = there.width() != before.width();
        prepare(
                now,
                classifier,
                resized ? classifier.resized(now.image(), own, there.width()) : own.within(now.image()));
    }

    @Override
    public void moveCutOut(CutOut to) {
        Opened now = source.opened().get();
        if (now != null) {
            source.moving().set(to.within(now.image()));
        }
    }

    @Override
    public void resizeCutOut(double width) {
        Opened now = source.opened().get();
        CutOut part = source.cutOut();
        if (now != null && part != null) {
            source.moving().set(now.classifier().resized(now.image(), part, width));
        }
    }

    @Override
    public void growCutOut(int steps) {
        Opened now = source.opened().get();
        CutOut part = source.cutOut();
        if (now != null && part != null) {
            int step = Math.max(SIZE_STEP, now.classifier().cutOutStep(now.image()));
            resizeCutOut(part.width() + steps * step);
        }
    }

    @Override
    public void takeCutOut() {
        Opened now = source.opened().get();
        CutOut to = source.moving().get();
        if (now == null || to == null || to.equals(now.prepared().cutOut())) {
            source.moving().set(null);
            return;
        }
        prepare(now, now.classifier(), to);
    }

    @Override
    public void centreCutOut() {
        Opened now = source.opened().get();
        if (now != null) {
            source.moving().set(now.classifier().central(now.image()));
            takeCutOut();
        }
    }

    private void prepare(Opened now, Classifier classifier, CutOut part) {
        status.busy().set("Preparing the image …");
        boolean central = part.equals(classifier.central(now.image()));
        opening.run(
                () -> Opened.of(
                        now.place(),
                        now.image(),
                        classifier,
                        central ? classifier.prepare(now.image()) : classifier.prepare(now.image(), part)),
                this::show,
                this::refuse);
    }

    private void refuse(String sentence) {
        status.busy().set("");
        source.refuse();
        notices.problem(sentence);
    }

    private void show(Opened fresh) {
        Opened before = source.opened().get();
        // Another part of the same image is another answer to the same question.
        boolean sameQuestion = before != null
                && before.image() == fresh.image()
                && before.classifier().equals(fresh.classifier());
        show(fresh, sameQuestion);
    }

    /**
     * Shows an image that was read and prepared elsewhere.
     *
     * @param classIndex the class to explain; empty: the most likely one
     */
    public void show(Opened fresh, Optional<Integer> classIndex) {
        opening.forget();
        whenThereIsOne = null;
        classIndex.ifPresent(question.classIndex()::set);
        show(fresh, classIndex.isPresent());
    }

    private void show(Opened fresh, boolean sameQuestion) {
        status.busy().set("");
        source.moving().set(null);
        source.logits().set(null);
        question.classifier().set(fresh.classifier());
        source.opened().set(fresh);
        service.classify(
                fresh.classifier(),
                fresh.prepared(),
                logits -> Platform.runLater(() -> answer(fresh, logits, null, sameQuestion)),
                reason -> Platform.runLater(() -> answer(fresh, null, reason, sameQuestion)));
    }

    private void answer(Opened asked, float @Nullable [] logits, @Nullable String reason, boolean sameQuestion) {
        if (source.opened().get() != asked) {
            return;
        }
        if (logits == null) {
            String sentence = reason == null ? "The classifier gave no answer." : reason;
            notices.problem(sentence);
            noAnswer.accept(sentence);
            return;
        }
        double[] p = Target.probabilities(logits);
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            best = p[i] > p[best] ? i : best;
        }
        if (!sameQuestion) {
            question.classIndex().set(best);
        }
        source.logits().set(logits);
    }
}
