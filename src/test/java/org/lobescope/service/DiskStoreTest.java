package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.service.Fixtures.LOGIT;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.UserFolders;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Note;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.service.NetworkLoader.LoadedNetwork;

@Timeout(60)
class DiskStoreTest {
    private static final Classifier CLASSIFIER = Fixtures.classifier("a");
    private static final long ROOMY = 1 << 20;

    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("cache").resolve("explanations");
    }

    private DiskStore store(long capacity) {
        return new DiskStore(folder(), capacity, 0, new StoredKey("this program"));
    }

    private static ExplanationRequest request(float value, MethodId id) {
        return request(Fixtures.image(value), id, LOGIT, Optional.empty());
    }

    private static ExplanationRequest request(PreparedImage image, MethodId id, Target target, Optional<String> layer) {
        return new ExplanationRequest("tile", CLASSIFIER, image, Fixtures.method(id), target, layer, 0);
    }

    /** With something in every field. */
    private static Explanation full(ExplanationRequest request, float... map) {
        return new Explanation(
                request.method(),
                request.target(),
                Optional.of(new Layer("stage3.relu", "Relu", "/stage3/Relu_output_0", 64, 10, 12)),
                2,
                3,
                map,
                new float[] {1, 2, 3, 4, 5, 6},
                Explanation.Sign.SIGNED,
                List.of(
                        new Note(Note.Caveat.HAZE, "Masks lift the sky: ≤ 3 σ."),
                        new Note(Note.Caveat.NO_EVIDENCE, "None.")),
                Optional.of(new Explanation.Completeness(1.25, -3e-300)),
                Optional.of(new float[] {0.5f, -7}),
                12.5);
    }

    private static void assertSameExplanation(Explanation expected, Explanation found) {
        assertArrayEquals(bits(expected.map()), bits(found.map()));
        assertArrayEquals(bits(expected.magnitude()), bits(found.magnitude()));
        assertEquals(expected.map() == expected.magnitude(), found.map() == found.magnitude());
        assertEquals(expected.layer(), found.layer());
        assertEquals(expected.method(), found.method());
        assertEquals(expected.target(), found.target());
        assertEquals(expected.sign(), found.sign());
        assertEquals(expected.notes(), found.notes());
        assertEquals(expected.completeness(), found.completeness());
        assertEquals(expected.seconds(), found.seconds(), 0);
        assertEquals(expected.weights().isPresent(), found.weights().isPresent());
        expected.weights()
                .ifPresent(weights ->
                        assertArrayEquals(bits(weights), bits(found.weights().orElseThrow())));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
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
    void whateverChangesTheMapHasAnotherFile() {
        StoredKey keys = new StoredKey("this program");
        Set<String> names = new TreeSet<>();
        PreparedImage image = Fixtures.image(1);
        List<ExplanationRequest> different = List.of(
                request(image, MethodId.GRAD_CAM, LOGIT, Optional.empty()),
                request(Fixtures.image(2), MethodId.GRAD_CAM, LOGIT, Optional.empty()),
                request(image, MethodId.GRAD_CAM_PLUS_PLUS, LOGIT, Optional.empty()),
                request(image, MethodId.GRAD_CAM, new Target(Target.Kind.LOGIT, 1), Optional.empty()),
                request(image, MethodId.GRAD_CAM, new Target(Target.Kind.PROBABILITY, 0), Optional.empty()),
                request(image, MethodId.GRAD_CAM, LOGIT, Optional.of("layer")),
                request(image, MethodId.SMOOTHGRAD, LOGIT, Optional.empty()));
        different.forEach(request -> names.add(keys.of(request).orElseThrow()));
        names.add(new StoredKey("another program").of(different.getFirst()).orElseThrow());
        assertEquals(different.size() + 1, names.size());
        names.forEach(name -> assertTrue(name.matches("[0-9a-f]{64}"), name));
        // Every option of every method changes the name, and nothing else does.
        for (MethodId id : MethodId.values()) {
            ExplanationRequest asked = request(image, id, LOGIT, Optional.empty());
            String name = keys.of(asked).orElseThrow();
            assertEquals(
                    name,
                    keys.of(new ExplanationRequest(
                                    "other tile",
                                    Fixtures.classifier("a"),
                                    Fixtures.image(1),
                                    Fixtures.method(id),
                                    LOGIT,
                                    Optional.empty(),
                                    7))
                            .orElseThrow());
            for (org.lobescope.explain.Option option : asked.method().options()) {
                Optional<Object> other = another(option);
                other.ifPresent(value -> assertNotEquals(
                        name,
                        keys.of(new ExplanationRequest(
                                        "tile",
                                        CLASSIFIER,
                                        image,
                                        asked.method().with(option.key(), value),
                                        LOGIT,
                                        Optional.empty(),
                                        0))
                                .orElseThrow(),
                        id + " " + option.key()));
            }
        }
    }

    private static Optional<Object> another(org.lobescope.explain.Option option) {
        return switch (option) {
            case org.lobescope.explain.Option.Whole o -> Optional.of(o.value() < o.max() ? o.value() + 1 : o.min());
            case org.lobescope.explain.Option.Real o -> Optional.of((o.value() + o.max()) / 2);
            case org.lobescope.explain.Option.Flag o -> Optional.of(!o.value());
            case org.lobescope.explain.Option.Choice o ->
                o.items().stream()
                        .map(item -> (Object) item.id())
                        .filter(id -> !id.equals(o.value()))
                        .findFirst();
            case org.lobescope.explain.Option.Reals o -> {
                List<Double> more = new ArrayList<>(o.value());
                more.add((o.min() + o.max()) / 2);
                yield Optional.of(more);
            }
        };
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
    void aFolderThatCannotBeWrittenCostsNoResult() throws IOException {
        Files.writeString(temporary.resolve("cache"), "in the way");
        AtomicInteger computed = new AtomicInteger();
        try (LocalExplanationService service = service(store(ROOMY), computed)) {
            assertInstanceOf(
                    RequestState.Finished.class, await(service, request(1, MethodId.XRAI)), "the folder is a file");
        }
        assertEquals(1, computed.get());
        assertEquals("in the way", Files.readString(temporary.resolve("cache")));
    }

    @Test
    void aServiceFindsWhatAnEarlierOneComputed() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        ExplanationRequest request = request(1, MethodId.XRAI);
        Explanation first;
        try (LocalExplanationService service = service(store(ROOMY), computed)) {
            RequestState.Finished end = await(service, request);
            assertFalse(end.cached());
            first = end.explanation();
            assertTrue(await(service, request).cached(), "out of memory");
        }
        try (LocalExplanationService service = service(store(ROOMY), computed)) {
            RequestState.Finished end = await(service, request);
            assertTrue(end.cached());
            assertSameExplanation(first, end.explanation());
            assertEquals(first.seconds(), end.explanation().seconds(), 0, "the time that it took to compute");
            assertSame(end.explanation(), await(service, request).explanation(), "now it is in memory");
            assertFalse(service.status().ready(), "no network was loaded for it");
        }
        assertEquals(1, computed.get());
        try (LocalExplanationService service = service(ExplanationStore.NONE, computed)) {
            assertFalse(await(service, request).cached());
        }
        assertEquals(2, computed.get());
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

    @Test
    void theCodeHasAFingerprint() {
        assertEquals(64, ProgramCode.fingerprint().orElseThrow().length());
        assertEquals(ProgramCode.fingerprint(), ProgramCode.fingerprint());
    }

    private static RequestState.Finished await(LocalExplanationService service, ExplanationRequest request) {
        try {
            return assertInstanceOf(
                    RequestState.Finished.class,
                    service.explain(request, state -> {}).await());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalExplanationService service(ExplanationStore store, AtomicInteger computed) {
        Network network = new FakeNetwork(2, n -> {});
        return new LocalExplanationService(
                (classifier, shape) -> loaded(network),
                (method, question, run) -> {
                    computed.incrementAndGet();
                    return Fixtures.explanation(method, question, new float[] {1, 2, 3, 4, 5, 6});
                },
                1,
                System::nanoTime,
                ROOMY,
                store);
    }

    private static LoadedNetwork loaded(Network network) {
        return new LoadedNetwork() {
            @Override
            public Network network() {
                return network;
            }

            @Override
            public Optional<Layer> layer(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Layer> defaultLayer() {
                return Optional.of(FakeNetwork.LAYER);
            }

            @Override
            public void close() {}
        };
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
