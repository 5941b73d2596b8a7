package org.lobescope.explain;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.lobescope.explain.segment.Mask;
import org.lobescope.explain.segment.RegionSweep;
import org.lobescope.explain.segment.RegionSweep.Regions;
import org.lobescope.explain.segment.Segmentation;
import org.lobescope.network.ImageShape;

/**
 * What XRAI and Fast XRAI have in common, each part computed once per question: the attribution that the regions share out
 * (H x W, the mean of two Integrated Gradients, from the darkest and from the brightest constant image, the largest
 * channel), the masks, and the full ranking.
 *
 * @param points gradients on each of the two paths
 * @param segmentation how the masks are made
 * @param minAdded fewest pixels that a region adds
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
record XraiRegions(int points, Segmentation segmentation, int minAdded, boolean spreadTies) {
    private record AttributionKey(Target target, int points, boolean spreadTies) {}

    private record MasksKey(Segmentation segmentation) {}

    private record FullKey(Target target, XraiRegions options) {}

    /** The shape of the map: one channel, H x W. */
    static ImageShape plane(Question question) {
        return new ImageShape(1, question.shape().height(), question.shape().width());
    }

    /** Again and again the best mask. */
    Regions full(Question question, Run run) {
        segmentMeanwhile(question, run);
        return run.shared(
                new FullKey(question.target(), this),
                () -> sweep(question, attribution(question, run)).full(masks(question, run)));
    }

    /** Each mask once, in the order of its mean. */
    Regions fast(Question question, Run run) {
        segmentMeanwhile(question, run);
        return sweep(question, attribution(question, run)).fast(masks(question, run));
    }

    private RegionSweep sweep(Question question, double[] attribution) {
        return new RegionSweep(
                attribution, question.shape().height(), question.shape().width(), minAdded);
    }

    /** Segments do not depend on the network: they are made while it computes. */
    private void segmentMeanwhile(Question question, Run run) {
        run.ahead(new MasksKey(segmentation), () -> segments(question));
    }

    private List<Mask> masks(Question question, Run run) {
        return run.shared(new MasksKey(segmentation), () -> segments(question));
    }

    private List<Mask> segments(Question question) {
        ImageShape shape = question.shape();
        return segmentation.masks(question.x().values(), shape.channels(), shape.height(), shape.width());
    }

    /** Stage 1 and 2: the mean of the two Integrated Gradients, the largest channel, H x W. */
    double[] attribution(Question question, Run run) {
        return run.shared(new AttributionKey(question.target(), points, spreadTies), () -> {
            float[] x = question.x().values();
            float smallest = Float.POSITIVE_INFINITY;
            float largest = Float.NEGATIVE_INFINITY;
            for (float value : x) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
            Attribution none = Attribution.zeros(question.shape());
            Attribution black = from(question, smallest, run, 0, none);
            Attribution white = from(question, largest, run, points, black);
            return largestChannel(mean(black, white));
        });
    }

    /** Integrated Gradients from a constant image. */
    Attribution from(Question question, float level, Run run, int before, Attribution other) {
        float[] baseline = new float[question.shape().size()];
        Arrays.fill(baseline, level);
        StraightPath path =
                new StraightPath(question.shape(), question.x().values(), baseline, Quadrature.linspace(points));
        return path.attribution(PoolingTies.network(run, spreadTies), question.target(), (done, soFar) -> {
            Supplier<float[]> partial = () -> Attribution.rounded(largestChannel(mean(soFar.get(), other)));
            run.progress(before + done, 2 * points, partial);
        });
    }

    private static Attribution mean(Attribution a, Attribution b) {
        double[] mean = new double[a.values().length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (a.values()[i] + b.values()[i]) / 2;
        }
        return new Attribution(a.shape(), mean);
    }

    private static double[] largestChannel(Attribution attribution) {
        int pixels = attribution.shape().pixels();
        double[] largest = Arrays.copyOf(attribution.values(), pixels);
        for (int i = pixels; i < attribution.values().length; i++) {
            largest[i % pixels] = Math.max(largest[i % pixels], attribution.values()[i]);
        }
        return largest;
    }

    /** The options that both methods have. */
    List<Option> options() {
        return List.of(
                new Option.Whole("points", "Points", "", "Gradients on each of the two paths.", points, 2, 2000),
                new Option.Reals(
                        "scales",
                        "Scales",
                        "Felzenszwalb scales; larger ones make larger segments.",
                        segmentation.scales(),
                        0.001,
                        1e6),
                new Option.Real("sigma", "Sigma", "px", "Smoothing before segmenting.", segmentation.sigma(), 0, 20),
                new Option.Whole(
                        "min-size",
                        "Min size",
                        "px",
                        "Smallest segment in the resized image; lower it for compact sources.",
                        segmentation.minSize(),
                        1,
                        100_000),
                new Option.Whole(
                        "side",
                        "Segmenting size",
                        "px",
                        "The image is resized to this square before segmenting.",
                        segmentation.side(),
                        8,
                        2048),
                new Option.Whole(
                        "dilation", "Dilation", "px", "How far segments are widened.", segmentation.dilation(), 0, 100),
                new Option.Whole(
                        "min-added",
                        "Min added pixels",
                        "px",
                        "A segment that adds fewer pixels is dropped; lower it for compact sources.",
                        minAdded,
                        1,
                        100_000),
                PoolingTies.option(spreadTies));
    }

    static XraiRegions from(Settings s) {
        return new XraiRegions(
                s.whole("points"),
                new Segmentation(
                        s.reals("scales"), s.real("sigma"), s.whole("min-size"), s.whole("side"), s.whole("dilation")),
                s.whole("min-added"),
                s.flag(PoolingTies.KEY));
    }
}
