package org.lobescope.explain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lobescope.explain.Note.Caveat;
import org.lobescope.network.Graph;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.network.torch.TorchNetwork;

/** Flat sky before max pooling: the map hangs on the last bit, and 'spread ties' makes it steady. */
class PoolingTiesTest {
    private static final int HEIGHT = 40;
    private static final int WIDTH = 64;

    private static Question question(float[] x) {
        return new Question(
                new Tensor(new int[] {1, 1, HEIGHT, WIDTH}, x),
                new float[] {0.5f},
                new Target(Target.Kind.LOGIT, 0),
                Optional.empty());
    }

    private static float[] sky(boolean disturbed) {
        Random random = new Random(1);
        Random disturbance = new Random(2);
        float[] x = new float[HEIGHT * WIDTH];
        for (int i = 0; i < x.length; i++) {
            boolean source = Math.abs(i / WIDTH - 12) < 4 && Math.abs(i % WIDTH - 40) < 6;
            float value = source ? 0.5f + random.nextFloat() : 0.5f;
            x[i] = disturbed ? value * (1 + 2e-7f * disturbance.nextFloat()) : value;
        }
        return x;
    }

    @Test
    void aTieIsToldAndCanBeSpread() {
        Graph graph = OnnxReader.read(Golden.path("models/toy.onnx")).at(HEIGHT, WIDTH);
        try (TorchNetwork network = new TorchNetwork(graph)) {
            double steadiness = compare(network, VanillaGradient.reference(), true);
            double spread = compare(network, VanillaGradient.reference().with("spread-ties", true), false);
            assertTrue(steadiness < 0.9, "the last bit decides: Pearson " + steadiness);
            assertTrue(spread > 0.999, "it does not any more: Pearson " + spread);
        }
    }

    private static double compare(TorchNetwork network, Method method, boolean told) {
        Explanation flat = method.explain(question(sky(false)), new TestRun(network));
        Explanation disturbed = method.explain(question(sky(true)), new TestRun(network));
        assertTrue(told == flat.notes().stream().anyMatch(note -> note.caveat() == Caveat.POOLING_TIES));
        assertFalse(disturbed.notes().stream().anyMatch(note -> note.caveat() == Caveat.NOTHING_TO_EXPLAIN));
        return Golden.pearson(Attribution.widened(flat.map()), Attribution.widened(disturbed.map()));
    }
}
