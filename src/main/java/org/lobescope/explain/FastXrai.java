package org.lobescope.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.explain.segment.Segmentation;

/**
 * Fast XRAI (Kapishnikov et al. 2019, arXiv:1906.02825): as {@link Xrai}, but the segments are sorted only once, by the
 * mean attribution of all their pixels, and added in that order. The ten-method study most likely showed something else
 * under this name: the full map with all but its highest part set to 0. H x W.
 *
 * @param variant which of the two
 * @param top the part of the map that is kept, percent of the pixels; only for {@link Variant#TOP}
 * @param points gradients on each of the two paths
 * @param segmentation how the segments are made
 * @param minAdded a segment that adds fewer pixels is dropped
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
public record FastXrai(
        Variant variant, double top, int points, Segmentation segmentation, int minAdded, boolean spreadTies)
        implements Method {
    /** What is called Fast XRAI. */
    public enum Variant implements Option.Named {
        /** The original: sort once. */
        FAST("fast", "sort segments once"),
        /** The full map, 0 where it is below its (100 - top)th percentile. */
        TOP("top", "top part of the full map");

        private final String id;
        private final String label;

        Variant(String id, String label) {
            this.id = id;
            this.label = label;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** The original fast algorithm with its constants. */
    public static FastXrai reference() {
        return new FastXrai(Variant.FAST, 30, 100, Segmentation.reference(), 50, false);
    }

    /** The top 30 % of the full map. */
    public static FastXrai paper() {
        return new FastXrai(Variant.TOP, 30, 100, Segmentation.reference(), 50, false);
    }

    @Override
    public MethodId id() {
        return MethodId.FAST_XRAI;
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>();
        options.add(Option.choice("variant", "Variant", "The original fast algorithm, or the full one cut.", variant));
        options.add(new Option.Real(
                "top", "Top", "% of pixels", "What is kept of the full map; only for the cut variant.", top, 0, 100));
        options.addAll(regions().options());
        return List.copyOf(options);
    }

    /** Only the cut variant keeps a part of the map. */
    @Override
    public List<Option> optionsInUse() {
        return options().stream()
                .filter(option -> variant == Variant.TOP || !option.key().equals("top"))
                .toList();
    }

    @Override
    public FastXrai with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        XraiRegions changed = XraiRegions.from(s);
        return new FastXrai(
                s.choice("variant", Variant.class),
                s.real("top"),
                changed.points(),
                changed.segmentation(),
                changed.minAdded(),
                changed.spreadTies());
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "XRAI with one sorting of the segments instead of a new search after each.",
                """
                a and segments as XRAI
                sort segments once by the mean of a; in that order:
                  map = mean of a on the pixels that the segment adds
                paper preset: full XRAI, 0 below the 70th percentile of the map""",
                List.of(
                        "Kapishnikov, Bolukbasi, Viégas & Terry 2019, XRAI: Better Attributions Through Regions, ICCV,"
                                + " arXiv:1906.02825",
                        "PAIR saliency 0.2.1, xrai.py",
                        MethodCard.STUDY),
                2 * points + " gradients, shared with XRAI",
                List.of(
                        "All caveats of XRAI hold.",
                        "The map has few different values, so the top 30 % usually end on a plateau: more than 30 % of"
                                + " the pixels stay."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        double[] map = switch (variant) {
            case FAST -> regions().fast(question, run).map();
            case TOP -> top(regions().full(question, run).map(), top);
        };
        return new Attribution(XraiRegions.plane(question), map)
                .explanation(
                        this,
                        question,
                        Sign.SIGNED,
                        new Caveats(this, question, run).ofRegions(segmentation, spreadTies),
                        Optional.empty());
    }

    /** A map with 0 where it is below its (100 - percent)th percentile (linear interpolation between ranks). */
    static double[] top(double[] map, double percent) {
        double[] sorted = map.clone();
        Arrays.sort(sorted);
        double rank = (100 - percent) / 100 * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        double threshold = sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
        double[] kept = new double[map.length];
        for (int i = 0; i < map.length; i++) {
            kept[i] = map[i] < threshold ? 0 : map[i];
        }
        return kept;
    }

    private XraiRegions regions() {
        return new XraiRegions(points, segmentation, minAdded, spreadTies);
    }
}
