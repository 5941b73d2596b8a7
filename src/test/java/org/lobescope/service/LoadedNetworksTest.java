package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lobescope.Problem;
import org.lobescope.classifier.Classifier;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Network;
import org.lobescope.service.NetworkLoader.LoadedNetwork;

@Timeout(60)
class LoadedNetworksTest {
    private static final ImageShape SHAPE = new ImageShape(1, 2, 3);

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void keepsAFewAndFreesTheLeastRecentlyUsed() {
        LoadedNetworks networks = new LoadedNetworks(this::load, 2);
        Classifier a = Fixtures.classifier("a");
        Classifier b = Fixtures.classifier("b");
        networks.lease(a, SHAPE).close();
        networks.lease(b, SHAPE).close();
        networks.lease(a, SHAPE).close();
        networks.lease(Fixtures.classifier("c"), SHAPE).close();
        assertEquals(List.of("load a", "load b", "load c", "free b"), events);
        networks.lease(a, new ImageShape(1, 4, 4)).close();
        networks.close();
        assertEquals(List.of("load a", "free a", "free c", "free a"), events.subList(4, 8), "one per input shape");
        assertThrows(CancellationException.class, () -> networks.lease(a, SHAPE));
    }

    @Test
    void neverFreesWhatIsInUse() {
        LoadedNetworks networks = new LoadedNetworks(this::load, 1);
        Classifier a = Fixtures.classifier("a");
        LoadedNetworks.Lease first = networks.lease(a, SHAPE);
        LoadedNetworks.Lease second = networks.lease(a, SHAPE);
        assertSame(first.loaded(), second.loaded());
        networks.lease(Fixtures.classifier("b"), SHAPE).close();
        assertEquals(List.of("load a", "load b", "free b"), events);
        first.close();
        networks.close();
        assertEquals(3, events.size());
        second.close();
        assertEquals("free a", events.getLast());
    }

    @Test
    void isLoadedOnceForAllWhoAskAtTheSameTime() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        LoadedNetworks networks = new LoadedNetworks(
                (classifier, shape) -> {
                    await(gate);
                    return load(classifier, shape);
                },
                1);
        Classifier a = Fixtures.classifier("a");
        List<CompletableFuture<LoadedNetworks.Lease>> leases = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            leases.add(CompletableFuture.supplyAsync(
                    () -> networks.lease(a, SHAPE), task -> Thread.ofVirtual().start(task)));
        }
        gate.countDown();
        for (CompletableFuture<LoadedNetworks.Lease> lease : leases) {
            assertSame(leases.getFirst().get().loaded(), lease.get().loaded());
        }
        assertEquals(List.of("load a"), events);
    }

    @Test
    void whatFailedToLoadIsTriedAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        LoadedNetworks networks = new LoadedNetworks(
                (classifier, shape) -> {
                    if (broken.get()) {
                        throw new Problem("The test is broken: mend it.");
                    }
                    return load(classifier, shape);
                },
                1);
        Classifier a = Fixtures.classifier("a");
        assertThrows(Problem.class, () -> networks.lease(a, SHAPE));
        broken.set(false);
        networks.lease(a, SHAPE).close();
        assertEquals(List.of("load a"), events);
    }

    private LoadedNetwork load(Classifier classifier, ImageShape shape) {
        events.add("load " + classifier.id());
        return new LoadedNetwork() {
            @Override
            public Network network() {
                return new FakeNetwork(4, n -> {});
            }

            @Override
            public Optional<Layer> layer(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Layer> defaultLayer() {
                return Optional.empty();
            }

            @Override
            public void close() {
                events.add("free " + classifier.id());
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
