package org.lobescope.ui.source;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Target;
import org.lobescope.service.ExplanationService;
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
public final class SourceController {
    private final ExplanationService service;
    private final Function<Path, RadioImage> read;
    private final BiFunction<Classifier, RadioImage, PreparedImage> prepare;
    private final SourceModel source;
    private final QuestionModel question;
    private final StatusModel status;
    private final NoticeModel notices;
    private final Consumer<Path> opened;
    private final Consumer<String> noAnswer;
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
            Function<Path, RadioImage> read,
            BiFunction<Classifier, RadioImage, PreparedImage> prepare,
            SourceModel source,
            QuestionModel question,
            StatusModel status,
            NoticeModel notices,
            Executor background,
            Consumer<Path> opened,
            Consumer<String> noAnswer) {
        this.service = service;
        this.read = read;
        this.prepare = prepare;
        this.source = source;
        this.question = question;
        this.status = status;
        this.notices = notices;
        this.opened = opened;
        this.noAnswer = noAnswer;
        this.opening = new LatestTask(background);
        question.classifier().addListener((o, before, now) -> {
            Runnable waiting = whenThereIsOne;
            whenThereIsOne = null;
            if (now != null && waiting != null) {
                waiting.run();
            }
        });
    }

    /** Opens a file with the classifier that is chosen. */
    public void open(Path file) {
        open(String.valueOf(file.getFileName()), file.toString(), () -> read.apply(file), () -> opened.accept(file));
    }

    /** Opens a simulated image that comes with the program. */
    public void open(Sample sample) {
        open(sample.title(), "simulated sample: " + sample.title(), sample::read, () -> {});
    }

    private void open(String words, String origin, Supplier<RadioImage> reading, Runnable done) {
        Classifier classifier = question.classifier().get();
        if (classifier == null) {
            status.busy().set("Waiting for a classifier …");
            whenThereIsOne = () -> open(words, origin, reading, done);
            return;
        }
        status.busy().set("Reading " + words + " …");
        opening.run(
                () -> prepared(origin, reading.get(), classifier),
                fresh -> {
                    show(fresh);
                    done.run();
                },
                this::refuse);
    }

    /** Lets another classifier look at the image. */
    public void choose(Classifier classifier) {
        Opened now = source.opened().get();
        if (now == null) {
            question.classifier().set(classifier);
            service.warmUp(classifier);
            return;
        }
        status.busy().set("Preparing the image …");
        opening.run(() -> prepared(now.origin(), now.image(), classifier), this::show, this::refuse);
    }

    private Opened prepared(String origin, RadioImage image, Classifier classifier) {
        PreparedImage prepared = prepare.apply(classifier, image);
        return new Opened(origin, image, classifier.fitting(prepared), prepared);
    }

    private void refuse(String sentence) {
        status.busy().set("");
        notices.problem(sentence);
    }

    private void show(Opened fresh) {
        status.busy().set("");
        source.logits().set(null);
        question.classifier().set(fresh.classifier());
        source.opened().set(fresh);
        service.classify(
                fresh.classifier(),
                fresh.prepared(),
                logits -> Platform.runLater(() -> answer(fresh, logits, null)),
                reason -> Platform.runLater(() -> answer(fresh, null, reason)));
    }

    private void answer(Opened asked, float @Nullable [] logits, @Nullable String reason) {
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
        question.classIndex().set(best);
        source.logits().set(logits);
    }
}
