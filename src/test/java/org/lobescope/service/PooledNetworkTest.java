package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.explain.Target;
import org.lobescope.network.Gradients;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Tensor;

@Timeout(60)
class PooledNetworkTest {
    private static final Target SCORE = new Target(Target.Kind.LOGIT, 0);

    @ParameterizedTest
    @CsvSource({"1,1,4", "1,7,4", "2,4,4", "2,9,4", "3,50,8", "4,3,1"})
    void givesWhatTheNetworkGivesInOrder(int cores, int images, int batch) {
        FakeNetwork plain = new FakeNetwork(batch, n -> {});
        FakeNetwork pooled = new FakeNetwork(batch, n -> {});
        Tensor x = batch(images);
        try (Workers workers = new Workers(cores)) {
            PooledNetwork network = new PooledNetwork(pooled, workers, task());
            assertEquals(batch * cores, network.batch());
            assertArrayEquals(plain.logits(x), network.logits(x));
            assertArrayEquals(
                    plain.logits(x),
                    network.logits(images, (from, to) -> new BatchParts.Part(from, to, images).of(x)),
                    "images made on the workers");
            Gradients gradients = network.gradients(x, SCORE);
            assertArrayEquals(plain.logits(x), gradients.logits());
            assertArrayEquals(x.shape(), gradients.values().shape());
            assertArrayEquals(
                    plain.gradients(x, SCORE).values().values(),
                    gradients.values().values());
            LayerPass expected =
                    plain.layers(x, List.of(FakeNetwork.LAYER), SCORE).getFirst();
            LayerPass pass =
                    network.layers(x, List.of(FakeNetwork.LAYER), SCORE).getFirst();
            assertEquals(FakeNetwork.LAYER, pass.layer());
            assertArrayEquals(expected.logits(), pass.logits());
            assertArrayEquals(expected.activation().values(), pass.activation().values());
            assertArrayEquals(expected.gradient().values(), pass.gradient().values());
            assertArrayEquals(
                    plain.logits(x), network.logitsFrom(FakeNetwork.LAYER, x, x.entry(0)), "one input for all");
        }
        assertTrue(pooled.passes.stream().allMatch(n -> n <= batch), pooled.passes.toString());
        assertEquals(5 * Math.ceilDiv(images, batch), pooled.passes.size(), "as few chunks as there can be");
    }

    @Test
    void stopsWithinOneBatchWhenCancelled() {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch gate = new CountDownLatch(1);
        FakeNetwork fake = new FakeNetwork(4, n -> {
            begun.countDown();
            await(gate);
        });
        Task task = task();
        try (Workers workers = new Workers(2)) {
            PooledNetwork network = new PooledNetwork(fake, workers, task);
            Thread canceller = Thread.ofVirtual().start(() -> {
                await(begun);
                task.cancel();
                workers.drop(task);
                gate.countDown();
            });
            assertThrows(CancellationException.class, () -> network.logits(batch(40)));
            assertThrows(CancellationException.class, () -> network.logits(batch(1)), "and computes nothing more");
            assertTrue(canceller.isAlive() || gate.getCount() == 0);
        }
        assertEquals(2, fake.passes.size(), "only what was under way");
    }

    @Test
    void throwsWhatTheNetworkThrowsWhenNothingRunsAnyMore() {
        RuntimeException failure = new IllegalStateException("test");
        FakeNetwork fake = new FakeNetwork(1, n -> {
            throw failure;
        });
        try (Workers workers = new Workers(3)) {
            PooledNetwork network = new PooledNetwork(fake, workers, task());
            assertSame(failure, assertThrows(IllegalStateException.class, () -> network.logits(batch(100))));
            int passes = fake.passes.size();
            workers.submit(task(), () -> 0).join();
            assertEquals(passes, fake.passes.size());
        }
    }

    private static Task task() {
        return new Task(new Standing(0, false, 0));
    }

    private static Tensor batch(int images) {
        float[] values = new float[images * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return new Tensor(new int[] {images, 1, 2, 3}, values);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
