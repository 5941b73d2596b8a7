package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.service.StoredExamples.assertSameExplanation;
import static org.lobescope.service.StoredExamples.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.network.Network;

/** What a service finds that an earlier one computed. */
@Timeout(60)
class StoredBetweenRunsTest {
    private static final long ROOMY = 1 << 20;

    @TempDir
    Path temporary;

    private DiskStore store() {
        return new DiskStore(
                temporary.resolve("cache").resolve("explanations"), ROOMY, 0, new StoredKey("this program"));
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNoResult() throws IOException {
        Files.writeString(temporary.resolve("cache"), "in the way");
        AtomicInteger computed = new AtomicInteger();
        try (LocalExplanationService service = service(store(), computed)) {
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
        try (LocalExplanationService service = service(store(), computed)) {
            RequestState.Finished end = await(service, request);
            assertFalse(end.cached());
            first = end.explanation();
            assertTrue(await(service, request).cached(), "out of memory");
        }
        try (LocalExplanationService service = service(store(), computed)) {
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
                (classifier, shape) -> new LoadedFake(network, () -> {}),
                (method, question, run) -> {
                    computed.incrementAndGet();
                    return Fixtures.explanation(method, question, new float[] {1, 2, 3, 4, 5, 6});
                },
                1,
                System::nanoTime,
                ROOMY,
                store);
    }
}
