package org.lobescope.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.network.LayerPass;
import org.lobescope.network.Network;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchNetwork;

class CountingNetworkTest {
    private final PassCounter counter = new PassCounter();

    @Test
    void countsImagesAndAnswersAsTheNetworkDoes() {
        try (TorchNetwork network = new TorchNetwork(
                new ClassifierLibrary(Path.of("none")).load("lenet").graph())) {
            CountingNetwork counting = new CountingNetwork(network, counter);
            int size = network.input().size();
            Tensor x = new Tensor(network.input().batch(3), new float[3 * size]);
            Target score = new Target(Target.Kind.LOGIT, 1);
            assertArrayEquals(network.logits(x), counting.logits(x));
            counting.logits(x);
            assertEquals(new Passes(6, 0, 0, 0), counter.take());
            counting.gradients(x, score);
            counting.summedGradient(x, new float[] {1, 1, 1}, score);
            assertEquals(new Passes(0, 6, 0, 0), counter.take());
            Layer layer = counting.layers().stream()
                    .filter(Layer::spatial)
                    .findFirst()
                    .orElseThrow();
            List<LayerPass> passes = counting.layers(x, List.of(layer), score);
            assertEquals(new Passes(0, 0, 3, 0), counter.take());
            counting.logitsFrom(layer, passes.getFirst().activation(), x);
            assertEquals(new Passes(0, 0, 0, 3), counter.take());
            counting.spreadingTies().gradients(x.entry(0), score);
            assertEquals(new Passes(0, 1, 0, 0), counter.take());
            assertEquals(Passes.NONE, counter.take());
        }
    }

    /** A new way to ask a network must be counted, too, and not fall back on what the interface does by default. */
    @Test
    void standsForEveryMethodOfANetwork() {
        for (Method method : Network.class.getDeclaredMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
                assertDoesNotThrow(
                        () -> CountingNetwork.class.getDeclaredMethod(method.getName(), method.getParameterTypes()));
            }
        }
    }
}
