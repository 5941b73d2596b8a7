package org.lobescope.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.session.Session;
import org.lobescope.session.SessionFile;
import org.lobescope.ui.notice.NoticeModel;
import org.lobescope.ui.notice.NoticeModel.Action;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state of the window in a file while the program runs. The file goes when the window is closed; one that is
 * still there at the next start is left from a program that was killed, and is offered.
 */
public final class Autosave implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);
    private static final String NAME = "unsaved-";
    private static final String ENDING = ".json";
    private static final Duration EVERY = Duration.seconds(3);

    private final Path folder;
    private final Path file;
    private final SessionSnapshot snapshot;
    private final Executor background;
    private final Timeline clock;
    private volatile @Nullable Session latest;
    private volatile List<Path> older = List.of();
    private volatile boolean closed;

    /**
     * Saves from now on.
     *
     * @param folder for the file, one for each program that runs
     */
    public Autosave(Path folder, SessionSnapshot snapshot, Executor background) {
        this.folder = folder;
        this.file = folder.resolve(NAME + ProcessHandle.current().pid() + ENDING);
        this.snapshot = snapshot;
        this.background = background;
        this.clock = new Timeline(new KeyFrame(EVERY, e -> save()));
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
    }

    /** Saves the state where it has changed. */
    public void save() {
        Optional<Session> taken = snapshot.take();
        if (taken.isEmpty() || taken.get().equals(latest)) {
            return;
        }
        latest = taken.get();
        background.execute(this::write);
    }

    /** Writes the latest state, whichever of two threads comes last. */
    private synchronized void write() {
        Session session = latest;
        if (closed || session == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            SessionFile.write(file, snapshot.complete(session));
            older.forEach(Autosave::delete);
            older = List.of();
        } catch (IOException | Problem e) {
            LOG.info("the state is not saved", e);
        }
    }

    /**
     * Offers what a program that was killed left behind.
     *
     * @param open opens a session that belongs to no file
     */
    public void offer(NoticeModel notices, SessionController open) {
        List<Path> left = left();
        if (left.isEmpty()) {
            return;
        }
        Path newest = left.getFirst();
        String what;
        try {
            what = words(SessionFile.read(newest));
        } catch (Problem e) {
            LOG.info("what was left behind is not readable", e);
            left.forEach(Autosave::delete);
            return;
        }
        notices.offer(
                "Lobescope ended unexpectedly last time, with " + what + " open.",
                List.of(
                        new Action("Restore it", () -> {
                            // They stay until this program has saved the state itself.
                            older = left;
                            open.open(newest, false);
                        }),
                        new Action("Forget it", () -> left.forEach(Autosave::delete))));
    }

    private static String words(Session session) {
        String image = session.image()
                .file()
                .map(path -> String.valueOf(path.getFileName()))
                .orElse("the sample " + session.image().sample());
        return image + " and the classifier " + session.classifier().id();
    }

    /** Files of programs that run no longer, the newest first. */
    private List<Path> left() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Autosave::orphan)
                    .sorted(Comparator.comparing((Path f) -> f.toFile().lastModified())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            LOG.info("{} is not readable", folder, e);
            return List.of();
        }
    }

    private static boolean orphan(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!name.matches(NAME + "\\d{1,18}" + ENDING)) {
            return false;
        }
        long pid = Long.parseLong(name.substring(NAME.length(), name.length() - ENDING.length()));
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.info("{} can't be deleted", path, e);
        }
    }

    /** The window is closed as it should be: nothing is left behind. */
    @Override
    public void close() {
        clock.stop();
        closed = true;
        synchronized (this) {
            delete(file);
        }
    }
}
