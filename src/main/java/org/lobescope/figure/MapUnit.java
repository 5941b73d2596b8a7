package org.lobescope.figure;

import org.lobescope.explain.Explanation;
import org.lobescope.explain.Target;

/** The unit of a saliency map, S being the score that is explained. Maps of one unit may share one colour scale. */
public enum MapUnit {
    /** Change of the score per change of an input pixel. */
    GRADIENT("∂S/∂x"),
    /** Its square. */
    GRADIENT_SQUARED("(∂S/∂x)²"),
    /** What a pixel adds to the score. */
    CONTRIBUTION("ΔS"),
    /** What a place of a layer adds to the score, by its mean gradient. */
    LAYER_CONTRIBUTION("S"),
    /** The same with the weights of Grad-CAM++, which count positive gradients only and are many times larger. */
    WEIGHTED_LAYER_CONTRIBUTION("S"),
    /** A class probability times an activation. */
    PROBABILITY_TIMES_ACTIVATION("P·A");

    private final String label;

    MapUnit(String label) {
        this.label = label;
    }

    /** For the colour bar, when a score of that kind is explained: S, but P for a probability. */
    public String label(Target.Kind kind) {
        return label.replace("S", symbol(kind));
    }

    /** The letter for a score: S, but P for a probability. */
    public static String symbol(Target.Kind kind) {
        return kind == Target.Kind.PROBABILITY ? "P" : "S";
    }

    /** The unit of an explanation's map. */
    public static MapUnit of(Explanation explanation) {
        return switch (explanation.method().id()) {
            case VANILLA_GRADIENT, SMOOTHGRAD ->
                explanation.sign() == Explanation.Sign.SIGNED ? GRADIENT : GRADIENT_SQUARED;
            case INTEGRATED_GRADIENTS, GUIDED_IG, BLUR_IG, XRAI, FAST_XRAI -> CONTRIBUTION;
            case GRAD_CAM -> LAYER_CONTRIBUTION;
            case GRAD_CAM_PLUS_PLUS -> WEIGHTED_LAYER_CONTRIBUTION;
            case SCORE_CAM -> PROBABILITY_TIMES_ACTIVATION;
        };
    }
}
