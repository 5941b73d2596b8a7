package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.network.Layer;

/**
 * The answer of one method: a map of the input's pixels.
 *
 * @param method the method with its options
 * @param target the score that was explained
 * @param layer the layer that was looked at, for class activation maps
 * @param height H of the input
 * @param width W of the input
 * @param map H x W, row 0 first, raw: never normalised, clipped or squared unless the method's definition says so; for
 *     several channels the sum of the signed values
 * @param magnitude H x W, the sum over channels of the magnitudes; the same array as {@code map} where that is never
 *     negative
 * @param sign whether the map can be negative
 * @param notes what an honest reader has to know about this map
 * @param completeness for path methods, how well the map adds up
 * @param weights for CAMs, the weight of each channel
 * @param seconds the time the method took
 */
@SuppressWarnings("ArrayRecordComponent")
public record Explanation(
        Method method,
        Target target,
        Optional<Layer> layer,
        int height,
        int width,
        float[] map,
        float[] magnitude,
        Sign sign,
        List<Note> notes,
        Optional<Completeness> completeness,
        Optional<float[]> weights,
        double seconds) {

    /** Whether a map can be negative, which decides its colours. */
    public enum Sign {
        /** Evidence for and against: drawn with a diverging colour map centred on 0. */
        SIGNED,
        /** Evidence or magnitude: drawn with a sequential colour map. */
        NON_NEGATIVE
    }

    /**
     * Completeness of a path method: the map should add up to the change of the score.
     *
     * @param sum the sum of the map
     * @param scoreChange S(x) - S(x')
     */
    public record Completeness(double sum, double scoreChange) {
        /** What is missing from completeness. */
        public double error() {
            return sum - scoreChange;
        }
    }

    /** The same explanation with the time it took. */
    public Explanation timed(double measured) {
        return new Explanation(
                method, target, layer, height, width, map, magnitude, sign, notes, completeness, weights, measured);
    }
}
