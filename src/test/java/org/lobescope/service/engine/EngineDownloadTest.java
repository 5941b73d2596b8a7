package org.lobescope.service.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;

@Timeout(120)
class EngineDownloadTest {
    @TempDir
    Path folder;

    private FileServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Hears everything, and stops when it has heard enough. */
    private static final class Heard implements DownloadWatch {
        final List<String> steps = new ArrayList<>();
        volatile long done;
        volatile long stopAt = Long.MAX_VALUE;

        @Override
        public void at(Step step, String what, long now, long all) {
            String words = step + " " + what;
            if (steps.isEmpty() || !steps.getLast().equals(words)) {
                steps.add(words);
            }
            assertTrue(now >= 0 && now <= all, now + " of " + all);
            done = now;
        }

        @Override
        public boolean stopped() {
            return done >= stopAt;
        }
    }

    private final Heard heard = new Heard();

    private EngineDownload download() {
        return download(anywhere -> Long.MAX_VALUE, Duration.ofSeconds(60));
    }

    private EngineDownload download(ToLongFunction<Path> free, Duration patience) {
        ArchiveFetch fetch = new ArchiveFetch(
                HttpClient.newHttpClient(), Optional.of(server.address()), patience, Duration.ofMillis(1));
        return new EngineDownload(root(), fetch, free);
    }

