package org.lobescope.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of the machine other processes use: a timing next to another program that computes is worth little. Linux
 * only.
 */
final class OtherLoad {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100; // Linux tells all programs so, whatever it uses itself
    private static final int FIELDS = 8; // user to steal: guests are counted in user
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    private final Optional<Double> allBefore = all();
    private final double ownBefore = own();
    private final long begun = System.nanoTime();

    /** The part of all cores that others used since this object was made, 0 to 1. */
    Optional<Double> share() {
        double seconds = (System.nanoTime() - begun) * 1e-9;
        double cores =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getAvailableProcessors();
        Optional<Double> allNow = all();
        double mine = own() - ownBefore;
        return allBefore.flatMap(
                before -> allNow.map(now -> Math.clamp((now - before - mine) / (seconds * cores), 0.0, 1.0)));
    }

    private static double own() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() * 1e-9;
    }

    /** Seconds that all processes together have used since the machine was started. */
    private static Optional<Double> all() {
        if (!Files.isReadable(STAT)) {
            return Optional.empty();
        }
        try {
            String[] words = Files.readAllLines(STAT).getFirst().strip().split("\\s+");
            double used = 0;
            for (int i = 0; i < FIELDS; i++) {
                used += i == IDLE || i == WAITING ? 0 : Long.parseLong(words[i + 1]);
            }
            return Optional.of(used / TICKS_PER_SECOND);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
