package org.lobescope.service.home;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Device;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.RequestState;
import org.lobescope.service.Ticket;
import org.lobescope.service.remote.Examples;
import org.lobescope.service.remote.ExplanationServer;
import org.lobescope.service.remote.Limits;
import org.lobescope.service.remote.Token;

/** The same questions at all three homes, with the real engine: the same bits. */
class HomesAgreeTest {
    private static final PreparedImage IMAGE = Examples.image(11);

    @TempDir
    private Path folder = Path.of(".");

    private static List<Method> methods() {
        return List.of(
                method(MethodId.VANILLA_GRADIENT),
                method(MethodId.SMOOTHGRAD).with("samples", 9),
                method(MethodId.GRAD_CAM),
                method(MethodId.GRAD_CAM_PLUS_PLUS));
    }

    private static Method method(MethodId id) {
        return Presets.method(id, Preset.REFERENCE);
    }

    private record Answers(float[] logits, List<Explanation> explanations) {}

    private static Answers answers(ExplanationService service) throws Exception {
        CompletableFuture<float[]> logits = new CompletableFuture<>();
        service.classify(
                Examples.CLASSIFIER,
                IMAGE,
                logits::complete,
                reason -> logits.completeExceptionally(new AssertionError(reason)));
        List<Ticket> tickets = new ArrayList<>();
        for (Method method : methods()) {
            tickets.add(service.explain(
                    new ExplanationRequest(
                            method.id().id(),
                            Examples.CLASSIFIER,
                            IMAGE,
                            method,
                            new Target(Target.Kind.LOGIT, 1),
                            Optional.empty(),
                            0),
                    state -> {}));
        }
        List<Explanation> explanations = new ArrayList<>();
        for (Ticket ticket : tickets) {
            explanations.add(assertInstanceOf(RequestState.Finished.class, ticket.await())
                    .explanation());
        }
        return new Answers(logits.get(60, TimeUnit.SECONDS), explanations);
    }

    private static void assertSame(Answers expected, Answers answers) {
        assertArrayEquals(expected.logits, answers.logits);
        for (int i = 0; i < expected.explanations.size(); i++) {
            Explanation one = expected.explanations.get(i);
            Explanation other = answers.explanations.get(i);
            assertArrayEquals(one.map(), other.map(), one.method().toString());
            assertArrayEquals(one.magnitude(), other.magnitude());
            assertEquals(one.layer(), other.layer());
            assertEquals(one.notes(), other.notes());
            assertEquals(one.method(), other.method());
            assertEquals(one.completeness(), other.completeness());
            assertEquals(one.weights().isPresent(), other.weights().isPresent());
            if (one.weights().isPresent()) {
                assertArrayEquals(one.weights().get(), other.weights().orElseThrow());
            }
        }
    }

    @Test
    void threeHomesOneAnswer() throws Exception {
        Path tokenFile = folder.resolve("token.txt");
        Token token = Token.readOrMake(tokenFile);
        OpenHome here = new OpenHome(Optional.of(Device.CPU), false, Duration.ofSeconds(30), s -> {});
        OpenHome there = new OpenHome(Optional.empty(), false, Duration.ofSeconds(30), s -> {});
        Answers expected;
        try (ExplanationService process = here.open(new Home.InProcess())) {
            expected = answers(process);
        }
        try (ExplanationService worker = here.open(new Home.Worker())) {
            assertSame(expected, answers(worker));
        }
        try (ExplanationService service = new LocalExplanationService(ExplanationStore.NONE);
                ExplanationServer server = new ExplanationServer(
                        service,
                        "this",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        token,
                        Optional.empty(),
                        Limits.usual());
                ExplanationService remote =
                        there.open(new Home.Remote("localhost", server.port(), tokenFile, Optional.empty()))) {
            assertSame(expected, answers(remote));
        }
    }
}
