package org.lobescope.benchmark;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Preset;

/**
 * What was measured, and where.
 *
 * @param taken the day
 * @param machine the machine and the versions
 * @param classifier its id
 * @param image its name
 * @param height rows of the network's input
 * @param width columns of the network's input
 * @param preset of all methods
 * @param start what is waited for once
 * @param firstTotal seconds for all methods at once, as the first thing that the process computes
 * @param total all methods asked for at once, as the window does, warmed up
 * @param totalPasses of the network for all methods at once
 * @param methods each asked for alone
 * @param others the part of the machine that other processes used meanwhile, 0 to 1; empty where the system does not
 *     tell it
 * @param peakBytes the most memory that the process had
 */
public record BenchmarkResult(
        LocalDate taken,
        Machine machine,
        String classifier,
        String image,
        int height,
        int width,
        Preset preset,
        StartTiming start,
        double firstTotal,
        Timing total,
        Passes totalPasses,
        List<MethodTiming> methods,
        Optional<Double> others,
        long peakBytes) {
    public BenchmarkResult {
        methods = List.copyOf(methods);
    }

    /** Seconds for all methods one after the other. */
    public double sum() {
        return methods.stream().mapToDouble(each -> each.timing().median()).sum();
    }
}
