package org.lobescope.explain;

/**
 * What an honest reader has to know about a map, in one sentence.
 *
 * @param caveat which caveat it is, so that the window can choose a place and an icon for it
 * @param text the sentence, for people
 */
public record Note(Caveat caveat, String text) {
    /** The known caveats (METHODS, 'What honest use needs'). */
    public enum Caveat {
        /** Path methods with a black baseline are exactly 0 where the sky was clipped, for any network. */
        ZERO_ON_CLIPPED_SKY,
        /** With a GAP + linear head Grad-CAM, HiResCAM and XGrad-CAM are the same map by algebra. */
        SAME_BY_ALGEBRA,
        /** The map is 0 after the ReLU: no evidence for the class at this layer. */
        NO_EVIDENCE,
        /** Guided IG with the black baseline on clipped sky is plain IG. */
        GUIDED_IG_IS_IG,
        /** Score-CAM's masks lift empty sky to a faint haze. */
        HAZE,
        /** A double softmax makes all channel weights nearly equal. */
        NEARLY_EQUAL_WEIGHTS,
        /** On flat sky with max pooling, which pixel of a window gets the gradient depends on the last bit. */
        POOLING_TIES,
        /** Segments need a minimum size, which a compact source may not reach. */
        SOURCE_SMALLER_THAN_SEGMENT,
        /** The image is constant or equals the baseline: there is nothing to explain. */
        NOTHING_TO_EXPLAIN,
        /** How an option was inferred or what it changes. */
        PRESET_INFERRED
    }
}
