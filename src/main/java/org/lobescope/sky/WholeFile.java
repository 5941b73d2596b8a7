package org.lobescope.sky;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.lobescope.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that appears whole or not at all: it is written beside its place under another name and then moved. What stood
 * there before stays until then.
 */
public final class WholeFile {
    private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);

    private WholeFile() {}

    /** Writes what the file holds. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @throws Problem when there is no room, no permission or no such folder
     */
    public static void write(Path file, Content content) {
        if (Files.isDirectory(file)) {
            throw new Problem(file + " is a folder; choose the name of a file in it.");
        }
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path draft = null;
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            draft = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.writeTo(out);
            }
            move(draft, target);
        } catch (IOException e) {
            discard(draft);
            throw problem(file, e);
        } catch (RuntimeException e) {
            discard(draft);
            throw e;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(@org.jspecify.annotations.Nullable Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", draft, e);
        }
    }

    /** What went wrong when a file was to be written, for people. */
    public static Problem problem(Path file, IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        String lower = String.valueOf(reason).toLowerCase(Locale.ROOT);
        if (lower.contains("no space") || lower.contains("not enough space") || lower.contains("quota")) {
            return new Problem(
                    "There is no room on the disk for " + file + "; free some space or choose another folder.", e);
        }
        if (e instanceof AccessDeniedException || lower.contains("read-only") || lower.contains("not permitted")) {
            return new Problem("You may not write " + file + "; choose another folder.", e);
        }
        if (e instanceof NoSuchFileException) {
            return new Problem("There is no folder for " + file + "; choose another one.", e);
        }
        String why = reason == null || reason.contains("\n") ? e.getClass().getSimpleName() : reason;
        return new Problem(file + " could not be written (" + why + "); choose another folder.", e);
    }
}
