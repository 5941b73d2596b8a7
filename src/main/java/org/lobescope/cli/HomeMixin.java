package org.lobescope.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lobescope.network.Device;
import org.lobescope.service.ExplanationService;
import org.lobescope.service.home.Home;
import org.lobescope.service.home.OpenHome;
import picocli.CommandLine.Option;

/** The options that say where to compute. */
final class HomeMixin {
    /** How long a remote host may be away before a job gives up. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Option(
            names = "--home",
            paramLabel = "process|worker|remote:HOST:PORT",
            description = "Where to compute: in this process (the default), in a worker process that may crash without"
                    + " harm, or on a host on which 'lobescope serve' runs.")
    private @Nullable String home;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "For a remote home: a copy of the server's token file.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description =
                    "For a remote home: the certificates to trust, as PEM. Default: those that the system trusts; on"
                            + " this machine, as through an SSH tunnel, no TLS at all")
    private @Nullable Path authority;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:0|mps",
            description = "What to compute with. Default: auto, the best that PyTorch finds")
    private String device = "auto";

    /** The home that was named; empty where none was. */
    Optional<Home> home() {
        return home == null && tokenFile == null && authority == null
                ? Optional.empty()
                : Optional.of(Home.parse(
                        home == null ? "process" : home,
                        Optional.ofNullable(tokenFile),
                        Optional.ofNullable(authority)));
    }

    /**
     * The service at home.
     *
     * @param keepsResults whether results are kept on the disk and used again
     * @param notices what it has to tell
     * @throws org.lobescope.Problem when it can't be opened
     */
    ExplanationService open(boolean keepsResults, Consumer<String> notices) {
        return new OpenHome(device(), keepsResults, PATIENCE, notices).open(home().orElse(Home.USUAL));
    }

    /** The device that was named; empty for the best. */
    Optional<Device> device() {
        return Device.parse(device);
    }
}
