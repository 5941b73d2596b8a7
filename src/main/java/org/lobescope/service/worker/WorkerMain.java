package org.lobescope.service.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.network.Device;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.remote.ExplanationServer;
import org.lobescope.service.remote.Limits;
import org.lobescope.service.remote.Token;

/**
 * The worker process: serves one parent on this machine. The token comes through the standard input, where nobody else can
 * read it, and the port goes out through the standard output; when the input ends, the parent has gone, and so does the
 * worker.
 */
public final class WorkerMain {
    /** Begins the line that tells the port. */
    static final String READY = "lobescope-worker ";

    /** Linux ends the process with the largest number first when memory runs out: better this one than the window. */
    private static final String EXPENDABLE = "500";

    private WorkerMain() {}

    /** Serves explanations, computed with the device that the argument names. */
    public static void main(String[] args) throws IOException {
        Optional<Device> device = Device.parse(args.length == 0 ? "auto" : args[0]);
        serve(() -> new LocalExplanationService(ExplanationStore.NONE, device));
    }

    /** Makes what is served. */
    @FunctionalInterface
    interface Maker {
        ExplanationService make();
    }

    /** Serves until the parent has gone; does not return. */
    static void serve(Maker maker) throws IOException {
        PrintStream parent = System.out;
        System.setOut(System.err); // what libraries print must not be taken for our word
        beExpendable();
        Token token = Token.of(line(System.in), "the standard input");
        ExplanationService service = maker.make();
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ExplanationServer server =
                new ExplanationServer(service, "a worker", here, token, Optional.empty(), Limits.usual());
        parent.println(READY + server.port());
        parent.flush();
        while (System.in.read() >= 0) {
            // nothing more is said
        }
        System.exit(0);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    private static void beExpendable() {
        Path score = Path.of("/proc/self/oom_score_adj");
        if (Files.isWritable(score)) {
            try {
                Files.writeString(score, EXPENDABLE);
            } catch (IOException e) {
                // then it is as likely to be ended as others
            }
        }
    }
}
