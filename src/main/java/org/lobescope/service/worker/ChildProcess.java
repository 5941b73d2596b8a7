package org.lobescope.service.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A program that may crash or hang: what it prints is heard for a while, then it is killed and left alone. */
public final class ChildProcess {
    private ChildProcess() {}

    /**
     * Runs it until it has said what is awaited.
     *
     * @param command the program and its arguments
     * @return the first such line; empty when it ended without one
     * @throws IOException when it does not start, or this thread is interrupted
     * @throws TimeoutException when it had neither said it nor ended by then
     */
    public static Optional<String> line(List<String> command, Duration patience, Predicate<String> awaited)
            throws IOException, TimeoutException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        // A thread of its own: one that hangs in a driver does not end when it is killed, and keeps its output open.
        Thread.ofPlatform().daemon().name("child-process").start(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && !awaited.test(line)) {
                    line = lines.readLine();
                }
                answer.complete(Optional.ofNullable(line));
            } catch (IOException e) {
                answer.complete(Optional.empty());
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("it was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
