package org.lobescope.service.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.lobescope.network.torch.TorchFolder;

/**
 * What a person has to know before a download.
 *
 * @param system DJL's name of operating system and processor
 * @param offer what suits this machine; empty when there is nothing for its system
 * @param driver of the GPU; empty when none was found
 * @param hosts that it would come from, for people
 * @param place the folder that it would be put into
 * @param needed bytes that must be free there
 * @param free bytes that are
 * @param present whether it was downloaded before
 */
public record DownloadProspect(
        String system,
        Optional<DownloadOffer> offer,
        Optional<NvidiaDriver> driver,
        String hosts,
        Path place,
        long needed,
        long free,
        boolean present) {
    private static final String LICENCE = "https://docs.nvidia.com/cuda/eula";

    /** Whether it can be expected to bring something. */
    public boolean isPromising() {
        return offer.isPresent() && warning().isEmpty();
    }

    /** Whether there is room for it. */
    public boolean fits() {
        return lack().isEmpty();
    }

    /** That there is no room for it, and what to do; empty when there is. */
    public Optional<String> lack() {
        return lack(place, needed, free);
    }

    /** That there is no room in a folder. */
    static Optional<String> lack(Path folder, long needed, long free) {
        return free >= needed
                ? Optional.empty()
                : Optional.of(ByteWords.of(needed) + " must be free in " + folder + ", but only " + ByteWords.of(free)
                        + " are: make room, or choose another disk as docs/engine.md tells.");
    }

    /** What would be downloaded: size, source, place, licences. */
    public String offered() {
        return offer.map(o -> "PyTorch " + TorchFolder.VERSION + " for CUDA " + o.cuda() + ": "
                        + (present
                                ? "downloaded before, nothing has to come; "
                                : ByteWords.of(o.bytes()) + " from " + hosts + ", ")
                        + ByteWords.of(o.unpacked())
                        + " in " + place + ". PyTorch is under the BSD licence, NVIDIA's libraries are under NVIDIA's ("
                        + LICENCE + ").")
                .orElseGet(() -> system.startsWith("osx")
                        ? "On a Mac with Apple silicon the program's own PyTorch computes on the GPU (Metal) already:"
                                + " there is nothing to download."
                        : "There is no download for this system (" + system
                                + "): use a PyTorch that is installed here.");
    }

    /** Why it would bring nothing; empty when it should work. */
    public Optional<String> warning() {
        if (offer.isEmpty()) {
            return Optional.empty();
        }
        DownloadOffer some = offer.get();
        if (driver.isEmpty()) {
            return Optional.of("No driver of NVIDIA was found on this machine: a download would bring nothing.");
        }
        NvidiaDriver found = driver.get();
        if (!found.isAtLeast(some.leastDriver())) {
            return Optional.of("The driver " + found.version() + " is too old for CUDA " + some.cuda() + ": install "
                    + some.leastDriver() + " or newer first.");
        }
        if (found.capability().filter(c -> !some.suits(c)).isPresent()) {
            return Optional.of("This PyTorch was not compiled for " + found.gpu() + " (compute capability "
                    + found.capability().get() + "): a download would bring nothing.");
        }
        return Optional.empty();
    }

    /** What was found on this machine. */
    public String found() {
        return driver.map(d -> "Found: " + d.words() + ".").orElse("");
    }
}
