package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.cli.Outcome.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void whatMakesNoSenseIsTold() {
        String token = folder.resolve("token.txt").toString();
        assertEquals(2, run("serve").code());
        assertEquals(2, run("serve", "--token-file", token, "--port", "70000").code());
        assertEquals(2, run("serve", "--token-file", token, "--device", "tpu").code());
        assertEquals(
                2, run("serve", "--token-file", token, "--tls-cert", "x.pem").code());
        Outcome open = run("serve", "--token-file", token, "--bind", "0.0.0.0", "--port", "0");
        assertEquals(1, open.code());
        assertTrue(open.err().contains("needs a certificate"), open.err());
        Outcome home = run("explain", "x.fits", "--home", "cloud");
        assertEquals(2, home.code());
        assertTrue(home.err().contains("There is no home 'cloud': choose process, worker or remote:HOST:PORT."));
    }

    /** The server on one thread, {@code explain --home remote:...} on another; the worker home as well. */
    @Test
    void explainComputesElsewhere() throws Exception {
        Path token = folder.resolve("token.txt");
        StringWriter said = new StringWriter();
        AtomicInteger code = new AtomicInteger(-1);
        Thread server = Thread.ofPlatform().daemon().start(() -> {
            CommandLine line = Main.commandLine();
            line.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
            code.set(line.execute("serve", "--token-file", token.toString(), "--port", "0", "--device", "cpu"));
        });
        Pattern ready = Pattern.compile("Serving 127\\.0\\.0\\.1 port (\\d+); stop with Ctrl-C");
        Matcher port = ready.matcher("");
        while (server.isAlive() && !port.reset(said.toString()).find()) {
            Thread.sleep(20);
        }
        assertTrue(port.reset(said.toString()).find(), said.toString());
        String image = Path.of("assets", "samples", "frii.fits").toString();
        String[] usual = {"explain", image, "--methods", "vanilla-gradient,grad-cam", "--no-cache"};
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        assertEquals(0, run(with(usual, "--maps", here.toString())).code());
        Outcome remote = run(with(
                usual,
                "--maps",
                there.toString(),
                "--home",
                "remote:localhost:" + port.group(1),
                "--token-file",
                token.toString()));
        assertEquals(0, remote.code(), remote.err());
        for (String map : new String[] {"frii.vanilla-gradient.fits", "frii.grad-cam.fits"}) {
            assertEquals(-1, Files.mismatch(here.resolve(map), there.resolve(map)), map);
        }
        server.interrupt();
        server.join();
    }

    private static String[] with(String[] words, String... more) {
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }
}
