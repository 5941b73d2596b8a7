package org.lobescope.service.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lobescope.ContentHash;
import org.lobescope.Problem;
import org.lobescope.network.ExportAdvice;
import org.lobescope.network.ImageShape;
import org.lobescope.network.torchscript.ScriptTrial;

/**
 * Lets PyTorch run a TorchScript file in a child process: one that crashes or does not end takes that with it, not the
 * window. What was found is remembered.
 */
public final class TrialProcess implements ScriptTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Key(String content, ImageShape expected) {}

    private final Supplier<List<String>> command;
    private final Duration patience;
    private final Map<Key, Found> known = new ConcurrentHashMap<>();

    /** Trials by the Java that runs this program. */
    public TrialProcess() {
        this(() -> WorkerCommand.java(TrialMain.class.getName()), PATIENCE);
    }

    /**
     * Trials.
     *
     * @param command the Java that runs {@link TrialMain}
     * @param patience how long one may take
     */
    TrialProcess(Supplier<List<String>> command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    @Override
    public Optional<Found> run(Path file, ImageShape expected) {
        Key key = new Key(ContentHash.of(file), expected);
        Found before = known.get(key);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Found> found = tried(file, expected);
        found.ifPresent(f -> known.put(key, f));
        return found;
    }

    private Optional<Found> tried(Path file, ImageShape expected) {
        List<String> words = new ArrayList<>(command.get());
        words.add(file.toAbsolutePath().toString());
        words.addAll(List.of(
                String.valueOf(expected.channels()),
                String.valueOf(expected.height()),
                String.valueOf(expected.width())));
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw broken(file, "could not be tried in a process of its own, since " + e.getMessage(), e);
        }
        AtomicBoolean late = new AtomicBoolean();
        Thread end = Thread.ofPlatform().daemon().name("trial-end").start(() -> {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    late.set(true);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        });
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(TrialMain.FOUND)) {
                    return Optional.of(TrialMain.found(line));
                }
                if (line.equals(TrialMain.NOTHING)) {
                    return Optional.empty();
                }
                if (line.startsWith(TrialMain.PROBLEM)) {
                    throw new Problem(line.substring(TrialMain.PROBLEM.length()));
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken(file, "answered in a way that is not understood", e);
        } finally {
            process.destroyForcibly();
            end.interrupt();
        }
        throw late.get()
                ? broken(file, "was run by PyTorch for " + patience.toSeconds() + " s and did not come to an end", null)
                : broken(file, "crashed PyTorch, in a process of its own that did no harm", null);
    }

    private static Problem broken(Path file, String what, @Nullable Exception cause) {
        String sentence = "The network in " + file.getFileName() + " cannot be converted, and it " + what
                + ": export it as ONNX, " + ExportAdvice.EXPORT + ".";
        return cause == null ? new Problem(sentence) : new Problem(sentence, cause);
    }
}
