package org.lobescope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.MethodId;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.RequestState;
import org.lobescope.service.wire.Ask;
import org.lobescope.service.wire.Health;
import org.lobescope.service.wire.Reply;
import org.lobescope.service.wire.Upload;

/** What a server lets in, and what it does with bytes that nobody should send. */
class ExplanationServerTest {
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HeldService service = new HeldService();
    private final Token token = Token.random();
    private final Limits limits = new Limits(4, 3, 2, 4 << 20, 1 << 20, 8 << 20, true);
    private final ExplanationServer server =
            new ExplanationServer(service, "this", HERE, token, Optional.empty(), limits);
    private final Connection connection = Connection.plain("127.0.0.1", server.port(), token);

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    private static byte[] health(Channel channel) {
        return ClientCalls.blockingUnaryCall(channel, Protocol.HEALTH, CallOptions.DEFAULT, new byte[0]);
    }

    private void serverIsWell() throws IOException {
        assertEquals("abacus", Health.of(health(connection.channel())).device());
    }

    @Test
    void whoHasTheTokenIsLetIn() throws IOException {
        Health health = Health.of(health(connection.channel()));
        assertEquals(new Health("this", "abacus", true, 0, 12345, 0), health);
    }

    @Test
    void aWrongTokenIsRefusedBeforeAnythingIsRead() throws IOException {
        try (Connection wrong = Connection.plain("127.0.0.1", server.port(), Token.random())) {
            StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, () -> health(wrong.channel()));
            assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
        }
        // The announced message never comes, and yet there is an answer: nobody has waited for it.
        for (String header :
                List.of("", "Bearer wrong", token.header() + "x", token.header().substring(7))) {
            String answer = RawCall.send(server.port(), header, Protocol.VERSION, "Ask", RawCall.framed(100), false);
            assertTrue(answer.contains("grpc-status\u000216"), answer);
        }
        assertEquals(List.of(), service.asked);
        serverIsWell();
    }

    @Test
    void anotherVersionIsToldWhatToDo() throws IOException {
        String answer = RawCall.send(server.port(), token.header(), "999", "Health", RawCall.framed(0), true);
        assertTrue(answer.contains("grpc-status\u00019"), answer);
        assertTrue(answer.contains("install the same Lobescope at both ends"), answer);
    }

    @Test
    void aMessageOfAGigabyteIsRefusedByItsAnnouncement() throws IOException {
        for (String method : List.of("Ask", "Upload", "Health")) {
            String answer = RawCall.send(
                    server.port(),
                    token.header(),
                    Protocol.VERSION,
                    method,
                    RawCall.framed(1L << 30, new byte[64]),
                    false);
            assertTrue(answer.contains("grpc-status\u00018"), answer);
        }
        serverIsWell();
    }

    @Test
    void aTruncatedMessageIsRefused() throws IOException {
        String cut = RawCall.send(
                server.port(), token.header(), Protocol.VERSION, "Ask", RawCall.framed(100, new byte[10]), true);
        assertFalse(cut.contains("grpc-status\u00010"), cut);
        byte[] whole = new Ask.Classify("f", "k").bytes();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        String malformed = RawCall.send(
                server.port(), token.header(), Protocol.VERSION, "Ask", RawCall.framed(half.length, half), true);
        assertTrue(malformed.contains("grpc-status\u00013"), malformed);
        assertEquals(List.of(), service.asked);
        serverIsWell();
    }

    private Reply upload(Upload... messages) throws InterruptedException, StatusException, IOException {
        BlockingClientCall<byte[], byte[]> call =
                ClientCalls.blockingClientStreamingCall(connection.channel(), Protocol.UPLOAD, CallOptions.DEFAULT);
        for (Upload message : messages) {
            if (!call.write(message.bytes())) {
                break;
            }
        }
        call.halfClose();
        return Reply.of(call.read());
    }

    private static Status.Code refused(Executable upload) {
        return assertThrows(StatusException.class, upload).getStatus().getCode();
    }

    @Test
    void uploadsAreKeptOnlyUnderTheirOwnName() throws Exception {
        PreparedImage image = Examples.image(1);
        Upload.Image head =
                new Upload.Image("0".repeat(32), image.cutOut(), image.x().shape(), image.blackSky());
        Upload.Part pixels = new Upload.Part(new byte[Math.toIntExact(head.size())]);
        assertEquals(Status.Code.INVALID_ARGUMENT, refused(() -> upload(head, pixels)));
        // Another network under the classifier's name.
        byte[] other = Files.readAllBytes(Path.of("models", "resnets.onnx"));
        other[other.length / 2] ^= 1;
        Upload.Network network = new Upload.Network(
                Examples.CLASSIFIER.fingerprint().orElseThrow(),
                "x",
                Examples.CLASSIFIER.card(),
                List.of(new Upload.File("resnets.onnx", other.length)));
        Upload[] messages = new Upload[2 + other.length / Upload.PART];
        messages[0] = network;
        for (int i = 1; i < messages.length; i++) {
            messages[i] = new Upload.Part(
                    Arrays.copyOfRange(other, (i - 1) * Upload.PART, Math.min(other.length, i * Upload.PART)));
        }
        Reply.Failed failed = (Reply.Failed) upload(messages);
        assertTrue(failed.reason().endsWith("open the classifier again."), failed.reason());
        serverIsWell();
    }

    @Test
    void uploadsThatAreTooLargeCutOffOrElsewhereAreRefused() throws Exception {
        Upload.Image large =
                new Upload.Image("k", new CutOut(0, 0, 1, 1), new int[] {1, 1, 1 << 15, 1 << 15}, new float[1]);
        Reply.Failed failed = (Reply.Failed) upload(large);
        assertTrue(failed.reason().startsWith("The image has 4294967296 bytes, more than"), failed.reason());
        PreparedImage image = Examples.image(1);
        Upload.Image head =
                new Upload.Image(image.key(), image.cutOut(), image.x().shape(), image.blackSky());
        assertEquals(Status.Code.INVALID_ARGUMENT, refused(() -> upload(head)));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused(() -> upload(new Upload.Part(new byte[3]))));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused(() -> upload(head, head)));
        for (String name : List.of("../x.onnx", "/etc/x.onnx", "a/../../x", "a\\..\\x", "", "C:x")) {
            Upload.Network network =
                    new Upload.Network("f", "x", Examples.CLASSIFIER.card(), List.of(new Upload.File(name, 3)));
            assertEquals(Status.Code.INVALID_ARGUMENT, refused(() -> upload(network)), name);
        }
        serverIsWell();
    }

    @Test
    void aFullServerSaysSo() throws Exception {
        service.hold();
        try (RemoteExplanationService client = new RemoteExplanationService(
                new HostLink(
                        "here", Connection.plain("127.0.0.1", server.port(), token), Duration.ofSeconds(20), s -> {}),
                ExplanationStore.NONE,
                1 << 20)) {
            PreparedImage image = Examples.image(2);
            var tickets = Arrays.stream(MethodId.values())
                    .map(id -> client.explain(Examples.request(id, image), state -> {}))
                    .toList();
            while (service.asked.size() < limits.perClient()) {
                Thread.sleep(5);
            }
            Thread.sleep(300); // others would come in now
            assertEquals(limits.perClient(), service.asked.size());
            service.release();
            for (var ticket : tickets) {
                assertTrue(ticket.await() instanceof RequestState.Finished);
            }
            assertEquals(MethodId.values().length, service.asked.size());
        }
    }

    @Test
    void withoutACertificateOnlyThisMachineIsServed(@TempDir Path folder) throws IOException {
        Problem problem = assertThrows(
                Problem.class,
                () -> new ExplanationServer(
                        service, "", new InetSocketAddress("0.0.0.0", 0), token, Optional.empty(), limits));
        assertTrue(String.valueOf(problem.getMessage()).contains("use an SSH tunnel"), problem.getMessage());
        Path nonsense = Files.writeString(folder.resolve("cert.pem"), "nonsense");
        Problem bad = assertThrows(
                Problem.class,
                () -> new ExplanationServer(
                        service,
                        "",
                        new InetSocketAddress("0.0.0.0", 0),
                        token,
                        Optional.of(new ExplanationServer.Tls(nonsense, nonsense)),
                        limits));
        assertTrue(String.valueOf(bad.getMessage()).contains("cannot be used"), bad.getMessage());
    }
}
