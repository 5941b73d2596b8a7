package org.lobescope;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files whole or not at all: under another name first, which becomes the file when all is written. Whoever stops
 * the program in between, or runs out of room, keeps what was there before.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Fills a file. */
    @FunctionalInterface
    public interface Content {
        void write(Path file) throws IOException;
    }

    /**
     * Writes a file, in place of an older one of that name.
     *
     * @throws Problem when it could not be written
     */
    public static void write(Path file, Content content) {
        Path unfinished = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        unfinished.toFile().deleteOnExit();
        try {
            content.write(unfinished);
            try {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw problem(file, e);
        } finally {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                // it goes when the program ends
            }
        }
    }

    /**
     * Makes a folder where there is none.
     *
     * @throws Problem when there is none and it cannot be made
     */
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Problem("The folder " + folder + " could not be made (" + reason(e) + "): choose another.", e);
        }
    }

    private static Problem problem(Path file, IOException e) {
        String remedy = e instanceof AccessDeniedException
                ? "choose a folder that you may write to."
                : "free some room or choose another folder.";
        return new Problem(file + " could not be written (" + reason(e) + "): " + remedy, e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
