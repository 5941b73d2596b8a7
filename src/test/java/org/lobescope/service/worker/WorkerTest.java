package org.lobescope.service.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.service.remote.Examples;
import org.lobescope.service.remote.HeldService;
import org.lobescope.service.remote.RemoteExplanationService;
import org.lobescope.service.remote.Token;

/** A worker process that is killed, hangs, or cannot be started: the service lives on. */
class WorkerTest {
    private static final PreparedImage IMAGE = Examples.image(5);
    private static final WorkerPolicy PATIENT = WorkerPolicy.usual();

    private final List<String> notices = new CopyOnWriteArrayList<>();

    @TempDir
    private Path starts = Path.of(".");

    private WorkerLink link(int stuck, WorkerPolicy policy) {
        return new WorkerLink(FakeWorker.command(starts, stuck), policy, notices::add);
    }

    private static RemoteExplanationService service(WorkerLink link) {
        return new RemoteExplanationService(link, ExplanationStore.NONE, 1 << 22);
    }

    /** Counts down when a request is half-way. */
    private static Consumer<RequestState> halfWay(CountDownLatch latch) {
        return state -> {
            if (state instanceof RequestState.Running running && running.partial() != null) {
                latch.countDown();
            }
        };
    }

    private static void kill(WorkerLink link) {
        assertTrue(ProcessHandle.of(link.pid().orElseThrow()).orElseThrow().destroyForcibly());
    }

    private static void assertFinished(ExplanationRequest request, RequestState end) {
        RequestState.Finished finished = assertInstanceOf(RequestState.Finished.class, end);
        assertArrayEquals(HeldService.map(request), finished.explanation().map());
    }

    @Test
    void tenMethodsFinishAlthoughTheWorkerIsKilled() throws InterruptedException {
        WorkerLink link = link(1, PATIENT);
        try (RemoteExplanationService service = service(link)) {
            CountDownLatch running = new CountDownLatch(MethodId.values().length);
            List<Ticket> tickets = new ArrayList<>();
            for (MethodId method : MethodId.values()) {
                tickets.add(service.explain(Examples.request(method, IMAGE), halfWay(running)));
            }
            assertTrue(running.await(30, TimeUnit.SECONDS));
            long first = link.pid().orElseThrow();
            kill(link);
            for (MethodId method : MethodId.values()) {
                assertFinished(
                        Examples.request(method, IMAGE),
                        tickets.get(method.ordinal()).await());
            }
            assertTrue(link.pid().orElseThrow() != first);
            assertEquals(
                    List.of("The worker process was killed from outside, as the system does when memory runs out; it is"
                            + " started anew, and what it was computing is tried once more."),
                    notices);
            assertEquals("a worker process", service.status().home());
            assertEquals("abacus", service.status().device());
        }
    }

    @Test
    void whatEndsTheWorkerTwiceIsNotTriedAgainButTheOthersAre() throws InterruptedException {
        WorkerLink link = link(2, PATIENT);
        try (RemoteExplanationService service = service(link)) {
            CountDownLatch both = new CountDownLatch(2);
            CountDownLatch again = new CountDownLatch(3);
            ExplanationRequest one = Examples.request(MethodId.XRAI, IMAGE);
            ExplanationRequest two = Examples.request(MethodId.BLUR_IG, IMAGE);
            Consumer<RequestState> count = state -> {
                halfWay(both).accept(state);
                halfWay(again).accept(state);
            };
            Ticket first = service.explain(one, count);
            Ticket second = service.explain(two, count);
            assertTrue(both.await(30, TimeUnit.SECONDS));
            kill(link);
            // Either of them may be the reason, so only one is tried at a time.
            assertTrue(again.await(30, TimeUnit.SECONDS));
            kill(link);
            List<RequestState> ends = List.of(first.await(), second.await());
            List<RequestState.Failed> failed = ends.stream()
                    .filter(RequestState.Failed.class::isInstance)
                    .map(RequestState.Failed.class::cast)
                    .toList();
            assertEquals(1, failed.size(), ends.toString());
            assertTrue(
                    failed.getFirst().reason().contains("ended the worker process 2 times and is not tried again"),
                    failed.getFirst().reason());
            assertEquals(
                    1,
                    ends.stream()
                            .filter(RequestState.Finished.class::isInstance)
                            .count());
            assertEquals(2, notices.size(), notices.toString());
        }
    }

    @Test
    void aWorkerThatHangsIsEnded() throws InterruptedException {
        WorkerPolicy impatient =
                new WorkerPolicy(PATIENT.start(), PATIENT.answer(), Duration.ofMillis(700), 2, 5, PATIENT.within());
        try (RemoteExplanationService service = service(link(1, impatient))) {
            ExplanationRequest request = Examples.request(MethodId.XRAI, IMAGE);
            assertFinished(request, service.explain(request, state -> {}).await());
            assertEquals(1, notices.size(), notices.toString());
            assertTrue(
                    notices.getFirst().startsWith("The worker process hung (nothing came of its work"),
                    notices.getFirst());
        }
    }

    @Test
    void aWorkerThatCannotStartIsGivenUpInWords() throws InterruptedException {
        WorkerCommand command = new WorkerCommand(WorkerCommand.java("org.lobescope.NoSuchClass"));
        WorkerPolicy policy =
                new WorkerPolicy(PATIENT.start(), PATIENT.answer(), PATIENT.progress(), 2, 2, PATIENT.within());
        try (RemoteExplanationService service = service(new WorkerLink(command, policy, notices::add))) {
            RequestState end = service.explain(Examples.request(MethodId.XRAI, IMAGE), state -> {})
                    .await();
            String reason = assertInstanceOf(RequestState.Failed.class, end).reason();
            assertTrue(reason.startsWith("The worker process ended 2 times within 60 s"), reason);
            assertTrue(notices.contains(reason), notices.toString());
        }
    }

    @Test
    void aWorkerEndsWithItsParent() throws IOException, InterruptedException {
        WorkerProcess worker = WorkerProcess.start(FakeWorker.command(starts, 0), Token.random());
        assertTrue(worker.port(Duration.ofSeconds(30)) > 0);
        ProcessHandle handle = ProcessHandle.of(worker.pid()).orElseThrow();
        // The end of its input is all that a child sees of its parent's.
        worker.close();
        assertFalse(handle.isAlive());
        assertEquals("ended with code 0", worker.ending());
    }

    @Test
    void theTokenIsNoArgument() {
        Token token = Token.random();
        assertTrue(
                Arrays.stream(new WorkerCommand(WorkerCommand.java("X")).words().toArray())
                        .noneMatch(word -> word.toString().contains(token.secret())));
        assertEquals("a token", token.toString());
    }
}
