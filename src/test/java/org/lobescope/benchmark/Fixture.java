package org.lobescope.benchmark;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;

/** A result and a peers' file that are the same everywhere. */
final class Fixture {
    private Fixture() {}

    static Path peersFile() {
        try {
            return Path.of(Objects.requireNonNull(Fixture.class.getResource("peers.json"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Peers peers() {
        return Peers.read(peersFile());
    }

    /** Vanilla Gradient, Guided IG and Grad-CAM in 0.25, 1 and 0.5 s, and in 1.5 s together. */
    static BenchmarkResult result(String cpu, LocalDate taken) {
        return new BenchmarkResult(
                taken,
                new Machine(cpu, 3, "Linux", "Java", "1.2", "0.35", "2.7, CPU"),
                "lenet",
                "galaxy.fits",
                150,
                152,
                Preset.REFERENCE,
                new StartTiming(0.25, 0.5, 0.125, 0.0625, 0.01),
                2,
                new Timing(List.of(1.5, 1.25, 9.0)),
                new Passes(1, 51, 1, 8),
                List.of(
                        method(MethodId.VANILLA_GRADIENT, 0.25, new Passes(0, 1, 0, 0)),
                        method(MethodId.GUIDED_IG, 1, new Passes(1, 50, 0, 0)),
                        method(MethodId.GRAD_CAM, 0.5, new Passes(0, 0, 1, 0))),
                Optional.of(0.25),
                300L << 20);
    }

    static Interaction interaction() {
        return new Interaction(
                List.of(new Interaction.Wait("stop", "Stop pressed", new Timing(List.of(0.007, 0.5, 0.001)))));
    }

    private static MethodTiming method(MethodId id, double seconds, Passes passes) {
        return new MethodTiming(id, new Timing(List.of(seconds)), passes);
    }
}
