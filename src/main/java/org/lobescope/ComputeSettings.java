package org.lobescope;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What a person has set about computing on this machine, for the window and the command line; it holds from the next start.
 *
 * @param threads that compute at once; empty: one per core
 * @param cacheFolder where results are kept between runs; empty: the usual one
 * @param cacheMegabytes that results may take on the disk, 0 for none; empty: the usual amount
 */
public record ComputeSettings(OptionalInt threads, Optional<Path> cacheFolder, OptionalLong cacheMegabytes) {
    /** Nothing was set. */
    public static final ComputeSettings USUAL =
            new ComputeSettings(OptionalInt.empty(), Optional.empty(), OptionalLong.empty());

    private static final String THREADS = "threads";
    private static final String FOLDER = "cache.folder";
    private static final String MEGABYTES = "cache.megabytes";
    private static final int MOST_THREADS = 1024;

    /** The file of the user. */
    public static Path file() {
        return UserFolders.current().data().resolve("compute.properties");
    }

    /** What the user has set; what makes no sense counts as not set. */
    public static ComputeSettings current() {
        return read(file());
    }

    /** What a file says; nothing where there is none or it can't be read. */
    public static ComputeSettings read(Path file) {
        Properties values = PropertiesFile.read(file);
        OptionalLong threads = number(values.getProperty(THREADS), 1, MOST_THREADS);
        return new ComputeSettings(
                threads.isPresent() ? OptionalInt.of((int) threads.getAsLong()) : OptionalInt.empty(),
                folder(values.getProperty(FOLDER)),
                number(values.getProperty(MEGABYTES), 0, Long.MAX_VALUE >> 20));
    }

    private static OptionalLong number(@org.jspecify.annotations.Nullable String text, long least, long most) {
        try {
            long number = text == null ? least - 1 : Long.parseLong(text.strip());
            return number < least || number > most ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Path> folder(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes them.
     *
     * @throws Problem when that does not work
     */
    public void write(Path file) {
        Properties values = new Properties();
        threads.ifPresent(n -> values.setProperty(THREADS, Integer.toString(n)));
        cacheFolder.ifPresent(path -> values.setProperty(FOLDER, path.toString()));
        cacheMegabytes.ifPresent(n -> values.setProperty(MEGABYTES, Long.toString(n)));
        PropertiesFile.write(file, values, "Lobescope: computing on this machine");
    }

    /** How many threads compute at once. */
    public int threadsHere() {
        return threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }
}
