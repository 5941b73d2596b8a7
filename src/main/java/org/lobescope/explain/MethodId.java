package org.lobescope.explain;

import java.util.Arrays;
import java.util.Optional;

/** The ten methods, in the order in which they are shown. */
public enum MethodId {
    VANILLA_GRADIENT("vanilla-gradient", "Vanilla Gradient", false),
    SMOOTHGRAD("smoothgrad", "SmoothGrad", false),
    INTEGRATED_GRADIENTS("integrated-gradients", "Integrated Gradients", false),
    GUIDED_IG("guided-ig", "Guided IG", false),
    BLUR_IG("blur-ig", "Blur IG", false),
    XRAI("xrai", "XRAI", false),
    FAST_XRAI("fast-xrai", "Fast XRAI", false),
    GRAD_CAM("grad-cam", "Grad-CAM", true),
    GRAD_CAM_PLUS_PLUS("grad-cam-plus-plus", "Grad-CAM++", true),
    SCORE_CAM("score-cam", "Score-CAM", true);

    private final String id;
    private final String title;
    private final boolean layered;

    MethodId(String id, String title, boolean layered) {
        this.id = id;
        this.title = title;
        this.layered = layered;
    }

    /** The name on the command line and in files. */
    public String id() {
        return id;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The usual short name. */
    public String brief() {
        return switch (this) {
            case VANILLA_GRADIENT -> "Gradient";
            case INTEGRATED_GRADIENTS -> "IG";
            default -> title;
        };
    }

    /** Whether the method looks at a layer. */
    public boolean layered() {
        return layered;
    }

    /** The method of that id. */
    public static Optional<MethodId> of(String id) {
        return Arrays.stream(values()).filter(m -> m.id.equals(id)).findFirst();
    }
}
