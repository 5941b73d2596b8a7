package org.lobescope.service.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.lobescope.DeepestCause;
import org.lobescope.Problem;
import org.lobescope.Version;

/**
 * Brings one archive from its host into a file. A connection that breaks is made anew and goes on where it stopped, and so
 * does the next try of a person who has stopped it.
 */
final class ArchiveFetch {
    private static final int TRIES = 5;
    private static final int BUFFER = 1 << 17;
    private static final long GLANCE_MILLIS = 100;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Optional<URI> mirror;
    private final Duration patience;
    private final Duration pause;

    /**
     * Fetches.
     *
     * @param mirror in place of the public hosts
     * @param patience with a server that says nothing
     * @param pause before the first new try; each further one is twice as long
     */
    ArchiveFetch(HttpClient client, Optional<URI> mirror, Duration patience, Duration pause) {
        this.client = client;
        this.mirror = mirror;
        this.patience = patience;
        this.pause = pause;
    }

    /** The server that is asked in place of the public hosts, if one was named. */
    Optional<URI> mirror() {
        return mirror;
    }

    /**
     * Fetches what is still missing of it.
     *
     * @param part the file that is not yet whole
     * @param done gets the bytes that are there
     * @throws Problem when it does not come, is another file, cannot be written, or was stopped; what has come stays
     */
    void fetch(Archive archive, Path part, DownloadWatch watch, LongConsumer done) {
        int failures = 0;
        long before = 0;
        while (true) {
            try {
                long have = Files.exists(part) ? Files.size(part) : 0;
                if (have == archive.bytes()) {
                    return;
                }
                if (have > before) {
                    failures = 0; // it gets on
                    before = have;
                }
                receive(archive, part, have, watch, done);
            } catch (IOException e) {
                check(watch);
                if (++failures > TRIES) {
                    throw new Problem(
                            archive.name() + " could not be downloaded from "
                                    + archive.address(mirror).getHost() + " (" + reason(e)
                                    + "): check the network and start the download again, it goes on where it stopped.",
                            e);
                }
                rest(pause.toMillis() << (failures - 1), watch);
            }
        }
    }

    private void receive(Archive archive, Path part, long have, DownloadWatch watch, LongConsumer done)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(archive.address(mirror))
                .timeout(patience)
                .header("User-Agent", "Lobescope/" + Version.CURRENT.program());
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = send(request.build(), watch);
        try (InputStream body = response.body()) {
            long start = start(archive, part, have, response);
            OptionalLong length = response.headers().firstValueAsLong("Content-Length");
            if (length.isPresent() && start + length.getAsLong() != archive.bytes()) {
                throw other(archive, start + length.getAsLong());
            }
            try (StallGuard stall = new StallGuard(body, patience, watch::stopped)) {
                copy(archive, body, part, start, stall, watch, done);
            }
        }
        if (Files.size(part) < archive.bytes()) {
            throw new IOException("the connection ended early");
        }
    }

    /** Where in the file the answer begins. */
    private static long start(Archive archive, Path part, long have, HttpResponse<InputStream> response)
            throws IOException {
        int code = response.statusCode();
        if (code == PARTIAL
                && response.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes " + have + "-"))
                        .isPresent()) {
            return have;
        }
        if (code == OK) {
            return 0;
        }
        if (code == PARTIAL || code == NOT_SATISFIABLE) {
            Files.deleteIfExists(part);
            throw new IOException("the server does not go on where it was asked to");
        }
        String answer = "the server answers " + code;
        if (code == TIMEOUT || code == TOO_MANY || code >= SERVER_ERROR) {
            throw new IOException(answer);
        }
        throw new Problem(archive.name() + " could not be downloaded: " + answer + " for " + response.uri()
                + ". Look for a newer Lobescope, or use a PyTorch that is installed.");
    }

    private void copy(
            Archive archive,
            InputStream body,
            Path part,
            long start,
            StallGuard stall,
            DownloadWatch watch,
            LongConsumer done)
            throws IOException {
        long there = start;
        try (OutputStream out = open(part, start > 0)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                stall.alive();
                if (there + n > archive.bytes()) {
                    throw other(archive, there + n);
                }
                try {
                    out.write(buffer, 0, n);
                } catch (IOException e) {
                    throw unwritten(part, e);
                }
                there += n;
                done.accept(there);
                check(watch);
            }
        }
    }

    private static OutputStream open(Path part, boolean append) {
        try {
            return Files.newOutputStream(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw unwritten(part, e);
        }
    }

    /** Sends the request; looks up now and then whether it is still wanted. */
    private HttpResponse<InputStream> send(HttpRequest request, DownloadWatch watch) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        while (true) {
            try {
                return answer.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (watch.stopped()) {
                    answer.cancel(true);
                    throw stopped();
                }
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw stopped();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            }
        }
    }

    private static void rest(long millis, DownloadWatch watch) {
        try {
            for (long left = millis; left > 0; left -= GLANCE_MILLIS) {
                check(watch);
                Thread.sleep(Math.min(left, GLANCE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
    }

    /** Goes no further when it is not wanted any more. */
    static void check(DownloadWatch watch) {
        if (watch.stopped()) {
            throw stopped();
        }
    }

    private static Problem stopped() {
        return new Problem(
                "The download was stopped; what has come is kept, and the next download goes on from there.");
    }

    private Problem other(Archive archive, long bytes) {
        return new Problem(archive.name() + " from " + archive.address(mirror).getHost()
                + " is not the file that Lobescope knows (" + bytes + " bytes in place of " + archive.bytes()
                + "): it was not taken.");
    }

    private static Problem unwritten(Path part, IOException e) {
        return new Problem(
                part + " could not be written (" + reason(e) + "): free some room and start the download again.", e);
    }

    private static String reason(Throwable e) {
        Throwable first = DeepestCause.of(e);
        String said = first.getMessage();
        return said == null || said.isBlank() ? first.getClass().getSimpleName() : said;
    }
}
