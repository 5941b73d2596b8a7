package org.lobescope.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.network.Device;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.ExplanationStore;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.service.home.OpenHome;
import org.lobescope.service.remote.ExplanationServer;
import org.lobescope.service.remote.Limits;
import org.lobescope.service.remote.Token;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lobescope serve}: computes for others. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        headerHeading = "",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        header = "Computes explanations for Lobescopes on other hosts.",
        description =
                "Computes explanations for windows and commands on other hosts, until it is stopped. Whoever has the"
                        + " token may ask; classifiers and images come from them and are kept in memory only.",
        footer = {
            "",
            "Without --bind only this machine is served: others come through an SSH tunnel.",
            "",
            "Examples:",
            "  lobescope serve --token-file token.txt",
            "  lobescope serve --token-file token.txt --bind 0.0.0.0 --tls-cert cert.pem --tls-key key.pem",
            "and on the other host",
            "  lobescope --home remote:localhost:7333 --token-file token.txt"
        })
final class ServeCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "The secret that clients show; made where there is no such file.")
    private Path tokenFile = Path.of("token.txt");

    @Option(names = "--port", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}; 0: any that is free")
    private int port = 7333;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address to serve, 0.0.0.0 for all; needs a certificate. Default: this machine only")
    private @Nullable String bind;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate with its chain, as PEM.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, as PEM (PKCS #8).")
    private @Nullable Path key;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:0|mps",
            description = "What to compute with. Default: auto, the best that PyTorch finds")
    private String device = "auto";

    @Option(
            names = "--no-programs",
            description =
                    "Take no TorchScript that only PyTorch itself can run: it is a program, which runs here with the"
                            + " rights of this server (docs/model-card.md).")
    private boolean noPrograms;

    @Override
    public Integer call() {
        Optional<ExplanationServer.Tls> tls = tls();
        Optional<Device> chosen = device();
        InetSocketAddress address = address();
        boolean fresh = !Files.exists(tokenFile);
        Token token = Token.readOrMake(tokenFile);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (fresh) {
            out.println("Made the token file " + tokenFile + ": copy it to whoever may use this server.");
        } else if (Token.isOpenToOthers(tokenFile)) {
            err.println("Others on this machine can read " + tokenFile + ": take that right away with chmod 600.");
            err.flush();
        }
        Limits limits = noPrograms ? Limits.usual().withoutPrograms() : Limits.usual();
        try (ExplanationService service = new LocalExplanationService(ExplanationStore.NONE, chosen);
                ExplanationServer server =
                        new ExplanationServer(service, OpenHome.identity(chosen), address, token, tls, limits)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
            out.println("Serving " + address.getAddress().getHostAddress() + " port " + server.port()
                    + (tls.isPresent() ? " with TLS" : "") + "; stop with Ctrl-C.");
            out.flush();
            server.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private Optional<ExplanationServer.Tls> tls() {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw wrong(new Problem("TLS needs both --tls-cert and --tls-key."));
        }
        return Optional.of(new ExplanationServer.Tls(certificate, key));
    }

    private InetSocketAddress address() {
        if (port < 0 || port > LARGEST_PORT) {
            throw wrong(new Problem("There is no port " + port + ": choose one from 1024 to " + LARGEST_PORT + "."));
        }
        return bind == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(bind, port);
    }

    private Optional<Device> device() {
        try {
            return Device.parse(device);
        } catch (Problem problem) {
            throw wrong(problem);
        }
    }

    private CommandLine.ParameterException wrong(Problem problem) {
        return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
    }
}
