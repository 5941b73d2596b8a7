package org.lobescope.service.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.lobescope.service.remote.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child process: started, told the token, asked for its port, ended. */
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final long FAREWELL_SECONDS = 3;
    private static final int SIGNALS = 128;
    private static final int ABORT = 6;
    private static final int KILL = 9;
    private static final int BUS = 7;
    private static final int SEGMENT = 11;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile String last = "";

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a process; it ends with this one.
     *
     * @throws IOException when it cannot be started
     */
    static WorkerProcess start(WorkerCommand command, Token token) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().putIfAbsent("NVIDIA_TF32_OVERRIDE", "0"); // 32-bit floats on every device
        Process process = builder.start();
        WorkerProcess worker = new WorkerProcess(process);
        worker.drain(process.getInputStream(), worker::heard, "worker-output");
        worker.drain(process.getErrorStream(), worker::said, "worker-errors");
        try {
            // Stays open as long as we live.
            process.getOutputStream().write((token.secret() + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("it has ended already", e);
        }
        return worker;
    }

    private void drain(InputStream stream, Consumer<String> line, String name) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String text = in.readLine(); text != null; text = in.readLine()) {
                    line.accept(text);
                }
            } catch (IOException e) {
                LOG.debug("the worker's {} broke", name, e);
            }
            if (stream == process.getInputStream()) {
                port.completeExceptionally(new IOException("the worker ended without a port: " + last));
            }
        });
    }

    private void heard(String text) {
        if (text.startsWith(WorkerMain.READY)) {
            try {
                port.complete(Integer.parseInt(text.substring(WorkerMain.READY.length())));
            } catch (NumberFormatException e) {
                LOG.info("worker: {}", text);
            }
        } else {
            LOG.debug("worker: {}", text);
        }
    }

    private void said(String text) {
        LOG.debug("worker: {}", text);
        if (!text.isBlank()) {
            last = text;
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the port. */
    int port(Duration patience) throws InterruptedException, IOException {
        try {
            return port.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the worker did not start in " + patience.toSeconds() + " s", e);
        }
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets it end by itself, if it is quick. */
    void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("it has ended already", e);
        }
        try {
            if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end and tells how it came, for people. */
    String ending() throws InterruptedException {
        int code = process.waitFor();
        LOG.info("worker {} ended with code {}; its last line: {}", process.pid(), code, last);
        return switch (code - SIGNALS) {
            case KILL -> "was killed from outside, as the system does when memory runs out";
            case SEGMENT, ABORT, BUS -> "crashed in native code";
            default -> "ended with code " + code;
        };
    }
}
