package org.lobescope.explain;

import java.util.Arrays;
import java.util.List;

/** The two presets of each method: its options, and the score that it explains unless a person says otherwise. */
public final class Presets {
    private Presets() {}

    /** The method with the options of a preset. */
    public static Method method(MethodId id, Preset preset) {
        boolean paper = preset == Preset.PAPER;
        return switch (id) {
            case VANILLA_GRADIENT -> paper ? VanillaGradient.paper() : VanillaGradient.reference();
            case SMOOTHGRAD -> paper ? SmoothGrad.paper() : SmoothGrad.reference();
            case INTEGRATED_GRADIENTS -> paper ? IntegratedGradients.paper() : IntegratedGradients.reference();
            case GUIDED_IG -> paper ? GuidedIg.paper() : GuidedIg.reference();
            case BLUR_IG -> paper ? BlurIg.paper() : BlurIg.reference();
            case XRAI -> paper ? Xrai.paper() : Xrai.reference();
            case FAST_XRAI -> paper ? FastXrai.paper() : FastXrai.reference();
            case GRAD_CAM -> paper ? GradCam.paper() : GradCam.reference();
            case GRAD_CAM_PLUS_PLUS -> paper ? GradCamPlusPlus.paper() : GradCamPlusPlus.reference();
            case SCORE_CAM -> paper ? ScoreCam.paper() : ScoreCam.reference();
        };
    }

    /** All ten methods with the options of a preset, in the order in which they are shown. */
    public static List<Method> methods(Preset preset) {
        return Arrays.stream(MethodId.values()).map(id -> method(id, preset)).toList();
    }

    /**
     * The score that a preset explains: the logit, but for the paper preset's gradient and path methods the probability.
     * Score-CAM's masked images are always scored by the class's probability, whatever is asked.
     */
    public static Target.Kind defaultTarget(MethodId id, Preset preset) {
        if (id == MethodId.SCORE_CAM || (preset == Preset.PAPER && !id.layered())) {
            return Target.Kind.PROBABILITY;
        }
        return Target.Kind.LOGIT;
    }
}
