package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.Preset;
import org.lobescope.sky.Samples;

class EnduranceTest {
    private static final long MIB = 1 << 20;

    /** 2000 explanations; heap, memory outside it (MiB) and arrays as functions of the explanations. */
    private static Endurance endurance(IntUnaryOperator outside, IntUnaryOperator arrays) {
        return endurance(n -> 200, outside, arrays);
    }

    private static Endurance endurance(IntUnaryOperator heapMib, IntUnaryOperator outside, IntUnaryOperator arrays) {
        List<Endurance.Sample> samples = new ArrayList<>();
        for (int n = 10; n <= 2000; n += 10) {
            long heap = heapMib.applyAsInt(n) * MIB;
            samples.add(new Endurance.Sample(n, arrays.applyAsInt(n), heap + outside.applyAsInt(n) * MIB, heap));
        }
        return new Endurance(samples);
    }

    @Test
    void growthIsTheSlopeAfterTheWarmUp() {
        assertEquals(300, endurance(n -> 3 * n / 10, n -> 4).growth(), 1e-6);
        Endurance settling = endurance(n -> Math.min(n, 300), n -> 4);
        assertEquals(0, settling.growth(), 1e-6);
        assertTrue(settling.flat());
    }

    @Test
    void whatPilesUpIsNotFlat() {
        assertFalse(endurance(n -> n / 10, n -> 4).flat(), "100 MiB per 1000 explanations");
        assertFalse(endurance(n -> 200, n -> n / 100).flat(), "an array per 100 explanations");
        assertTrue(endurance(n -> 200 + n / 10 % 7, n -> 4).flat(), "up and down");
        assertFalse(endurance(n -> 200 + n / 10, n -> 300, n -> 4).flat(), "a heap that grows and grows");
        assertFalse(endurance(n -> 900 - n / 10, n -> n / 10, n -> 4).flat(), "a leak behind a heap that shrinks");
        assertTrue(endurance(n -> Math.min(n, 600), n -> 300, n -> 4).flat(), "a heap that has found its size");
        assertTrue(endurance(n -> n / 10, n -> 4).report().contains("NOT FLAT"));
        assertThrows(IllegalArgumentException.class, () -> new Endurance(List.of()));
    }

    @Test
    void looksAtTheMemoryAfterEachImage() throws Exception {
        Classifier lenet = new ClassifierLibrary(Path.of("none")).load("lenet");
        Endurance measured = Endurance.of(
                lenet,
                lenet.prepare(Samples.all().getFirst().read()),
                Preset.REFERENCE,
                Endurance.fewest(),
                line -> {});
        assertEquals(Endurance.fewest() / 10, measured.samples().size());
        Endurance.Sample last = measured.samples().getLast();
        assertEquals(Endurance.fewest(), last.explanations());
        assertTrue(last.arrays() > 0, "the weights are native arrays");
        assertEquals(measured.samples().get(1).arrays(), last.arrays(), "and nothing else is");
        assertTrue(last.process() > last.heap() / 4);
        assertTrue(measured.report().contains("| Explanations | Native arrays |"), measured.report());
    }
}
