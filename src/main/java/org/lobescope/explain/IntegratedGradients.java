package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Completeness;
import org.lobescope.explain.Explanation.Sign;

/**
 * Integrated Gradients: {@code map = (x - x') * integral over alpha from 0 to 1 of g(x' + alpha (x - x'))}, C x H x W
 * (Sundararajan, Taly &amp; Yan 2017, arXiv:1703.01365). Complete: the map adds up to S(x) - S(x'), but for the error of
 * the sum that stands for the integral.
 *
 * @param points gradients along the line
 * @param rule where they lie and how they count
 * @param baseline x'
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
public record IntegratedGradients(int points, Rule rule, Baseline baseline, boolean spreadTies) implements Method {
    /** How the integral becomes a sum. */
    public enum Rule implements Option.Named {
        /** The points and weights of Gauss and Legendre: the most exact for a number of points. */
        GAUSS_LEGENDRE("gauss-legendre", "Gauss-Legendre"),
        /** Equal steps with both ends, plain mean, as the PAIR library does. */
        LINSPACE("linspace", "equal steps, both ends");

        private final String id;
        private final String label;

        Rule(String id, String label) {
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

        Quadrature points(int n) {
            return this == LINSPACE ? Quadrature.linspace(n) : Quadrature.gaussLegendre(n);
        }
    }

    /** 50 points of Gauss and Legendre, from black sky. */
    public static IntegratedGradients reference() {
        return new IntegratedGradients(50, Rule.GAUSS_LEGENDRE, Baseline.BLACK_SKY, false);
    }

    /** 25 equal steps with both ends. */
    public static IntegratedGradients paper() {
        return new IntegratedGradients(25, Rule.LINSPACE, Baseline.BLACK_SKY, false);
    }

    @Override
    public MethodId id() {
        return MethodId.INTEGRATED_GRADIENTS;
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option.Whole("points", "Points", "", "Gradients along the path.", points, 2, 2000),
                Option.choice("rule", "Rule", "How the integral becomes a sum.", rule),
                Baseline.option(baseline),
                PoolingTies.option(spreadTies));
    }

    @Override
    public IntegratedGradients with(String key, Object value) {
        Settings s = Settings.changed(this, key, value);
        return new IntegratedGradients(
                s.whole("points"),
                s.choice("rule", Rule.class),
                s.choice("baseline", Baseline.class),
                s.flag(PoolingTies.KEY));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "Fades the source in from a baseline without one, and adds up what each pixel did to the score.",
                """
                map = (x - x') * integral from 0 to 1 of g(x' + alpha (x - x')) d alpha
                sum of the map = S(x) - S(x')   (completeness)""",
                List.of(
                        "Sundararajan, Taly & Yan 2017, Axiomatic Attribution for Deep Networks, arXiv:1703.01365",
                        MethodCard.STUDY),
                points + " gradients",
                List.of(
                        "A pixel that equals the baseline gets exactly 0, whatever the network: on clipped sky with the"
                                + " black baseline only the source can light up, with an untrained network too.",
                        "The answer is about the difference from the baseline; another baseline, another answer.",
                        "The completeness error tells whether there were enough points."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        StraightPath path = new StraightPath(
                question.shape(), question.x().values(), baseline.values(question), rule.points(points));
        Attribution attribution = path.attribution(
                PoolingTies.network(run, spreadTies),
                question.target(),
                (done, soFar) -> run.progress(done, points, () -> soFar.get().map()));
        Completeness completeness = new Completeness(attribution.sum(), ScoreChange.between(question, baseline, run));
        return attribution.explanation(
                this,
                question,
                Sign.SIGNED,
                new Caveats(this, question, run).ofPath(baseline, spreadTies),
                Optional.of(completeness));
    }
}
