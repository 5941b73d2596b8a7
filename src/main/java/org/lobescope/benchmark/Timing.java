package org.lobescope.benchmark;

import java.util.List;

/**
 * How long the same work took, each time it was done.
 *
 * @param runs seconds, at least one
 */
public record Timing(List<Double> runs) {
    public Timing {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a timing needs a run");
        }
    }

    /** The median in seconds; of an even number of runs the mean of the middle two. */
    public double median() {
        return quantile(0.5);
    }

    /**
     * A quantile in seconds, with linear steps between the runs.
     *
     * @param part 0 (shortest) to 1 (longest)
     */
    public double quantile(double part) {
        List<Double> sorted = runs.stream().sorted().toList();
        double at = part * (sorted.size() - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.size() - 1, below + 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }
}
