package org.lobescope.service.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.RequestState;
import org.lobescope.service.ServiceStatus;
import org.lobescope.service.Ticket;

/** A service that asks a server, over a line that is cut now and then. */
class RemoteExplanationServiceTest {
    private static final PreparedImage IMAGE = Examples.image(7);

    private final HeldService service = new HeldService();
    private final Token token = Token.random();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ExplanationServer server = server(0);

    private ExplanationServer server(int port) {
        return new ExplanationServer(
                service,
                "this",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                token,
                Optional.empty(),
                Limits.usual());
    }

    private RemoteExplanationService client(int port, Token shown, Duration patience) {
        HostLink link = new HostLink("the host", Connection.plain("127.0.0.1", port, shown), patience, notices::add);
        RemoteExplanationService client = new RemoteExplanationService(link, ExplanationStore.NONE, 1 << 22);
        open.add(client);
        return client;
    }

    private RemoteExplanationService client(int port) {
        return client(port, token, Duration.ofSeconds(30));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        server.close();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertTrue(condition.getAsBoolean(), "it did not come");
    }

    /** Remembers the states, and checks that they are in order. */
    private static final class States implements Consumer<RequestState> {
        private final List<RequestState> all = new CopyOnWriteArrayList<>();

        @Override
        public void accept(RequestState state) {
            all.add(state);
        }

        boolean running() {
            return all.stream().anyMatch(s -> s instanceof RequestState.Running r && r.partial() != null);
        }

        void check() {
            double fraction = 0;
            int rank = 0;
            for (RequestState state : all) {
                int next = state instanceof RequestState.Waiting ? 0 : state instanceof RequestState.Running ? 1 : 2;
                assertTrue(next >= rank && rank < 2, all.toString());
                rank = next;
                if (state instanceof RequestState.Running running) {
                    assertTrue(running.fraction() >= fraction, all.toString());
                    fraction = running.fraction();
                }
            }
        }
    }

    private static void assertFinished(ExplanationRequest request, RequestState end) {
        RequestState.Finished finished = assertInstanceOf(RequestState.Finished.class, end);
        assertArrayEquals(HeldService.map(request), finished.explanation().map());
        assertEquals(0.5, finished.explanation().seconds());
    }

    @Test
    void tenRequestsSendTheImageAndTheClassifierOnce() throws Exception {
        CutLine line = new CutLine(server.port());
        open.add(line);
        RemoteExplanationService client = client(line.port());
        List<States> states = new ArrayList<>();
        List<Ticket> tickets = new ArrayList<>();
        for (MethodId method : MethodId.values()) {
            states.add(new States());
            tickets.add(client.explain(Examples.request(method, IMAGE), states.getLast()));
        }
        for (MethodId method : MethodId.values()) {
            assertFinished(
                    Examples.request(method, IMAGE),
                    tickets.get(method.ordinal()).await());
            states.get(method.ordinal()).check();
        }
        long content = Files.size(Examples.CLASSIFIER.graph().files().getFirst())
                + 4L * IMAGE.x().values().length;
        assertTrue(line.bytes() > content && line.bytes() < 1.1 * content, line.bytes() + " of " + content);
        // What is finished comes from this side.
        RequestState again =
                client.explain(Examples.request(MethodId.XRAI, IMAGE), s -> {}).await();
        assertTrue(((RequestState.Finished) again).cached());
        assertEquals(10, service.asked.size());
    }

    @Test
    void logitsAndStatusComeFromTheServer() throws Exception {
        RemoteExplanationService client = client(server.port());
        CompletableFuture<float[]> logits = new CompletableFuture<>();
        client.classify(
                Examples.CLASSIFIER, IMAGE, logits::complete, s -> logits.completeExceptionally(new AssertionError(s)));
        assertArrayEquals(new float[] {IMAGE.x().values()[0], 3}, logits.get(20, TimeUnit.SECONDS));
        assertEquals(new ServiceStatus("the host", "abacus", true, 0, 12345, ""), client.status());
    }

    @Test
    void whatIsCancelledHereIsCancelledThere() throws Exception {
        service.hold();
        RemoteExplanationService client = client(server.port());
        States states = new States();
        Ticket ticket = client.explain(Examples.request(MethodId.BLUR_IG, IMAGE), states);
        until(states::running);
        ticket.cancel();
        assertInstanceOf(RequestState.Stopped.class, ticket.await());
        until(() -> service.cancelled.get() == 1);
        // A newer request of a slot replaces the older one.
        Ticket older = client.explain(Examples.request(MethodId.BLUR_IG, IMAGE), s -> {});
        until(() -> service.asked.size() == 2);
        Ticket newer = client.explain(Examples.request(MethodId.BLUR_IG, Examples.image(8)), s -> {});
        assertInstanceOf(RequestState.Stopped.class, older.await());
        until(() -> service.cancelled.get() == 2);
        service.release();
        assertFinished(Examples.request(MethodId.BLUR_IG, Examples.image(8)), newer.await());
        states.check();
    }

