package org.lobescope.service.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** How fast a download has been of late, and so how long it will take. */
public final class DownloadPace {
    private static final long REMEMBERED_NANOS = 20_000_000_000L;
    private static final long LEAST_NANOS = 1_000_000_000L;
    private static final long EVERY_NANOS = 250_000_000L;

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long nanos, long bytes) {}

    /**
     * Tells it how far the download is.
     *
     * @param nanos of a clock that only its differences matter of
     */
    public void at(long nanos, long bytes) {
        if (!marks.isEmpty() && nanos - marks.getLast().nanos < EVERY_NANOS) {
            return;
        }
        marks.addLast(new Mark(nanos, bytes));
        while (nanos - marks.getFirst().nanos > REMEMBERED_NANOS) {
            marks.removeFirst();
        }
    }

    /** Seconds until all is there; empty while nothing can be said. */
    public OptionalLong secondsLeft(long all) {
        if (marks.isEmpty()) {
            return OptionalLong.empty();
        }
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        long nanos = last.nanos - first.nanos;
        long bytes = last.bytes - first.bytes;
        if (nanos < LEAST_NANOS || bytes <= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.round((double) (all - last.bytes) / bytes * nanos * 1e-9));
    }
}
