package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Completeness;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Network;
import org.lobescope.network.Tensor;

/**
 * Guided Integrated Gradients (Kapishnikov et al. 2021, arXiv:2106.09788): Integrated Gradients along a path that first
 * moves the pixels whose gradient is small, so that it avoids the steep and noisy places of the network. The path itself
 * is {@link GuidedPath}.
 *
 * @param steps gradients, one after another
 * @param fraction of all values that are moved at a time, those with the smallest gradients
 * @param maxDistance how far a value may lead or lag the straight line, 0 (plain IG) to 1 (free)
 * @param baseline x'
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
public record GuidedIg(int steps, double fraction, double maxDistance, Baseline baseline, boolean spreadTies)
        implements Method {
    /** The constants of the paper's own code. */
    public static GuidedIg reference() {
        return new GuidedIg(200, 0.25, 0.02, Baseline.BLACK_SKY, false);
    }

    /** 25 steps of half the values, free to leave the line. */
    public static GuidedIg paper() {
        return new GuidedIg(25, 0.5, 1.0, Baseline.BLACK_SKY, false);
    }

    @Override
    public MethodId id() {
        return MethodId.GUIDED_IG;
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option.Whole("steps", "Steps", "", "Gradients along the path, one after another.", steps, 1, 2000),
                new Option.Real("fraction", "Fraction", "of all pixels", "Pixels moved at a time.", fraction, 0.01, 1),
                new Option.Real(
                        "distance",
                        "Max distance",
                        "of the path",
                        "How far a pixel may leave the straight line; 0 is plain IG.",
                        maxDistance,
                        0,
                        1),
                Baseline.option(baseline),
                PoolingTies.option(spreadTies));
    }

    @Override
    public GuidedIg with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new GuidedIg(
                s.whole("steps"),
                s.real("fraction"),
                s.real("distance"),
                s.choice("baseline", Baseline.class),
                s.flag(PoolingTies.KEY));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Integrated Gradients on a path that bends around the network's noisy places: pixels with the smallest"
                        + " gradients move first.",
                """
                at step t of T, from x':
                  g = gradient at the current point
                  each pixel stays between its straight-line values at t/T - d and t/T + d
                  of the pixels not yet at their limit, those with |g| <= the fraction quantile move,
                  until the L1 distance to x is (1 - t/T) of what it was
                  map += (change of the point) * g""",
                List.of(
                        "Kapishnikov, Venugopalan, Avci, Wedin, Terry & Bolukbasi 2021, Guided Integrated Gradients,"
                                + " CVPR, arXiv:2106.09788",
                        "PAIR saliency 0.2.1, guided_ig.py",
                        MethodCard.STUDY),
                steps + " gradients, one after another unless the path is straight",
                List.of(
                        "With the black baseline on clipped sky it is plain Integrated Gradients: the sky fills the"
                                + " quantile, so every other pixel is moved at every step.",
                        "The path is chaotic: with the zero baseline or on an unclipped image rounding alone changes the"
                                + " map (Pearson down to 0.5 between single and double precision).",
                        "A pixel that equals the baseline gets exactly 0, whatever the network."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        ImageShape shape = question.shape();
        float[] x = question.x().values();
        float[] from = baseline.values(question);
        Network network = PoolingTies.network(run, spreadTies);
        GuidedPath path =
                new GuidedPath(Attribution.widened(x), Attribution.widened(from), steps, fraction, maxDistance);
        Attribution attribution;
        if (path.isStraight()) {
            // The points are known beforehand, so their gradients need not wait for each other.
            attribution = new StraightPath(shape, x, from, Quadrature.leftEnds(steps))
                    .attribution(
                            network,
                            question.target(),
                            (done, soFar) ->
                                    run.progress(done, steps, () -> soFar.get().map()));
        } else {
            attribution = new Attribution(
                    shape,
                    path.attribution(
                            point -> gradient(network, question, point),
                            (done, soFar) -> run.progress(done, steps, () -> new Attribution(shape, soFar).map())));
        }
        Completeness completeness = new Completeness(attribution.sum(), ScoreChange.between(question, baseline, run));
        return attribution.explanation(
                this,
                question,
                Sign.SIGNED,
                new Caveats(this, question, run).ofGuidedPath(baseline, path.isStraight(), spreadTies),
                Optional.of(completeness));
    }

    private static double[] gradient(Network network, Question question, double[] point) {
        float[] x = Attribution.rounded(point);
        return Attribution.widened(network.gradients(new Tensor(question.shape().batch(1), x), question.target())
                .values()
                .values());
    }
}
