package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Network;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.sky.ImageReader;

/** Many explanations in a row: neither native arrays nor the memory of the process pile up. */
class EnduranceTest {
    private static final long MIB = 1 << 20;

    private final AtomicReference<TorchNetwork> loaded = new AtomicReference<>();

    @Test
    void someExplanationsLeaveNoArraysBehind() throws Exception {
        endure(
                "lenet",
                6,
                List.of(
                        MethodId.VANILLA_GRADIENT,
                        MethodId.SMOOTHGRAD,
                        MethodId.INTEGRATED_GRADIENTS,
                        MethodId.GRAD_CAM,
                        MethodId.GRAD_CAM_PLUS_PLUS,
                        MethodId.SCORE_CAM));
    }

    @Test
    @Tag("slow")
    @Timeout(3600)
    void threeHundredExplanationsLeaveTheProcessAsItWas() throws Exception {
        List<Long> memory = endure("resnets", 30, List.of(MethodId.values()));
        // The first third lets the allocators and the caches find their size.
        long settled = memory.get(10);
        long end = memory.getLast();
        assertTrue(end - settled < 64 * MIB, "from " + settled / MIB + " to " + end / MIB + " MiB");
    }

    /** Explains a slightly different image in each round; returns the memory besides Java's own heap after each. */
    private List<Long> endure(String id, int rounds, List<MethodId> methods) throws Exception {
        Classifier classifier = new ClassifierLibrary(Path.of("none")).load(id);
        PreparedImage image = classifier.prepare(ImageReader.read(Path.of("assets", "samples", "frii.fits")));
        List<Long> memory = new ArrayList<>();
        int arrays = -1;
        TorchLoader torch = new TorchLoader(Optional.empty());
        try (LocalExplanationService service = new LocalExplanationService(
                (asked, shape) -> spied(torch.load(asked, shape)),
                (method, question, run) -> method.explain(question, run),
                2,
                System::nanoTime,
                16 * MIB)) {
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                explainAll(service, classifier, dimmed(image, round), methods);
                int alive = arrays(loaded.get());
                if (round == 1) { // in the first round the weights are loaded
                    arrays = alive;
                } else if (round > 1) {
                    assertEquals(arrays, alive, "native arrays and managers after round " + round);
                }
                System.gc();
                long heap = Runtime.getRuntime().totalMemory();
                memory.add(ProcessMemory.bytes() - heap);
                System.out.printf(
                        "%s, round %d: %.1f s, %d arrays, %d MiB besides the %d MiB of the Java heap%n",
                        id, round + 1, (System.nanoTime() - begun) * 1e-9, alive, memory.getLast() / MIB, heap / MIB);
            }
        }
        return memory;
    }

    private static void explainAll(
            ExplanationService service, Classifier classifier, PreparedImage image, List<MethodId> methods)
            throws InterruptedException {
        List<Ticket> tickets = new ArrayList<>();
        for (MethodId id : methods) {
            Method method = Presets.method(id, Preset.REFERENCE);
            Target target = new Target(Target.Kind.LOGIT, 1);
            tickets.add(service.explain(
                    new ExplanationRequest(id.id(), classifier, image, method, target, Optional.empty(), 0),
                    state -> {}));
        }
        for (Ticket ticket : tickets) {
            assertInstanceOf(RequestState.Finished.class, ticket.await());
        }
    }

    /** Another image to the caches, the same one to the eye. */
    private static PreparedImage dimmed(PreparedImage image, int round) {
        float[] values = image.x().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1 - 1e-4f * round;
        }
        return image.withValues(values);
    }

    private NetworkLoader.LoadedNetwork spied(NetworkLoader.LoadedNetwork network) {
        Network inside = network.network();
        loaded.set(assertInstanceOf(
                TorchNetwork.class,
                assertInstanceOf(FittingNetwork.class, inside).inside()));
        return network;
    }

    /** Arrays and managers below the network's own manager: what its calls could leave behind. */
    private static int arrays(@Nullable TorchNetwork network) throws ReflectiveOperationException {
        Field manager = TorchNetwork.class.getDeclaredField("manager");
        manager.setAccessible(true);
        return below(manager.get(network));
    }

    private static int below(Object manager) throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        int count = 0;
        for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
            count += 1 + (resource instanceof BaseNDManager inner ? below(inner) : 0);
        }
        return count;
    }
}
