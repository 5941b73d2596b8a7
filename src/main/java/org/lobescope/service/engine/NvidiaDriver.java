package org.lobescope.service.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.lobescope.service.worker.ChildProcess;

/**
 * NVIDIA's driver on this machine, as its own program {@code nvidia-smi} tells.
 *
 * @param gpu the name of the first GPU; empty when only the driver was found
 * @param version of the driver; empty when it is not told
 * @param capability what the GPU can do, as NVIDIA counts it: 8.6
 */
public record NvidiaDriver(String gpu, String version, Optional<Double> capability) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Path> TRACES = List.of(
            Path.of("/proc/driver/nvidia/version"),
            Path.of("/usr/lib/wsl/lib/libcuda.so.1"),
            Path.of("C:\\Windows\\System32\\nvcuda.dll"));

    /** Looks for it; takes a second or two. Empty where there is none. */
    public static Optional<NvidiaDriver> find() {
        return find(
                List.of("nvidia-smi", "--query-gpu=name,driver_version,compute_cap", "--format=csv,noheader"),
                TRACES,
                PATIENCE);
    }

    static Optional<NvidiaDriver> find(List<String> command, List<Path> traces, Duration patience) {
        try {
            Optional<NvidiaDriver> told =
                    ChildProcess.line(command, patience, line -> true).flatMap(NvidiaDriver::read);
            if (told.isPresent()) {
                return told;
            }
        } catch (IOException | TimeoutException e) {
            // no such program, or it hangs: the driver may still be there
        }
        return traces.stream().anyMatch(Files::exists)
                ? Optional.of(new NvidiaDriver("", "", Optional.empty()))
                : Optional.empty();
    }

    /** {@code NVIDIA GeForce RTX 3060, 550.54.14, 8.6}. */
    private static Optional<NvidiaDriver> read(String line) {
        String[] parts = line.split(",", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<Double> capability;
        try {
            capability = Optional.of(Double.valueOf(parts[2].strip()));
        } catch (NumberFormatException e) {
            capability = Optional.empty();
        }
        return Optional.of(new NvidiaDriver(parts[0].strip(), parts[1].strip(), capability));
    }

    /** Whether the driver is at least as new; also when its version is not told. */
    public boolean isAtLeast(String least) {
        if (version.isEmpty()) {
            return true;
        }
        String[] mine = version.split("\\.");
        String[] other = least.split("\\.");
        for (int i = 0; i < Math.min(mine.length, other.length); i++) {
            try {
                int difference = Integer.compare(Integer.parseInt(mine[i]), Integer.parseInt(other[i]));
                if (difference != 0) {
                    return difference > 0;
                }
            } catch (NumberFormatException e) {
                return true;
            }
        }
        return true;
    }

    /** For people: {@code NVIDIA GeForce RTX 3060, driver 550.54.14}. */
    public String words() {
        return (gpu.isEmpty() ? "a GPU of NVIDIA" : gpu) + (version.isEmpty() ? "" : ", driver " + version);
    }
}
