package org.lobescope.ui.adding;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ModelCandidate;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Target;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torchscript.ScriptTrial;
import org.lobescope.service.ExplanationService;
import org.lobescope.ui.adding.AddingModel.Tried;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.task.LatestTask;

/** Reads a network file, tries it on the open image with every change, and saves it with its card. */
public final class AddingController {
    private final ExplanationService service;
    private final SourceModel source;
    private final AddingModel model;
    private final NoticeModel notices;
    private final Optional<Path> folder;
    private final ScriptTrial trial;
    private final Consumer<Path> added;
    private final LatestTask reading;
    private final LatestTask trying;
    private final LatestTask saving;

    /**
     * The page's actions.
     *
     * @param folder of the user's classifiers; empty: files stay where they are, and their cards are not saved
     * @param trial finds out what files take and give that only PyTorch itself can run
     * @param added gets the file that can be chosen now
     */
    public AddingController(
            ExplanationService service,
            SourceModel source,
            AddingModel model,
            NoticeModel notices,
            Optional<Path> folder,
            ScriptTrial trial,
            Consumer<Path> added,
            Executor background) {
        this.service = service;
        this.source = source;
        this.model = model;
        this.notices = notices;
        this.folder = folder;
        this.trial = trial;
        this.added = added;
        reading = new LatestTask(background);
        trying = new LatestTask(background);
        saving = new LatestTask(background);
        InvalidationListener change = o -> tryOut();
        model.name().addListener(change);
        model.recipe().addListener(change);
        model.mean().addListener(change);
        model.deviation().addListener(change);
        model.classes().addListener((InvalidationListener) o -> {
            model.classes().forEach(name -> name.addListener(change));
            tryOut();
        });
    }

    /** Reads a network file and opens the page. */
    public void begin(Path file) {
        reading.run(
                () -> ModelCandidate.read(file, new ImageShape(0, 0, 0), trial),
                candidate -> {
                    model.take(candidate);
                    model.open().set(true);
                    tryOut();
                },
                notices::problem);
    }

    private void tryOut() {
        ModelCandidate file = model.candidate().get();
        if (file == null || model.classes().size() != file.classCount()) {
            return;
        }
        ModelCandidate complete;
        try {
            complete = model.complete(file);
        } catch (Problem problem) {
            model.problem().set(String.valueOf(problem.getMessage()));
            model.tried().set(null);
            return;
        }
        model.problem().set("");
        var opened = source.opened().get();
        if (opened == null) {
            model.tried().set(null);
            return;
        }
        Classifier classifier = complete.classifier();
        trying.run(
                () -> classifier.prepare(opened.image()),
                prepared -> {
                    model.tried().set(new Tried(prepared, null));
                    ask(classifier, prepared);
                },
                this::failed);
    }

    private void ask(Classifier classifier, PreparedImage prepared) {
        service.classify(
                classifier.fitting(prepared),
                prepared,
                logits -> Platform.runLater(() -> {
                    if (isShown(prepared)) {
                        answered(prepared, logits);
                    }
                }),
                reason -> Platform.runLater(() -> {
                    if (isShown(prepared)) {
                        failed(reason);
                    }
                }));
    }

    private boolean isShown(PreparedImage prepared) {
        Tried shown = model.tried().get();
        return shown != null && shown.image() == prepared;
    }

    private void answered(PreparedImage prepared, float[] logits) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                failed("The network answers the open image with " + logit
                        + ": prepare it in another way, or export the network again.");
                return;
            }
        }
        model.tried().set(new Tried(prepared, Target.probabilities(logits)));
    }

    private void failed(String reason) {
        model.tried().set(null);
        model.problem().set(reason);
    }

    /** Saves the classifier and lets it look at the image. */
    public void add() {
        ModelCandidate file = model.candidate().get();
        if (file == null || !model.problem().get().isEmpty()) {
            return;
        }
        ModelCandidate complete = model.complete(file);
        saving.run(
                () -> folder.isPresent() ? complete.save(folder.get(), false) : complete.file(),
                saved -> {
                    model.open().set(false);
                    added.accept(saved);
                },
                reason -> model.problem().set(reason.replace(", or replace that one with --replace", "")));
    }
}
