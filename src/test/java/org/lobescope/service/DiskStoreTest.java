package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.service.Fixtures.LOGIT;
import static org.lobescope.service.StoredExamples.assertSameExplanation;
import static org.lobescope.service.StoredExamples.full;
import static org.lobescope.service.StoredExamples.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;

@Timeout(60)
class DiskStoreTest {
    private static final long ROOMY = 1 << 20;

    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("cache").resolve("explanations");
    }

    private DiskStore store(long capacity) {
        return new DiskStore(folder(), capacity, 0, new StoredKey("this program"));
    }

    @Test
    void whatComesBackIsEqualToTheBit() {
        ExplanationRequest cam = request(1, MethodId.SCORE_CAM);
        Explanation strange =
                full(cam, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 0.1f);
        ExplanationRequest plain = request(1, MethodId.SMOOTHGRAD);
        float[] both = {0, 0, 1, 0, 2, 3};
        Explanation bare = new Explanation(
                plain.method(),
                LOGIT,
                Optional.empty(),
                2,
                3,
                both,
                both,
                Explanation.Sign.NON_NEGATIVE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0.25);
        try (DiskStore store = store(ROOMY)) {
            store.keep(cam, strange);
            store.keep(plain, bare);
        }
        try (DiskStore again = store(ROOMY)) {
            assertSameExplanation(strange, again.find(cam).orElseThrow());
            assertSameExplanation(bare, again.find(plain).orElseThrow());
        }
    }

    @Test
    void realMapsTakeLittleRoom() throws IOException {
        Random random = new Random(1);
        float[] map = new float[150 * 150];
        for (int i = 0; i < map.length; i++) {
            // A source in the middle of a clipped sky, as path methods leave it.
            map[i] = Math.abs(i % 150 - 75) + Math.abs(i / 150 - 75) < 30 ? (float) random.nextGaussian() : 0;
        }
        ExplanationRequest request = request(1, MethodId.BLUR_IG);
        Explanation explanation = new Explanation(
                request.method(),
                LOGIT,
                Optional.empty(),
                150,
                150,
                map,
                map,
                Explanation.Sign.SIGNED,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1);
        int bytes = StoredExplanation.bytes("0".repeat(64), explanation).length;
        assertTrue(bytes < 10_000, bytes + " bytes for 1741 pixels of 22500 that are not 0");
    }

    @Test
    void damagedAndForeignFilesAreIgnoredAndRemoved() throws IOException {
        ExplanationRequest request = request(1, MethodId.SCORE_CAM);
        Explanation explanation = full(request, 1, 2, 3, 4, 5, 6);
        try (DiskStore store = store(ROOMY)) {
            store.keep(request, explanation);
        }
        Path file = folder().resolve(files().getFirst());
        byte[] whole = Files.readAllBytes(file);
        List<byte[]> wrong = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            wrong.add(Arrays.copyOf(whole, i));
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            wrong.add(changed);
        }
        wrong.add("a text of somebody else".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        wrong.add(new byte[1000]);
        try (DiskStore store = store(ROOMY)) {
            for (byte[] bytes : wrong) {
                Files.write(file, bytes);
                assertEquals(Optional.empty(), store.find(request));
                assertFalse(Files.exists(file), "it will be written anew");
            }
            // The explanation of another question under this name.
            ExplanationRequest other = request(2, MethodId.SCORE_CAM);
            Files.write(
                    file, StoredExplanation.bytes(new StoredKey("x").of(other).orElseThrow(), explanation));
            assertEquals(Optional.empty(), store.find(request));
            Files.write(file, whole);
            assertSameExplanation(explanation, store.find(request).orElseThrow());
        }
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        ExplanationRequest probe = request(0, MethodId.XRAI);
        int size = StoredExplanation.bytes("0".repeat(64), full(probe, 1, 2, 3, 4, 5, 6)).length;
        long capacity = 20L * size;
        List<ExplanationRequest> asked = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            asked.add(request(i, MethodId.XRAI));
        }
        try (DiskStore store = store(capacity)) {
            asked.forEach(request -> store.keep(request, full(request, 1, 2, 3, 4, 5, 6)));
        }
        assertEquals(16, files().size());
        StoredKey keys = new StoredKey("this program");
        for (int i = 0; i < 16; i++) {
            Path file = folder().resolve(keys.of(asked.get(i)).orElseThrow() + ".map");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(100 - i))));
        }
        Path foreign = Files.writeString(folder().resolve("notes.txt"), "not ours");
        Path leftBehind = Files.write(folder().resolve(".lobescope-1-1.part"), new byte[100_000]);
        Files.setLastModifiedTime(leftBehind, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        try (DiskStore store = store(capacity)) {
            assertTrue(store.find(asked.getFirst()).isPresent(), "the oldest is used again");
        }
        for (int i = 100; i < 112; i++) {
            // Each has a store of its own: other processes.
            try (DiskStore store = store(capacity)) {
                ExplanationRequest request = request(i, MethodId.XRAI);
                store.keep(request, full(request, 1, 2, 3, 4, 5, 6));
            }
        }
        long bytes = 0;
        for (String name : files()) {
            bytes += Files.size(folder().resolve(name));
        }
        assertTrue(bytes <= capacity && bytes > capacity / 2, bytes + " of " + capacity);
        assertFalse(Files.exists(leftBehind));
        assertTrue(Files.exists(foreign), "what is not ours is left alone");
        try (DiskStore store = store(capacity)) {
            assertTrue(store.find(asked.getFirst()).isPresent());
            assertFalse(store.find(asked.get(1)).isPresent());
            assertTrue(store.find(request(111, MethodId.XRAI)).isPresent());
        }
    }

    @Test
    void whatIsLargerThanAllIsNotKept() throws IOException {
        try (DiskStore store = store(100)) {
            ExplanationRequest request = request(1, MethodId.XRAI);
            store.keep(request, full(request, 1, 2, 3, 4, 5, 6));
        }
        assertFalse(Files.exists(folder()));
    }

    @Test
    void whatIsQuicklyComputedIsNotKept() {
        ExplanationRequest request = request(1, MethodId.XRAI);
        Explanation explanation = full(request, 1, 2, 3, 4, 5, 6);
        try (DiskStore store = new DiskStore(folder(), ROOMY, 1, new StoredKey(""))) {
            store.keep(request, explanation.timed(0.99));
        }
        assertFalse(Files.exists(folder()));
    }

    @Test
    void theSettingIsMegabytesAndZeroIsOff() {
        UserFolders folders = new UserFolders(temporary, temporary.resolve("cache"), temporary);
        assertSame(ExplanationStore.NONE, DiskStore.of(folders, Map.of(DiskStore.SETTING, "0")));
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of(DiskStore.SETTING, " 20 "))) {
            try (ExplanationStore store = DiskStore.of(folders, environment)) {
                ExplanationRequest request = request(1, MethodId.XRAI);
                store.keep(request, full(request, 1, 2, 3, 4, 5, 6));
            }
            assertInstanceOf(DiskStore.class, DiskStore.of(folders, environment));
        }
        assertTrue(Files.isDirectory(folder()), "in the user's cache folder");
        Problem problem = assertThrows(Problem.class, () -> DiskStore.of(folders, Map.of(DiskStore.SETTING, "lots")));
        assertTrue(String.valueOf(problem.getMessage()).contains("lots"), problem.getMessage());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".map"))
                    .sorted()
                    .toList();
        }
    }
}
