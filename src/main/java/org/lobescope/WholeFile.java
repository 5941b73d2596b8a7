package org.lobescope;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes files whole or not at all: under another name first, which becomes the file when all is written. Whoever stops
 * the program in between, or runs out of room, keeps what was there before.
 */
public final class WholeFile {
    /** The ending of what is not yet whole; a program that was killed may leave such a file behind. */
    public static final String UNFINISHED = ".part";

    private static final Set<Path> WRITING = ConcurrentHashMap.newKeySet();

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
        Path unfinished = unfinished(file);
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
            WRITING.remove(unfinished);
        }
    }

    /**
     * A name beside the file that nobody else writes to. There are as many names as files are written at once: Java keeps
     * each for the end of the program, and thousands of files must not make thousands of names.
     */
    private static Path unfinished(Path file) {
        for (int n = 1; ; n++) {
            Path path =
                    file.resolveSibling(".lobescope-" + ProcessHandle.current().pid() + "-" + n + UNFINISHED);
            if (WRITING.add(path)) {
                return path;
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
        // Libraries wrap what the system said in words of their own.
        Throwable first = e;
        while (first.getCause() instanceof IOException cause) {
            first = cause;
        }
        String message = first.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
