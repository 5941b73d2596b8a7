package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.service.Fixtures.LOGIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Target;
import org.lobescope.service.RequestState.Finished;
import org.lobescope.service.RequestState.Running;
import org.lobescope.service.RequestState.Stopped;
import org.lobescope.service.RequestState.Waiting;

/** What becomes of a request: its states, its result and whom it is shared with, its failures, its end. */
class LocalExplanationServiceTest extends ScriptedService {
    @Test
    void aRequestWaitsRunsAndFinishes() throws Exception {
        Listener listener = new Listener();
        Ticket ticket = service.explain(request("tile", MethodId.VANILLA_GRADIENT), listener);
        Finished end = assertInstanceOf(Finished.class, ticket.await());
        assertSame(end, listener.checked(), "the listener knows before await returns");
        assertInstanceOf(Waiting.class, listener.states.getFirst());
        assertEquals(MethodId.VANILLA_GRADIENT, end.explanation().method().id());
        assertEquals(Optional.empty(), end.explanation().layer());
        assertTrue(service.status().ready());
        assertEquals(0, service.status().unfinished());
        assertTrue(service.status().bytes() > 0);
    }

    @Test
    void aCachedResultIsThereAtOnce() throws Exception {
        Explanation first = finished(request("one", MethodId.GRAD_CAM));
        Listener listener = new Listener();
        service.explain(request("two", MethodId.GRAD_CAM), listener).await();
        assertEquals(1, listener.states.size(), "nothing but Finished");
        assertSame(first, assertInstanceOf(Finished.class, listener.checked()).explanation());
        assertEquals(1, begun.size());
        // The same pixels in another object are the same image.
        finished(request(CLASSIFIER, Fixtures.image(1), MethodId.GRAD_CAM, LOGIT, Optional.empty()));
        assertEquals(1, begun.size());
    }

    @Test
    void whateverChangesTheMapMakesAnotherResult() throws Exception {
        Optional<String> none = Optional.empty();
        finished(request(CLASSIFIER, IMAGE, MethodId.GRAD_CAM, LOGIT, none));
        finished(request(CLASSIFIER, Fixtures.image(2), MethodId.GRAD_CAM, LOGIT, none));
        finished(request(Fixtures.classifier("a"), IMAGE, MethodId.GRAD_CAM, LOGIT, none));
        finished(request(CLASSIFIER, IMAGE, MethodId.SCORE_CAM, LOGIT, none));
        finished(request(CLASSIFIER, IMAGE, MethodId.GRAD_CAM, new Target(Target.Kind.LOGIT, 1), none));
        finished(request(CLASSIFIER, IMAGE, MethodId.GRAD_CAM, LOGIT, Optional.of("layer")));
        assertEquals(6, begun.size());
        finished(request(CLASSIFIER, IMAGE, MethodId.SMOOTHGRAD, LOGIT, none));
        finished(request(CLASSIFIER, IMAGE, MethodId.SMOOTHGRAD, LOGIT, Optional.of("layer")));
        assertEquals(7, begun.size(), "the layer is nothing to a method that looks at the input");
    }

    @Test
    void aFailureIsOneSentenceAndHurtsNobodyElse() throws Exception {
        scripts.put(MethodId.BLUR_IG, (method, question, run) -> {
            throw quiet(new IllegalStateException("the engine is unwell\nand says so at length"));
        });
        scripts.put(MethodId.SMOOTHGRAD, (method, question, run) -> {
            throw quiet(new OutOfMemoryError("test"));
        });
        scripts.put(MethodId.GUIDED_IG, (method, question, run) -> {
            throw quiet(new Problem("The image is too strange: choose another."));
        });
        Map<MethodId, Listener> listeners = new ConcurrentHashMap<>();
        List<Ticket> tickets = new ArrayList<>();
        for (MethodId id : List.of(MethodId.BLUR_IG, MethodId.SMOOTHGRAD, MethodId.GUIDED_IG, MethodId.GRAD_CAM)) {
            Listener listener = new Listener();
            listeners.put(id, listener);
            tickets.add(service.explain(request(id.id(), id), listener));
        }
        for (Ticket ticket : tickets) {
            ticket.await();
        }
        assertEquals(
                "Blur IG with Net a on an input of 1 x 2 x 3 failed (the engine is unwell); the log file has the details.",
                listener(listeners, MethodId.BLUR_IG).failure());
        assertTrue(listener(listeners, MethodId.SMOOTHGRAD).failure().contains("needs more memory than there is"));
        assertEquals(
                "The image is too strange: choose another.",
                listener(listeners, MethodId.GUIDED_IG).failure());
        assertInstanceOf(Finished.class, listener(listeners, MethodId.GRAD_CAM).checked());
        scripts.clear();
        finished(request("again", MethodId.BLUR_IG));
    }

    @Test
    void aNetworkThatFailsInAWorkerFailsItsRequest() throws Exception {
        network = new FakeNetwork(2, n -> {
            throw quiet(new IllegalStateException("DefaultCPUAllocator: can't allocate memory: you tried 4 TB"));
        });
        Listener listener = new Listener();
        service.explain(request("tile", MethodId.BLUR_IG), listener).await();
        assertTrue(listener.failure().contains("needs more memory than there is"), listener.failure());
        CompletableFuture<String> reason = new CompletableFuture<>();
        service.classify(CLASSIFIER, IMAGE, logits -> {}, reason::complete);
        assertTrue(reason.get().startsWith("Classifying with Net a"), reason.get());
    }

