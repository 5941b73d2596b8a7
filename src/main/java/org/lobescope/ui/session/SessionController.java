package org.lobescope.ui.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.lobescope.classifier.Classifier;
import org.lobescope.session.CarriedSession;
import org.lobescope.session.Session;
import org.lobescope.session.SessionFile;
import org.lobescope.ui.Dialogs;
import org.lobescope.ui.ExplorerModel;
import org.lobescope.ui.Outside;
import org.lobescope.ui.task.LatestTask;

/** Saves sessions and opens them again; what is missing is asked for. */
public final class SessionController {
    private final ExplorerModel model;
    private final Outside outside;
    private final Dialogs dialogs;
    private final SessionRestore restore;
    private final SessionSnapshot snapshot;
    private final Consumer<Path> recent;
    private final LatestTask reading;
    private final LatestTask writing;

    /**
     * A controller whose long work runs on {@code background}.
     *
     * @param recent hears of every session file that was opened or saved
     */
    public SessionController(
            ExplorerModel model,
            Outside outside,
            Dialogs dialogs,
            SessionRestore restore,
            SessionSnapshot snapshot,
            Consumer<Path> recent,
            Executor background) {
        this.model = model;
        this.outside = outside;
        this.dialogs = dialogs;
        this.restore = restore;
        this.snapshot = snapshot;
        this.recent = recent;
        this.reading = new LatestTask(background);
        this.writing = new LatestTask(background);
    }

    /** Whether a file that was dropped, chosen or named is a session rather than an image, by its name. */
    public static boolean named(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT);
        return name.endsWith(".json") || name.endsWith(".pdf") || name.endsWith(".svg");
    }

    /** Opens the session of a PNG figure; what carries none is an image. */
    public void openFigure(Path png, Runnable otherwise) {
        reading.run(
                () -> CarriedSession.inPng(png),
                figure -> {
                    if (figure) {
                        open(png);
                    } else {
                        otherwise.run();
                    }
                },
                this::refuse);
    }

    /** Opens no session any more that is still being looked at. */
    public void forget() {
        reading.forget();
        model.status().busy().set("");
    }

    /** Whether a file may be a figure or an image of the sky. */
    public static boolean ambiguous(Path file) {
        return String.valueOf(file.getFileName())
                .toLowerCase(java.util.Locale.ROOT)
                .endsWith(".png");
    }

    /** Saves to the file of the session; asks for one where there is none. */
    public void save() {
        Path file = model.session().file().get();
        if (file == null) {
            saveAs();
        } else {
            save(file);
        }
    }

    /** Asks for a file and saves there. */
    public void saveAs() {
        Optional<Session> taken = snapshot.take();
        if (taken.isEmpty()) {
            nothing();
            return;
        }
        String name = model.source().opened().get().image().name().replaceFirst("\\.[^.]*$", "");
        dialogs.saveSession(name + ".lobescope.json").ifPresent(this::save);
    }

    private void nothing() {
        model.notices().problem("There is no image yet whose session could be saved; open one first.");
    }

    /** Saves to a file. */
    public void save(Path file) {
        Optional<Session> taken = snapshot.take();
        if (taken.isEmpty()) {
            nothing();
            return;
        }
        model.status().busy().set("Saving " + file.getFileName() + " …");
        writing.run(
                () -> {
                    SessionFile.write(file, snapshot.complete(taken.get()));
                    return file;
                },
                saved -> {
                    model.status().busy().set("");
                    model.session().file().set(saved);
                    recent.accept(saved);
                    model.notices().done("The session was saved to " + saved.getFileName() + ".", saved);
                },
                this::refuse);
    }

    /** Asks for a session, or a figure that carries one, and opens it. */
    public void openByDialog() {
        dialogs.chooseSession().ifPresent(this::open);
    }

    /** Opens a session, or the one that a figure carries. */
    public void open(Path file) {
        open(file, true);
    }

    /**
     * Opens a session that was not saved by a person.
     *
     * @param own whether the window belongs to that file from then on
     */
    void open(Path file, boolean own) {
        model.status().busy().set("Reading " + file.getFileName() + " …");
        reading.run(
                () -> CarriedSession.read(file),
                carried -> {
                    model.status().busy().set("");
                    locate(carried.session(), file, own && !carried.figure());
                },
                this::refuse);
    }

    /** Asks where the files are that are not where the session says. */
    private void locate(Session session, Path file, boolean own) {
        String name = String.valueOf(file.getFileName());
        Session found = session;
        if (session.image().file().isPresent()) {
            Optional<Path> image = place(session.image().file().get(), file, "the image");
            if (image.isEmpty()) {
                missing(name, session.image().file().get());
                return;
            }
            Session.Image before = session.image();
            found = found.with(new Session.Image(image, "", before.sha256(), before.hdu(), before.plane()));
        }
        if (session.classifier().file().isPresent()) {
            Optional<Path> network = place(session.classifier().file().get(), file, "the network");
            if (network.isEmpty()) {
                missing(name, session.classifier().file().get());
                return;
            }
            found = found.with(new Session.Network(
                    session.classifier().id(), network, session.classifier().sha256()));
        }
        read(found, file, own);
    }

    private void missing(String name, Path file) {
        model.notices()
                .problem(name + " was not opened: " + file.getFileName() + " is not at " + file
                        + "; open the session again and show where the file is now.");
    }

    /** Where the session says, else beside the session, else where a person says. */
    private Optional<Path> place(Path wanted, Path sessionFile, String what) {
        if (Files.exists(wanted)) {
            return Optional.of(wanted);
        }
        Path beside = SessionFile.folder(sessionFile).resolve(wanted.getFileName());
        return Files.isRegularFile(beside) ? Optional.of(beside) : dialogs.locate(what, wanted);
    }

    private void read(Session session, Path file, boolean own) {
        String name = String.valueOf(file.getFileName());
        model.status().busy().set("Restoring " + name + " …");
        reading.run(
                () -> Restored.read(session, name, outside),
                restored -> {
                    model.status().busy().set("");
                    Classifier classifier = restored.opened().classifier();
                    model.question().remember(classifier, restored.where());
                    restore.show(restored);
                    model.session().file().set(own ? file : null);
                    if (own) {
                        recent.accept(file);
                    }
                    restored.doubts().forEach(model.notices()::problem);
                },
                this::refuse);
    }

    private void refuse(String reason) {
        model.status().busy().set("");
        model.notices().problem(reason);
    }
}
