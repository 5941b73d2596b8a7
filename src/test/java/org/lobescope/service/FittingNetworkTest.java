package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lobescope.Problem;
import org.lobescope.explain.Target;
import org.lobescope.network.Gradients;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Tensor;

/** Batches that do not fit into memory, with a network that fails as the engine does. */
class FittingNetworkTest {
    /** As DJL passes on what PyTorch 2.7 says. */
    private static final List<String> ENGINE = List.of(
            "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB of which 1.02 GiB is free.",
            "MPS backend out of memory (MPS allocated: 17.90 GB, other allocations: 384.00 KB, max allowed: 18.13 GB).",
            "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate"
                    + " 4294967296 bytes. Error code 12 (Cannot allocate memory)",
            "[enforce fail at alloc_cpu.cpp:121] data. DefaultCPUAllocator: not enough memory: you tried to allocate 64 bytes.",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`");

    private static Tensor images(int n) {
        float[] values = new float[6 * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new Tensor(new int[] {n, 1, 2, 3}, values);
    }

    private static FakeNetwork fitting(int most, String message) {
        return new FakeNetwork(8, n -> {
            if (n > most) {
                throw new IllegalStateException(message);
            }
        });
    }

    @Test
    void aBatchThatDoesNotFitIsHalvedAndTheNextOnesAreSmaller() {
        for (String message : ENGINE) {
            FakeNetwork engine = fitting(3, message);
            FittingNetwork network = new FittingNetwork(engine, "GPU");
            assertEquals(8, network.batch());
            FakeNetwork roomy = fitting(100, "");
            assertArrayEquals(roomy.logits(images(8)), network.logits(images(8)), message);
            assertEquals(List.of(8, 4, 2, 2, 2, 2), engine.passes);
            assertEquals(2, network.batch());
            network.logits(images(5));
            assertEquals(List.of(2, 2, 1), engine.passes.subList(6, 9));
        }
    }

    @Test
    void everyQuestionGivesWhatTheWholeBatchGives() {
        Target target = new Target(Target.Kind.LOGIT, 0);
        FakeNetwork roomy = fitting(100, "");
        FittingNetwork tight = new FittingNetwork(fitting(2, ENGINE.getFirst()), "GPU");
        Tensor x = images(7);
        Gradients expected = roomy.gradients(x, target);
        Gradients gradients = tight.gradients(x, target);
        assertArrayEquals(expected.logits(), gradients.logits());
        assertArrayEquals(expected.values().values(), gradients.values().values());
        assertArrayEquals(
                expected.logits(),
                tight.logits(7, (from, to) -> new BatchParts.Part(from, to, 7).of(x)),
                "made in parts");
        float[] weights = {1, 2, 3, 4, 5, 6, 7};
        assertArrayEquals(
                roomy.summedGradient(x, weights, target).values(),
                tight.summedGradient(x, weights, target).values(),
                1e-3f);
        LayerPass pass = tight.layers(x, List.of(FakeNetwork.LAYER), target).getFirst();
        LayerPass whole = roomy.layers(x, List.of(FakeNetwork.LAYER), target).getFirst();
        assertArrayEquals(whole.activation().values(), pass.activation().values());
        assertArrayEquals(whole.gradient().values(), pass.gradient().values());
        assertArrayEquals(
                roomy.logitsFrom(FakeNetwork.LAYER, x, images(1)), tight.logitsFrom(FakeNetwork.LAYER, x, images(1)));
    }

    @Test
    void oneImageThatDoesNotFitIsTriedOnceMoreAndThenTold() {
        AtomicInteger passes = new AtomicInteger();
        FakeNetwork lucky = new FakeNetwork(8, n -> {
            if (passes.incrementAndGet() == 1) {
                throw new IllegalStateException(ENGINE.getFirst());
            }
        });
        assertEquals(1, new FittingNetwork(lucky, "GPU").logits(images(1)).length);
        FittingNetwork hopeless = new FittingNetwork(fitting(0, ENGINE.getFirst()), "NVIDIA GPU 0");
        Problem problem = assertThrows(Problem.class, () -> hopeless.logits(images(4)));
        assertEquals(
                "Not even one image of 1 x 2 x 3 fits into the memory of the NVIDIA GPU 0: close other programs that use"
                        + " it, choose a smaller network or image, or another --device.",
                problem.getMessage());
    }

    @Test
    void otherFailuresPassThrough() {
        FakeNetwork broken = fitting(0, "a bug");
        FittingNetwork network = new FittingNetwork(broken, "GPU");
        assertThrows(IllegalStateException.class, () -> network.logits(images(4)));
        assertEquals(List.of(4), broken.passes);
        assertSame(network, network.spreadingTies());
        assertTrue(OutOfMemory.is(new IllegalStateException(new OutOfMemoryError())));
        assertFalse(OutOfMemory.is(new IllegalStateException("a bug")));
    }
}
