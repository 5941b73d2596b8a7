package org.lobescope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.explain.MethodId;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.RequestState;

/** TLS with a certificate of one's own. */
class TlsTest {
    @TempDir
    private Path folder = Path.of(".");

    /** A self-signed certificate for localhost, made with the JDK's keytool. */
    private ExplanationServer.Tls certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-alias",
                        "x",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        return new ExplanationServer.Tls(
                pem(name + "-cert.pem", "CERTIFICATE", keys.getCertificate("x").getEncoded()),
                pem(
                        name + "-key.pem",
                        "PRIVATE KEY",
                        keys.getKey("x", "changeit".toCharArray()).getEncoded()));
    }

    private Path pem(String name, String kind, byte[] content) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static RequestState ask(Connection connection, int patience) throws InterruptedException {
        HostLink link = new HostLink("the host", connection, Duration.ofMillis(patience), sentence -> {});
        try (RemoteExplanationService client = new RemoteExplanationService(link, ExplanationStore.NONE, 1 << 20)) {
            return client.explain(Examples.request(MethodId.XRAI, Examples.image(3)), state -> {})
                    .await();
        }
    }

    @Test
    void onlyWhoTrustsTheCertificateConnects() throws Exception {
        ExplanationServer.Tls ours = certificate("ours");
        Path others = certificate("others").certificate();
        Token token = Token.random();
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ExplanationServer server =
                new ExplanationServer(new HeldService(), "this", here, token, Optional.of(ours), Limits.usual())) {
            int port = server.port();
            assertInstanceOf(
                    RequestState.Finished.class,
                    ask(Connection.secure("localhost", port, token, Optional.of(ours.certificate())), 30_000));
            for (Optional<Path> authority : List.of(Optional.of(others), Optional.<Path>empty())) {
                RequestState.Failed failed = assertInstanceOf(
                        RequestState.Failed.class, ask(Connection.secure("localhost", port, token, authority), 700));
                assertTrue(failed.reason().startsWith("There is no answer from the host"), failed.reason());
            }
            assertInstanceOf(RequestState.Failed.class, ask(Connection.plain("localhost", port, token), 700));
        }
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        assertThrows(Problem.class, () -> Connection.secure("localhost", 1, token, Optional.of(nonsense)));
    }
}
