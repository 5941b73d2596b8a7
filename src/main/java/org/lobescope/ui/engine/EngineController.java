package org.lobescope.ui.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lobescope.service.engine.ByteWords;
import org.lobescope.service.engine.DownloadProspect;
import org.lobescope.service.engine.EngineChoice;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.task.LatestTask;

/** Chooses the PyTorch in the background, one thing at a time, and tells how it goes. */
public final class EngineController implements EngineActions, AutoCloseable {
    private final Supplier<EngineChoice> choice;
    private final EngineModel model;
    private final NoticeModel notices;
    private final BooleanSupplier seen;
    private final Supplier<Optional<Path>> askForFolder;
    private final LatestTask task;
    private final LatestTask look;
    private volatile DownloadProgress progress;

    /**
     * A controller of that model.
     *
     * @param choice asked in the background: it is made when it is first needed, not while the window opens
     * @param seen whether the page is on show; a download that ends unseen is told by a message
     * @param askForFolder asks a person
     */
    public EngineController(
            Supplier<EngineChoice> choice,
            EngineModel model,
            NoticeModel notices,
            BooleanSupplier seen,
            Supplier<Optional<Path>> askForFolder,
            Executor background) {
        this.choice = choice;
        this.model = model;
        this.notices = notices;
        this.seen = seen;
        this.askForFolder = askForFolder;
        this.task = new LatestTask(background);
        this.look = new LatestTask(background);
        this.progress = new DownloadProgress(model);
    }

    @Override
    public void chooseFolder() {
        askForFolder
                .get()
                .ifPresent(folder -> work(
                        "Trying it in a process of its own …",
                        () -> choice.get().choose(folder),
                        this::taken));
    }

    @Override
    public void offerDownload() {
        work(
                "Looking for a GPU …",
                () -> choice.get().prospect(),
                prospect -> model.prospect().set(prospect));
    }

    @Override
    public void decline() {
        model.prospect().set(null);
    }

    @Override
    public void download() {
        DownloadProspect prospect = model.prospect().get();
        if (prospect == null || prospect.offer().isEmpty()) {
            return;
        }
        model.prospect().set(null);
        DownloadProgress mine = new DownloadProgress(model);
        progress = mine;
        model.downloading().set(true);
        work("Downloading …", () -> choice.get().download(prospect.offer().get(), mine), this::taken);
    }

    @Override
    public void stop() {
        progress.stop();
    }

    @Override
    public void useOwn() {
        work(
                "Going back …",
                () -> {
                    choice.get().forget();
                    return true;
                },
                done -> say("From the next start on the program's own PyTorch computes."));
    }

    @Override
    public void remove() {
        work("Deleting …", () -> choice.get().remove(), bytes -> say(ByteWords.of(bytes) + " are free again."));
    }

    private void taken(List<String> devices) {
        say("It works. From the next start on it computes on " + String.join(", ", devices) + ".");
    }

    private void say(String sentence) {
        model.done().set(sentence);
        if (!seen.getAsBoolean()) {
            notices.done(sentence, null);
        }
    }

    private <T> void work(String words, Callable<T> what, Consumer<T> then) {
        if (model.isBusy().get()) {
            return;
        }
        model.done().set("");
        model.problem().set("");
        model.busy().set(words);
        task.run(
                what,
                result -> {
                    ended();
                    then.accept(result);
                },
                sentence -> {
                    ended();
                    model.problem().set(sentence);
                    if (!seen.getAsBoolean()) {
                        notices.problem(sentence);
                    }
                });
    }

    private void ended() {
        model.busy().set("");
        model.downloading().set(false);
        model.progressWords().set("");
        model.progress().set(0);
        refresh();
    }

    /** Looks anew what is chosen and what is on the disk. */
    public void refresh() {
        look.run(() -> choice.get().state(), model.state()::set, model.problem()::set);
    }

    /** The window is closed: a download stops, and goes on when it is asked for again. */
    @Override
    public void close() {
        stop();
    }
}
