package org.lobescope.benchmark;

import java.util.List;

/**
 * How long the window lets a person wait.
 *
 * @param waits in the order of a person's work
 */
public record Interaction(List<Wait> waits) {
    public Interaction {
        waits = List.copyOf(waits);
    }

    /**
     * One kind of waiting.
     *
     * @param id the name in files
     * @param title for people: from what to what
     * @param timing each time it was waited for
     */
    public record Wait(String id, String title, Timing timing) {}
}
