package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.network.Gradients;

/**
 * Vanilla Gradient: {@code map = dS/dx}, C x H x W, summed over channels (Simonyan, Vedaldi &amp; Zisserman 2014,
 * arXiv:1312.6034; signed, where the paper draws magnitudes).
 *
 * @param spreadTies whether pixels that tie in a max-pooling window share its gradient
 */
public record VanillaGradient(boolean spreadTies) implements Method {
    /** The gradient of the logit. */
    public static VanillaGradient reference() {
        return new VanillaGradient(false);
    }

    /** The gradient of the probability: the same method, another {@link Presets#defaultTarget target}. */
    public static VanillaGradient paper() {
        return new VanillaGradient(false);
    }

    @Override
    public MethodId id() {
        return MethodId.VANILLA_GRADIENT;
    }

    @Override
    public List<Option> options() {
        return List.of(PoolingTies.option(spreadTies));
    }

    @Override
    public VanillaGradient with(String key, Object value) {
        return new VanillaGradient(Settings.changed(this, key, value).flag(PoolingTies.KEY));
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                id(),
                "How much the score would change if one pixel changed a little.",
                "map = dS/dx",
                List.of(
                        "Simonyan, Vedaldi & Zisserman 2014, Deep Inside Convolutional Networks, arXiv:1312.6034",
                        MethodCard.STUDY),
                "1 gradient",
                List.of(
                        "It answers 'what would change the score', not 'what made it': a bright pixel may have a small"
                                + " gradient.",
                        "Single pixels jump from image to image; SmoothGrad averages that away.",
                        "With max pooling and flat sky the map depends on rounding wherever pixels tie.",
                        "The probability's gradient vanishes where the classifier is certain; the logit's does not."));
    }

    @Override
    public Explanation explain(Question question, Run run) {
        Caveats.ahead(question, run);
        Gradients gradients = PoolingTies.network(run, spreadTies).gradients(question.x(), question.target());
        Attribution attribution = new Attribution(
                question.shape(), Attribution.widened(gradients.values().values()));
        run.progress(1, 1, attribution::map);
        return attribution.explanation(
                this, question, Sign.SIGNED, new Caveats(this, question, run).ofGradient(spreadTies), Optional.empty());
    }
}
