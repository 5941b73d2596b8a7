package org.lobescope.service.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A program that may crash or hang: what it prints is heard for a while, then it is ended and left alone. */
final class ChildProcess {
    private ChildProcess() {}

    /**
     * Runs it until it has said what is awaited.
     *
     * @return the first such line; empty when it ended without one, or said nothing for too long
     * @throws IOException when it does not start
     */
    static Optional<String> line(ProcessBuilder program, Duration patience, Predicate<String> awaited)
            throws IOException {
        Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