    private Path root() {
        return folder.resolve("pytorch");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random random = new Random(7);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                byte[] noise = new byte[300_000]; // does not get smaller
                random.nextBytes(noise);
                zip.write(noise);
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private Archive archive(String name, byte[] bytes) {
        String path = "/packages/" + name;
        server.files.put(path, bytes);
        return new Archive(
                URI.create("https://files.example.org" + path),
                bytes.length,
                sha256(bytes),
                900_000,
                "torch/lib/.*\\.so|torch/version\\.py|.*evil.*");
    }

    private DownloadOffer offer(Archive... archives) {
        return new DownloadOffer("pytorch-1", "linux-x86_64", "12.6", "525.60", 5, 9, List.of(archives));
    }

    private DownloadOffer twoWheels() throws IOException {
        return offer(
                archive("torch-1.whl", zip("torch/lib/libtorch.so", "torch/version.py", "torch/share/unwanted.txt")),
                archive("nvidia-1.whl", zip("torch/lib/libother.so")));
    }

    private String sentence(EngineDownload download, DownloadOffer offer) {
        return String.valueOf(
                assertThrows(Problem.class, () -> download.fetch(offer, heard)).getMessage());
    }

    private List<String> inside(Path where) throws IOException {
        if (!Files.exists(where)) {
            return List.of();
        }
        try (var files = Files.walk(where)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> where.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsWantedIsThereAndNothingElse() throws IOException {
        DownloadOffer offer = twoWheels();
        Path place = download().fetch(offer, heard);
        assertEquals(List.of("torch/lib/libother.so", "torch/lib/libtorch.so", "torch/version.py"), inside(place));
        assertEquals(300_000 + "torch/version.py".length(), Files.size(place.resolve("torch/version.py")));
        assertEquals(List.of("pytorch-1"), names(root()));
        assertEquals(offer.bytes(), heard.done);
        assertEquals(
                List.of(
                        "FETCHING torch-1.whl",
                        "CHECKING torch-1.whl",
                        "UNPACKING torch-1.whl",
                        "FETCHING nvidia-1.whl",
                        "CHECKING nvidia-1.whl",
                        "UNPACKING nvidia-1.whl"),
                heard.steps);
        assertEquals(place, download().fetch(offer, heard));
        assertEquals(2, server.asked.size(), "what is there is not fetched again");
    }

    private static List<String> names(Path where) throws IOException {
        try (var files = Files.list(where)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aWrongChecksumIsRefusedBeforeAnythingIsUnpacked() throws IOException {
        DownloadOffer offer = twoWheels();
        byte[] bytes = Objects.requireNonNull(server.files.get("/packages/torch-1.whl"))
                .clone();
        bytes[1000] ^= 1;
        server.files.put("/packages/torch-1.whl", bytes);
        String said = sentence(download(), offer);
        assertTrue(said.contains("torch-1.whl") && said.contains("checksum"), said);
        assertFalse(Files.exists(root().resolve("pytorch-1")));
        assertEquals(List.of("lock"), inside(root().resolve("pytorch-1.part")));
    }

    @Test
    void aFileOfAnotherLengthIsRefusedAtOnce() throws IOException {
        DownloadOffer offer = twoWheels();
        server.files.put("/packages/torch-1.whl", new byte[5]);
        String said = sentence(download(), offer);
        assertTrue(said.contains("5 bytes"), said);
        assertEquals(1, server.asked.size());
    }

    @Test
    void aCutConnectionGoesOnWhereItStopped() throws IOException {
        DownloadOffer offer = twoWheels();
        server.cut = 200_000;
        server.cuts = 2;
        server.received = end -> heard.done >= end;
        Path place = download().fetch(offer, heard);
        assertEquals(3, inside(place).size());
        assertEquals(
                List.of(
                        "/packages/torch-1.whl",
                        "/packages/torch-1.whl bytes=200000-",
                        "/packages/torch-1.whl bytes=400000-",
                        "/packages/nvidia-1.whl"),
                server.asked);
    }

    @Test
    void aServerWithoutRangesIsAskedForAllOfItAgain() throws IOException {
        DownloadOffer offer = twoWheels();
        server.cut = 200_000;
        server.cuts = 1;
        server.deaf = true;
        assertEquals(3, inside(download().fetch(offer, heard)).size());
    }

    @Test
    void aServerThatNeverGetsOnIsGivenUp() throws IOException {
        DownloadOffer offer = twoWheels();
        server.cut = 0;
        server.cuts = 1000;
        String said = sentence(download(), offer);
        assertTrue(said.contains("torch-1.whl") && said.contains("network"), said);
        assertEquals(6, server.asked.size());
        server.asked.clear();
        server.code = 503;
        said = sentence(download(), offer);
        assertTrue(said.contains("503"), said);
        assertEquals(6, server.asked.size());
        server.asked.clear();
        server.code = 403;
        said = sentence(download(), offer);
        assertTrue(said.contains("403"), said);
        assertEquals(1, server.asked.size(), "no is no");
    }

    @Test
    void aServerThatFallsSilentIsLeftAndAskedAnew() throws IOException {
        DownloadOffer offer = twoWheels();
        server.cut = 150_000;
        server.cuts = 1;
        server.silence = new CountDownLatch(1);
        Path place =
                download(anywhere -> Long.MAX_VALUE, Duration.ofMillis(500)).fetch(offer, heard);
        assertEquals(3, inside(place).size());
        assertEquals("/packages/torch-1.whl bytes=150000-", server.asked.get(1));
    }

    @Test
    void aStoppedDownloadGoesOnTheNextTimeAndIsNeverTakenForWhole() throws IOException {
        DownloadOffer offer = twoWheels();
        long first = offer.archives().getFirst().bytes();
        server.cut = 150_000;
        server.cuts = 1;
        server.silence = new CountDownLatch(1);
        heard.stopAt = 150_000;
        String said = sentence(download(), offer);
        assertTrue(said.contains("stopped"), said);
        assertFalse(Files.exists(root().resolve("pytorch-1")));

        heard.stopAt = first; // in the middle of the first one's unpacking
        assertTrue(sentence(download(), offer).contains("stopped"));
        assertFalse(Files.exists(root().resolve("pytorch-1")));
        heard.stopAt = first + 1;
        assertTrue(sentence(download(), offer).contains("stopped"));
        heard.stopAt = Long.MAX_VALUE;
        server.asked.clear();
        assertEquals(3, inside(download().fetch(offer, heard)).size());
        assertTrue(server.asked.stream().allMatch(ask -> ask.startsWith("/packages/nvidia-1.whl")), "" + server.asked);
    }

    @Test
    void aFullDiskIsSaidBeforeAndDuringTheDownload() throws IOException {
        DownloadOffer offer = twoWheels();
        String said = sentence(download(anywhere -> offer.room() - 1, Duration.ofSeconds(60)), offer);
        assertTrue(said.contains("MB must be free"), said);
        assertEquals(List.of(), server.asked);

        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "this system has no /dev/full");
        Path unfinished = Files.createDirectories(root().resolve("pytorch-1.part"));
        Files.createSymbolicLink(unfinished.resolve("torch-1.whl.part"), full);
        said = sentence(download(), offer);
        assertTrue(said.contains("torch-1.whl.part could not be written") && said.contains("room"), said);
    }

    @Test
    void anArchiveThatReachesOutsideItsFolderIsNotUnpacked() throws IOException {
        for (String evil :
                List.of("../evil.so", "torch/../../evil.so", "/evil.so", "..\\evil.so", "torch/lib/../../..")) {
            Archive bad = archive("bad.whl", zip("torch/lib/libtorch.so", evil));
            String said = sentence(download(), offer(bad));
            assertTrue(said.contains("outside") && said.contains("bad.whl"), said);
            assertEquals(
                    List.of("pytorch-1.part/bad.whl.part", "pytorch-1.part/lock"), inside(root()), "after " + evil);
            assertEquals(List.of("pytorch"), names(folder));
            download().remove();
        }
    }

    @Test
    void noArchiveAtAllIsSaid() throws IOException {
        Archive bad = archive("bad.whl", "this is no zip".getBytes(StandardCharsets.UTF_8));
        String said = sentence(download(), offer(bad));
        assertTrue(said.contains("bad.whl could not be unpacked"), said);
    }

    @Test
    void onlyOneDownloadsAtATime() throws Exception {
        DownloadOffer offer = twoWheels();
        server.cut = 100;
        server.cuts = 1;
        server.silence = new CountDownLatch(1);
        Thread first = Thread.ofPlatform().start(() -> download().fetch(offer, heard));
        while (server.asked.isEmpty()) {
            Thread.sleep(5);
        }
        String said =
                String.valueOf(assertThrows(Problem.class, () -> download().fetch(offer, new Heard()))
                        .getMessage());
        assertTrue(said.contains("Another Lobescope"), said);
        server.silence.countDown();
        first.join();
        assertTrue(Files.isDirectory(root().resolve("pytorch-1")));
    }

    @Test
    void removingTakesDownloadsOnlyAndSaysHowMuch() throws IOException {
        DownloadOffer offer = twoWheels();
        download().fetch(offer, heard);
        Files.createDirectories(root().resolve("pytorch-old.part"));
        Files.write(root().resolve("pytorch-old.part").resolve("x"), new byte[123]);
        Files.writeString(root().resolve("mine.txt"), "not a download");
        long expected = 900_000 + "torch/lib/libtorch.sotorch/version.pytorch/lib/libother.so".length() + 123;
        assertEquals(expected, download().taken());
        assertEquals(expected, download().remove());
        assertEquals(List.of("mine.txt"), names(root()));
        assertEquals(0, download().remove());
    }
}
