package org.lobescope.service;

import java.util.Comparator;

/**
 * The place of a piece of work in the line: the higher priority first; among equals the work whose steps can only follow
 * one another, since it is what the others would wait for in the end; then first come, first served.
 *
 * @param priority the larger, the sooner
 * @param sequential whether its batches hold a single image, each made from the one before
 * @param sequence when it came
 */
record Standing(int priority, boolean sequential, long sequence) implements Comparable<Standing> {
    private static final Comparator<Standing> ORDER = Comparator.comparingInt(Standing::priority)
            .reversed()
            .thenComparing(Standing::sequential, Comparator.reverseOrder())
            .thenComparingLong(Standing::sequence);

    @Override
    public int compareTo(Standing other) {
        return ORDER.compare(this, other);
    }

    /** The same place with at least that priority. */
    Standing raised(int least) {
        return priority >= least ? this : new Standing(least, sequential, sequence);
    }
}
