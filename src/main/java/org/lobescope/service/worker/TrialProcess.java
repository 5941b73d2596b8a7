package org.lobescope.service.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
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
        Optional<String> answer;
        try {
            answer = ChildProcess.line(words, patience, TrialMain::isAnswer);
        } catch (TimeoutException e) {
            throw broken(
                    file, "was run by PyTorch for " + patience.toSeconds() + " s and did not come to an end", null);
        } catch (IOException e) {
            throw broken(file, "could not be tried in a process of its own, since " + e.getMessage(), e);
        }
        String line = answer.orElseThrow(
                () -> broken(file, "crashed PyTorch, in a process of its own that did no harm", null));
        if (line.equals(TrialMain.NOTHING)) {
            return Optional.empty();
        }
        if (line.startsWith(TrialMain.PROBLEM)) {
            throw new Problem(line.substring(TrialMain.PROBLEM.length()));
        }
        try {
            return Optional.of(TrialMain.found(line));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken(file, "answered in a way that is not understood", e);
        }
    }

    private static Problem broken(Path file, String what, @Nullable Exception cause) {
        String sentence = "The network in " + file.getFileName() + " cannot be converted, and it " + what
                + ": export it as ONNX, " + ExportAdvice.EXPORT + ".";
        return cause == null ? new Problem(sentence) : new Problem(sentence, cause);
    }
}
