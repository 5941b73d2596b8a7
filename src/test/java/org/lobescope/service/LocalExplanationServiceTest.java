package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Question;
import org.lobescope.explain.Run;
import org.lobescope.explain.Target;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.network.Tensor;
import org.lobescope.service.NetworkLoader.LoadedNetwork;
import org.lobescope.service.RequestState.Finished;
import org.lobescope.service.RequestState.Running;
import org.lobescope.service.RequestState.Stopped;
import org.lobescope.service.RequestState.Waiting;

@Timeout(60)
class LocalExplanationServiceTest {
    private static final Classifier CLASSIFIER = Fixtures.classifier("a");
    private static final PreparedImage IMAGE = Fixtures.image(1);

    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final List<String> freed = Collections.synchronizedList(new ArrayList<>());
    private final Map<MethodId, Explainer> scripts = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong clock = new AtomicLong();
    private FakeNetwork network = new FakeNetwork(2, n -> {});
    private final LocalExplanationService service =
            new LocalExplanationService(this::load, this::explain, 1, clock::get, 1 << 20);

    @AfterEach
    void close() {
        end.countDown();
        service.close();
    }

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

    private Explanation explain(Method method, Question question, Run run) {
        begun.add(method.id().id());
        Explainer script = scripts.get(method.id());
        if (script != null) {
            return script.explain(method, question, run);
        }
        run.progress(1, 2, () -> new float[6]);
        Tensor batch = new Tensor(new int[] {5, 1, 2, 3}, new float[30]);
        float[] map = run.network().gradients(batch, LOGIT).values().entry(0).values();
        return Fixtures.explanation(method, question, map);
    }

    private Explanation finished(ExplanationRequest request) throws InterruptedException {
        Listener listener = new Listener();
        service.explain(request, listener).await();
        return assertInstanceOf(Finished.class, listener.checked()).explanation();
    }

    private static ExplanationRequest request(String slot, MethodId id) {
        return new ExplanationRequest(slot, CLASSIFIER, IMAGE, Fixtures.method(id), LOGIT, Optional.empty(), 0);
    }

    private static ExplanationRequest request(
            Classifier classifier, PreparedImage image, MethodId id, Target target, Optional<String> layer) {
        return new ExplanationRequest("tile", classifier, image, Fixtures.method(id), target, layer, 0);
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

    private LoadedNetwork load(Classifier classifier, ImageShape shape) {
        FakeNetwork fake = network;
        return new LoadedNetwork() {
            @Override
            public Network network() {
                return fake;
            }

            @Override
            public Optional<Layer> layer(String name) {
                return name.equals("layer") ? Optional.of(FakeNetwork.LAYER) : Optional.empty();
            }

            @Override
            public Optional<Layer> defaultLayer() {
                return Optional.of(FakeNetwork.LAYER);
            }

            @Override
            public void close() {
                freed.add(classifier.id());
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