    @Test
    void anUnknownLayerIsNamed() throws Exception {
        Listener listener = new Listener();
        service.explain(request(CLASSIFIER, IMAGE, MethodId.GRAD_CAM, LOGIT, Optional.of("conv99")), listener)
                .await();
        assertTrue(listener.failure().contains("'conv99'"), listener.failure());
        Explanation explanation = finished(request("tile", MethodId.GRAD_CAM));
        assertEquals(Optional.of(FakeNetwork.LAYER), explanation.layer());
    }

    @Test
    void progressIsTold30TimesASecondAndPartialMapsAreAskedForAsOften() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        scripts.put(MethodId.BLUR_IG, (method, question, run) -> {
            for (int i = 1; i <= 100; i++) {
                clock.addAndGet(10_000_000);
                run.progress(i, 100, () -> {
                    asked.incrementAndGet();
                    return new float[6];
                });
            }
            return Fixtures.explanation(method, question, new float[6]);
        });
        Listener listener = new Listener();
        service.explain(request("tile", MethodId.BLUR_IG), listener).await();
        listener.checked();
        assertEquals(25, asked.get());
        long running =
                listener.states.stream().filter(Running.class::isInstance).count();
        assertTrue(running <= 26, running + " progress reports");
    }

    @Test
    void aSinglePassTellsItsMapAtOnceAndNoPartialOne() throws Exception {
        scripts.put(MethodId.VANILLA_GRADIENT, (method, question, run) -> {
            run.progress(1, 1, () -> {
                throw new AssertionError("the partial map is the map");
            });
            return Fixtures.explanation(method, question, new float[6]);
        });
        Listener listener = new Listener();
        service.explain(request("tile", MethodId.VANILLA_GRADIENT), listener).await();
        listener.checked();
        assertTrue(listener.states.stream()
                .noneMatch(state -> state instanceof Running(double done, var _) && done > 0));
    }

    @Test
    void workIsSharedBetweenMethodsOfOneImageAndClassifier() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        Explainer sharing = (method, question, run) -> Fixtures.explanation(
                method, question, run.shared("both integrals", () -> new float[] {computed.incrementAndGet()}));
        scripts.put(MethodId.XRAI, sharing);
        scripts.put(MethodId.FAST_XRAI, sharing);
        Explanation full = finished(request("full", MethodId.XRAI));
        assertSame(full.map(), finished(request("fast", MethodId.FAST_XRAI)).map());
        assertEquals(1, computed.get());
        finished(request(CLASSIFIER, Fixtures.image(2), MethodId.XRAI, LOGIT, Optional.empty()));
        finished(request(Fixtures.classifier("b"), IMAGE, MethodId.XRAI, LOGIT, Optional.empty()));
        assertEquals(3, computed.get());
    }

    @Test
    void workAheadIsDoneBesideTheMethodAndOnce() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        scripts.put(MethodId.XRAI, (method, question, run) -> {
            CountDownLatch begun = new CountDownLatch(1);
            run.ahead("segments", () -> {
                begun.countDown();
                return new float[] {computed.incrementAndGet()};
            });
            await(begun); // nobody has asked for it yet
            return Fixtures.explanation(
                    method, question, run.shared("segments", () -> new float[] {computed.incrementAndGet()}));
        });
        assertEquals(1f, finished(request("tile", MethodId.XRAI)).map()[0]);
        assertEquals(1, computed.get());
    }

    @Test
    void whatGoesWrongAheadComesOutWhereItIsNeeded() throws Exception {
        scripts.put(MethodId.XRAI, (method, question, run) -> {
            Supplier<float[]> broken = () -> {
                throw new IllegalStateException("no segments");
            };
            run.ahead("segments", broken);
            return Fixtures.explanation(method, question, run.shared("segments", broken));
        });
        assertInstanceOf(
                RequestState.Failed.class,
                service.explain(request("tile", MethodId.XRAI), new Listener()).await());
    }

    @Test
    void closingEndsAllAndFreesTheNetworks() throws Exception {
        CountDownLatch inNetwork = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        network = new FakeNetwork(2, n -> {
            inNetwork.countDown();
            await(gate);
            assertTrue(freed.isEmpty(), "freed in use");
        });
        List<Listener> listeners = new ArrayList<>();
        for (MethodId id : MethodId.values()) {
            Listener listener = new Listener();
            listeners.add(listener);
            service.explain(request(id.id(), id), listener);
        }
        inNetwork.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(
                service::close, task -> Thread.ofVirtual().start(task));
        gate.countDown();
        closing.get();
        for (Listener listener : listeners) {
            listener.checked();
        }
        assertEquals(List.of("a"), freed);
        Listener late = new Listener();
        assertInstanceOf(
                Stopped.class,
                service.explain(request("late", MethodId.XRAI), late).await());
        late.checked();
        CompletableFuture<String> reason = new CompletableFuture<>();
        service.classify(CLASSIFIER, IMAGE, logits -> {}, reason::complete);
        assertNotNull(reason.get());
        service.warmUp(CLASSIFIER);
    }

    @Test
    void warmingUpLoadsTheNetwork() throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        network = new FakeNetwork(2, n -> passed.countDown());
        service.warmUp(CLASSIFIER);
        passed.await();
        assertTrue(service.status().ready());
    }

    private static Listener listener(Map<MethodId, Listener> listeners, MethodId id) {
        Listener listener = listeners.get(id);
        assertNotNull(listener);
        return listener;
    }

    /** Without its stack trace, since it is logged. */
    private static <E extends Throwable> E quiet(E failure) {
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }
}
