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
            new Interval.MinMax(),
            new Interval.Zscale(),
            new Interval.Sigma(1, 5),
            new Interval.Sigma(1, 20));

    private Intervals() {}

    /** What an interval does, in a sentence. */
    static String help(Interval interval) {
        return switch (interval) {
            case Interval.MinMax _ -> "From the smallest to the largest pixel of the cut-out.";
            case Interval.Percentile _ -> "Between two percentiles of the pixels of the cut-out.";
            case Interval.Zscale _ -> "IRAF's zscale: shows what is near the sky; bright sources saturate.";
            case Interval.Sigma s ->
                "From " + number(s.below()) + " σ below the sky's median to " + number(s.above())
                        + " σ above; σ is the noise of the cut-out.";
            case Interval.Manual _ -> "The limits that were set at the histogram.";
        };
    }

    static String name(Interval interval) {
        return switch (interval) {
            case Interval.Percentile p -> number(p.lower()) + "–" + number(p.upper()) + " %";
            case Interval.Sigma s -> number(-s.below()) + "…" + number(s.above()) + " σ";
            default -> interval.label();
        };
    }

    private static String number(double percent) {
        String text = percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
        return text.replace('-', '−');
    }
}
