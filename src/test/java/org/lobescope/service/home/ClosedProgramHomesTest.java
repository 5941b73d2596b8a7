package org.lobescope.service.home;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Tensor;
import org.lobescope.network.torch.TorchScriptTrial;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.service.remote.ExplanationServer;
import org.lobescope.service.remote.Limits;
import org.lobescope.service.remote.Token;

/** Networks that only PyTorch itself can run, wherever explanations are computed. */
class ClosedProgramHomesTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/lobescope/network/programs");

    @TempDir
    private Path folder = Path.of(".");

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final OpenHome homes = new OpenHome(Optional.empty(), false, Duration.ofMinutes(2), notices::add);

    private static Classifier classifier(String name) {
        return new ClassifierLibrary(Path.of("none"), new TorchScriptTrial()).load(FOLDER.resolve(name + ".pt"));
    }

    private static PreparedImage image(ImageShape shape, float brightness) {
        float[] values = new float[shape.size()];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = brightness * random.nextFloat();
        }
        return new PreparedImage(
                new Tensor(shape.batch(1), values),
                new float[] {0},
                new CutOut(0, 0, shape.width(), shape.height()),
                new float[shape.height() * shape.width()],
                false,
                List.of(),
                List.of());
    }

    private static Ticket ask(ExplanationService service, Classifier classifier, MethodId method, float brightness) {
        return service.explain(
                new ExplanationRequest(
                        "tile/" + method.id(),
                        classifier,
                        image(classifier.graph().input(), brightness),
                        Presets.method(method, Preset.REFERENCE),
                        new Target(Target.Kind.LOGIT, 0),
                        Optional.empty(),
                        0),
                state -> {});
    }

    /** The maps of all methods that look at the input; the others have to say why they are not there. */
    private static Map<MethodId, float[]> maps(ExplanationService service) throws InterruptedException {
        Classifier classifier = classifier("fourier");
        List<Ticket> tickets = new ArrayList<>();
        for (MethodId method : MethodId.values()) {
            tickets.add(ask(service, classifier, method, 1));
        }
        Map<MethodId, float[]> maps = new EnumMap<>(MethodId.class);
        for (MethodId method : MethodId.values()) {
            RequestState end = tickets.get(method.ordinal()).await();
            if (method.layered()) {
                String reason = assertInstanceOf(RequestState.Failed.class, end).reason();
                assertTrue(reason.startsWith(method.title() + " looks at a layer, but fourier.pt"), reason);
                assertTrue(reason.contains("fft_rfft2"), reason);
            } else {
                maps.put(
                        method,
                        assertInstanceOf(RequestState.Finished.class, end, method + " " + end)
                                .explanation()
                                .map());
            }
        }
        assertEquals(7, maps.size());
        return maps;
    }

    @Test
    void allHomesGiveTheSameMaps() throws Exception {
        Map<MethodId, float[]> here;
        try (ExplanationService service = homes.open(new Home.InProcess())) {
            here = maps(service);
        }
        for (float[] map : here.values()) {
            float size = 0;
            for (float value : map) {
                size += Math.abs(value);
            }
            assertTrue(size > 0, "an empty map");
        }
        try (ExplanationService service = homes.open(new Home.Worker())) {
            assertEqualMaps(here, maps(service));
        }
        Path token = folder.resolve("token.txt");
        Token secret = Token.readOrMake(token);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ExplanationService far = new LocalExplanationService(ExplanationStore.NONE, Optional.empty());
                ExplanationServer server =
                        new ExplanationServer(far, "far", address, secret, Optional.empty(), Limits.usual());
                ExplanationService service =
                        homes.open(new Home.Remote("localhost", server.port(), token, Optional.empty()))) {
            assertEqualMaps(here, maps(service));
        }
    }

    @Test
    void aServerMayTakeNoPrograms() throws Exception {
        Path token = folder.resolve("token.txt");
        Token secret = Token.readOrMake(token);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Limits none = Limits.usual().withoutPrograms();
        try (ExplanationService far = new LocalExplanationService(ExplanationStore.NONE, Optional.empty());
                ExplanationServer server = new ExplanationServer(far, "far", address, secret, Optional.empty(), none);
                ExplanationService service =
                        homes.open(new Home.Remote("localhost", server.port(), token, Optional.empty()))) {
            RequestState end =
                    ask(service, classifier("gated"), MethodId.XRAI, 1).await();
            String reason = assertInstanceOf(RequestState.Failed.class, end).reason();
            assertTrue(reason.contains("this server takes none"), reason);
        }
    }

    private static void assertEqualMaps(Map<MethodId, float[]> one, Map<MethodId, float[]> other) {
        one.forEach((method, map) -> assertArrayEquals(map, other.get(method), method.title()));
    }

    /** The trap ends the process that computes it when it sees a bright image: the worker process, not this one. */
    @Test
    void aCrashEndsTheWorkerOnly() throws Exception {
        Path file = Files.copy(FOLDER.resolve("trap.pt"), folder.resolve("trap.pt"));
        Classifier trap = new ClassifierLibrary(folder, new TorchScriptTrial()).load(file);
        try (ExplanationService service = homes.open(new Home.Worker())) {
            RequestState dim = ask(service, trap, MethodId.VANILLA_GRADIENT, 1).await();
            assertInstanceOf(RequestState.Finished.class, dim, dim.toString());
            RequestState bright =
                    ask(service, trap, MethodId.VANILLA_GRADIENT, 10_000).await();
            String reason = assertInstanceOf(RequestState.Failed.class, bright).reason();
            assertTrue(reason.contains("ended the worker process 2 times and is not tried again"), reason);
            assertTrue(notices.getFirst().contains("crashed in native code"), notices.toString());
            RequestState after = ask(service, trap, MethodId.SMOOTHGRAD, 1).await();
            assertInstanceOf(RequestState.Finished.class, after, after.toString());
        }
    }
}