    @Test
    void aCutLineCostsNothingButTime() throws Exception {
        CutLine line = new CutLine(server.port());
        open.add(line);
        RemoteExplanationService client = client(line.port());
        ExplanationRequest finished = Examples.request(MethodId.GRAD_CAM, IMAGE);
        assertFinished(finished, client.explain(finished, s -> {}).await());
        service.hold();
        ExplanationRequest held = Examples.request(MethodId.GUIDED_IG, IMAGE);
        States states = new States();
        Ticket ticket = client.explain(held, states);
        until(states::running);
        line.cut();
        until(() -> notices.size() == 1);
        assertEquals(
                "The connection to the host is lost: finished maps stay, and the others go on as soon as it is back.",
                notices.getFirst());
        assertEquals(notices.getFirst(), client.status().trouble());
        until(() -> service.cancelled.get() == 1); // nobody is left to compute for
        // Finished maps are here, and what is asked meanwhile waits.
        assertFinished(finished, client.explain(finished, s -> {}).await());
        ExplanationRequest late = Examples.request(MethodId.XRAI, IMAGE);
        Ticket waiting = client.explain(late, s -> {});
        service.release();
        line.mend();
        assertFinished(held, ticket.await());
        assertFinished(late, waiting.await());
        states.check();
        until(() -> notices.size() == 2);
        assertEquals("The connection to the host is back; what was not finished goes on.", notices.getLast());
        assertEquals("", client.status().trouble());
    }

    @Test
    void aServerThatIsStartedAnewGoesOn() throws Exception {
        service.hold();
        RemoteExplanationService client = client(server.port());
        ExplanationRequest request = Examples.request(MethodId.SMOOTHGRAD, IMAGE);
        States states = new States();
        Ticket ticket = client.explain(request, states);
        until(states::running);
        int port = server.port();
        server.close();
        service.release();
        server = server(port);
        // It has none of what was sent to the one before.
        assertFinished(request, ticket.await());
        states.check();
    }

    @Test
    void twoClientsDoNotDisturbEachOther() throws Exception {
        service.hold();
        RemoteExplanationService one = client(server.port());
        RemoteExplanationService two = client(server.port());
        // The same slot at both.
        ExplanationRequest first = Examples.request(MethodId.XRAI, IMAGE);
        ExplanationRequest second = Examples.request(MethodId.XRAI, Examples.image(9));
        States states = new States();
        Ticket ofOne = one.explain(first, states);
        Ticket ofTwo = two.explain(second, s -> {});
        until(() -> service.asked.size() == 2);
        assertEquals(
                2,
                service.asked.stream().map(ExplanationRequest::slot).distinct().count());
        two.cancelAll();
        assertInstanceOf(RequestState.Stopped.class, ofTwo.await());
        until(() -> service.cancelled.get() == 1);
        two.close();
        service.release();
        assertFinished(first, ofOne.await());
        assertEquals(1, service.cancelled.get());
    }

    @Test
    void aWrongTokenIsToldAndNothingIsWaitedFor() throws Exception {
        RemoteExplanationService client = client(server.port(), Token.random(), Duration.ofSeconds(30));
        RequestState end =
                client.explain(Examples.request(MethodId.XRAI, IMAGE), s -> {}).await();
        assertEquals(
                "The server at the host refuses: the token is not the server's: copy the server's token file.",
                assertInstanceOf(RequestState.Failed.class, end).reason());
        CompletableFuture<String> failure = new CompletableFuture<>();
        client.classify(Examples.CLASSIFIER, IMAGE, logits -> {}, failure::complete);
        assertTrue(failure.get(20, TimeUnit.SECONDS).contains("copy the server's token file"));
        assertEquals(List.of(), service.asked);
    }

    @Test
    void aHostThatIsNotThereIsNamed() throws Exception {
        int port = server.port();
        server.close();
        RemoteExplanationService client = client(port, token, Duration.ofMillis(600));
        RequestState end =
                client.explain(Examples.request(MethodId.XRAI, IMAGE), s -> {}).await();
        String reason = assertInstanceOf(RequestState.Failed.class, end).reason();
        assertTrue(reason.startsWith("There is no answer from the host: check that 'lobescope serve' runs"), reason);
    }

    @Test
    void closingEndsWhatWaits() throws IOException, InterruptedException {
        service.hold();
        RemoteExplanationService client = client(server.port());
        List<Ticket> tickets = Arrays.stream(MethodId.values())
                .map(id -> client.explain(Examples.request(id, IMAGE), s -> {}))
                .toList();
        client.close();
        for (Ticket ticket : tickets) {
            assertInstanceOf(RequestState.Stopped.class, ticket.await());
        }
        assertInstanceOf(
                RequestState.Stopped.class,
                client.explain(Examples.request(MethodId.XRAI, IMAGE), s -> {}).await());
    }
}
