package org.lobescope.ui.source;

import java.util.List;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Interval;

/** The intervals to choose from. */
final class Intervals {
    static final List<Interval> ALL = List.of(
            ImageStyle.DEFAULT.interval(),
            Interval.Percentile.middle(99.5),
            Interval.Percentile.middle(99),
            Interval.Percentile.middle(95),
            new Interval.MinMax());

    private Intervals() {}

    static String name(Interval interval) {
        return switch (interval) {
            case Interval.Percentile p -> number(p.lower()) + "–" + number(p.upper()) + " %";
            default -> interval.label();
        };
    }

    private static String number(double percent) {
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }
}
