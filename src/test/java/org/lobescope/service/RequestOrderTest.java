package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lobescope.service.Fixtures.LOGIT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.network.Tensor;
import org.lobescope.service.RequestState.Finished;
import org.lobescope.service.RequestState.Stopped;

/** Which of several requests is computed, and when. */
class RequestOrderTest extends ScriptedService {
    @Test
    void theNewestRequestOfASlotWins() throws Exception {
        CountDownLatch inNetwork = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        network = new FakeNetwork(2, n -> {
            inNetwork.countDown();
            await(gate);
        });
        scripts.put(MethodId.XRAI, (method, question, run) -> {
            run.network().gradients(new Tensor(new int[] {40, 1, 2, 3}, new float[240]), LOGIT);
            throw new AssertionError("it goes on after its first batch");
        });
        Listener old = new Listener();
        Ticket older = service.explain(request("tile", MethodId.XRAI), old);
        inNetwork.await();
        Listener fresh = new Listener();
        Ticket newer = service.explain(request("tile", MethodId.BLUR_IG), fresh);
        assertInstanceOf(Stopped.class, older.await(), "at once, although its batch is still under way");
        gate.countDown();
        assertInstanceOf(Finished.class, newer.await());
        old.checked();
        fresh.checked();
        assertEquals(1 + 3, network.passes.size(), "one batch of the older one, the newer one's three");
    }

    @Test
    void aNewerRequestTakesItsPredecessorsPlaceInLine() throws Exception {
        CountDownLatch gate = fillAllPlaces();
        Ticket first = service.explain(request("first", MethodId.BLUR_IG), state -> {});
        Ticket second = service.explain(request("second", MethodId.SMOOTHGRAD), state -> {});
        Ticket newer = service.explain(request("first", MethodId.SCORE_CAM), state -> {});
        gate.countDown();
        assertInstanceOf(Stopped.class, first.await());
        newer.await();
        second.await();
        assertEquals(List.of("score-cam", "smoothgrad"), begun.subList(3, begun.size()));
    }

    @Test
    void theMoreUrgentAndThenTheLongestBegin() throws Exception {
        CountDownLatch gate = fillAllPlaces();
        List<Ticket> tickets = new ArrayList<>();
        tickets.add(service.explain(request("a", MethodId.SMOOTHGRAD), state -> {}));
        tickets.add(service.explain(request("b", MethodId.GUIDED_IG), state -> {}));
        tickets.add(service.explain(request("c", MethodId.BLUR_IG), state -> {}));
        // What is more urgent than all that run does not wait for a place.
        Ticket urgent = service.explain(request("d", MethodId.GRAD_CAM).withPriority(1), state -> {});
        assertInstanceOf(Finished.class, urgent.await());
        gate.countDown();
        for (Ticket ticket : tickets) {
            ticket.await();
        }
        assertEquals(List.of("grad-cam", "guided-ig", "smoothgrad", "blur-ig"), begun.subList(3, 7));
    }

    @Test
    void aWaitingRequestCanBeCancelled() throws Exception {
        CountDownLatch gate = fillAllPlaces();
        Listener listener = new Listener();
        Ticket waiting = service.explain(request("waiting", MethodId.BLUR_IG), listener);
        Ticket last = service.explain(request("last", MethodId.SMOOTHGRAD), state -> {});
        waiting.cancel();
        waiting.cancel();
        assertInstanceOf(Stopped.class, waiting.await());
        gate.countDown();
        assertInstanceOf(Finished.class, last.await());
        assertFalse(begun.contains("blur-ig"));
        listener.checked();
    }

    @Test
    void cancellingAfterTheEndChangesNothing() throws Exception {
        Listener listener = new Listener();
        Ticket ticket = service.explain(request("tile", MethodId.BLUR_IG), listener);
        ticket.await();
        ticket.cancel();
        service.cancelAll();
        assertInstanceOf(Finished.class, ticket.await());
        assertInstanceOf(Finished.class, listener.checked());
    }

    @Test
    void classificationDoesNotWaitForExplanations() throws Exception {
        CountDownLatch gate = fillAllPlaces();
        CompletableFuture<float[]> answer = new CompletableFuture<>();
        service.classify(
                CLASSIFIER,
                Fixtures.image(3),
                answer::complete,
                failure -> answer.completeExceptionally(new AssertionError(failure)));
        assertEquals(3f, answer.get()[0]);
        int passes = network.passes.size();
        CompletableFuture<float[]> again = new CompletableFuture<>();
        service.classify(
                CLASSIFIER,
                Fixtures.image(3),
                again::complete,
                failure -> again.completeExceptionally(new AssertionError(failure)));
        assertEquals(3f, again.get()[0]);
        assertEquals(passes, network.passes.size(), "the logits are kept");
        gate.countDown();
    }

    @RepeatedTest(20)
    void manyThreadsAtOnce() throws Exception {
        List<Listener> listeners = Collections.synchronizedList(new ArrayList<>());
        Map<String, Ticket> newest = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String slot = "slot " + t;
            Random random = new Random(t);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 50; i++) {
                    MethodId id = MethodId.values()[random.nextInt(10)];
                    Listener listener = new Listener();
                    listeners.add(listener);
                    PreparedImage image = Fixtures.image(random.nextInt(5));
                    Ticket ticket = service.explain(
                            new ExplanationRequest(
                                    slot, CLASSIFIER, image, Fixtures.method(id), LOGIT, Optional.empty(), i % 3),
                            listener);
                    if (i < 49 && random.nextInt(4) == 0) {
                        ticket.cancel();
                    }
                    newest.put(slot, ticket);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Ticket ticket : newest.values()) {
            assertInstanceOf(Finished.class, ticket.await(), "the newest of each slot");
        }
        service.close();
        for (Listener listener : listeners) {
            listener.checked();
        }
    }

    /**
     * Takes the three places that there are with one worker. The gate frees one of them: what waits then goes through it
     * one by one.
     */
    private CountDownLatch fillAllPlaces() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        List<MethodId> ids = List.of(MethodId.XRAI, MethodId.FAST_XRAI, MethodId.INTEGRATED_GRADIENTS);
        CountDownLatch running = new CountDownLatch(ids.size());
        for (MethodId id : ids) {
            scripts.put(id, (method, question, run) -> {
                running.countDown();
                await(id == MethodId.XRAI ? gate : end);
                return Fixtures.explanation(method, question, new float[6]);
            });
            service.explain(request("place of " + id, id), state -> {});
        }
        running.await();
        return gate;
    }
}
