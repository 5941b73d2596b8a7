package org.lobescope.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lobescope.ComputeSettings;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.WholeFile;
import org.lobescope.explain.Explanation;
import org.lobescope.network.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps explanations as files in a folder, one each, up to a number of bytes: those that were not used for longest go
 * first. Any number of processes may share the folder: files are written whole, and one that is damaged, foreign or gone
 * is just not there.
 *
 * <p>When a file was used last is its time of change.
 */
public final class DiskStore implements ExplanationStore {
    /** Megabytes that the user's store may take; 0: nothing is kept. */
    public static final String SETTING = "LOBESCOPE_CACHE_MB";

    private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);
    private static final long USUAL_MEGABYTES = 1024;

    /** What was computed in less time is as soon computed again as read, seconds. */
    private static final double WORTH_KEEPING = 0.05;

    private static final String ENDING = ".map";
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}\\" + ENDING);

    /** How many explanations may wait for being written; others are let go. */
    private static final int WAITING = 16;

    private static final long FAREWELL_SECONDS = 20;

    /** What is not whole after that time was left behind by a program that was killed. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path folder;
    private final long capacity;
    private final double worth;
    private final StoredKey keys;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("store-", 1).factory());

    /** Bytes written since the folder was last looked through: used by the writer only. */
    private long sinceSweep;

    private boolean swept;
    private boolean warned;

    /**
     * A store.
     *
     * @param folder need not exist
     * @param capacity bytes
     * @param worth seconds from which on a result is worth a file
     * @param keys the names of files
     */
    DiskStore(Path folder, long capacity, double worth, StoredKey keys) {
        this.folder = folder;
        this.capacity = capacity;
        this.worth = worth;
        this.keys = keys;
    }

    /**
     * The store of whoever runs the program, in the folder that the system has for that, as large as the environment
     * variable {@link #SETTING} says.
     *
     * @throws Problem when the variable holds no number
     */
    public static ExplanationStore ofUser() {
        return ofUser(Optional.empty());
    }

    /**
     * The same, for results that are computed in a program like this one.
     *
     * @param device that was asked for
     */
    public static ExplanationStore ofUser(Optional<Device> device) {
        return ofUser(() -> StoredKey.ofThisProgram(device));
    }

    /**
     * The same, for results that are computed elsewhere.
     *
     * @param program what their bits depend on beside the question; empty while it is not known: then nothing is found and
     *     nothing kept
     */
    public static ExplanationStore ofUser(Supplier<Optional<String>> program) {
        return of(UserFolders.current(), ComputeSettings.current(), System.getenv(), new StoredKey(program));
    }

    static ExplanationStore of(UserFolders folders, Map<String, String> environment) {
        return of(folders, ComputeSettings.USUAL, environment);
    }

    static ExplanationStore of(UserFolders folders, ComputeSettings settings, Map<String, String> environment) {
        return of(folders, settings, environment, new StoredKey(() -> StoredKey.ofThisProgram(Optional.empty())));
    }

    /** The environment has the last word about the amount. */
    private static ExplanationStore of(
            UserFolders folders, ComputeSettings settings, Map<String, String> environment, StoredKey keys) {
        String said = environment.getOrDefault(SETTING, "").strip();
        long megabytes;
        try {
            megabytes = said.isEmpty() ? settings.cacheMegabytes().orElse(USUAL_MEGABYTES) : Long.parseLong(said);
        } catch (NumberFormatException e) {
            throw new Problem(
                    "The environment variable " + SETTING + " is '" + said
                            + "': give it the megabytes that results may take on the disk, or 0 to keep none.",
                    e);
        }
        if (megabytes <= 0) {
            return NONE;
        }
        Path folder = settings.cacheFolder().orElse(folders.cache()).resolve("explanations");
        long bytes = Math.min(megabytes, Long.MAX_VALUE >> 20) << 20;
        return new DiskStore(folder, bytes, WORTH_KEEPING, keys);
    }

    @Override
    public Optional<Explanation> find(ExplanationRequest request) {
        Optional<String> key = keys.of(request);
        return key.flatMap(name -> read(folder.resolve(name + ENDING), name, request));
    }

    private Optional<Explanation> read(Path file, String key, ExplanationRequest request) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            Explanation explanation = StoredExplanation.read(bytes, key, request);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(explanation);
        } catch (NoSuchFileException e) {
            LOG.debug("{} has just gone", file);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.info("{} is of no use and is removed", file, e);
            remove(file);
        }
        return Optional.empty();
    }

    @Override
    public void keep(ExplanationRequest request, Explanation explanation) {
        if (explanation.seconds() < worth) {
            return;
        }
        try {
            writer.execute(() -> write(request, explanation));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, or the disk is slower than the methods: not kept");
        }
    }

    private void write(ExplanationRequest request, Explanation explanation) {
        try {
            Optional<String> key = keys.of(request);
            if (key.isEmpty()) {
                return;
            }
            byte[] bytes = StoredExplanation.bytes(key.get(), explanation);
            if (bytes.length > capacity) {
                return;
            }
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(key.get() + ENDING), path -> Files.write(path, bytes));
            sinceSweep += bytes.length;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (!warned) {
                LOG.warn("results cannot be kept in {}", folder, e);
            }
            warned = true;
        }
        // Others may write here too: they are not counted, but found when it is looked through the next time.
        if (!swept || sinceSweep > capacity / 16) {
            sweep();
        }
    }

    private record Kept(Path file, long bytes, FileTime used) {}

    /** Removes what was not used for longest until the rest fits, and what was left behind. */
    private void sweep() {
        swept = true;
        sinceSweep = 0;
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> look(file).ifPresent(all::add));
        } catch (IOException | RuntimeException e) {
            LOG.info("{} cannot be looked through", folder, e);
        }
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        all.sort(Comparator.comparing(Kept::used));
        for (Kept oldest : all) {
            if (bytes <= capacity - capacity / 16) {
                break;
            }
            remove(oldest.file);
            bytes -= oldest.bytes;
        }
    }

    /** One of our files; what was left behind is removed, and what is not ours is left alone. */
    private static Optional<Kept> look(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            if (OURS.matcher(name).matches() && facts.isRegularFile()) {
                return Optional.of(new Kept(file, facts.size(), facts.lastModifiedTime()));
            }
            if (name.endsWith(WholeFile.UNFINISHED)
                    && facts.lastModifiedTime()
                            .toInstant()
                            .isBefore(Instant.now().minus(LEFT_BEHIND))) {
                remove(file);
            }
        } catch (IOException e) {
            LOG.debug("{} has just gone", file, e);
        }
        return Optional.empty();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.info("{} cannot be removed", file, e);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("closing did not wait any longer for results that are being kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
