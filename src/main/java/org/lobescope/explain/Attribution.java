package org.lobescope.explain;

import java.util.List;
import java.util.Optional;
import org.lobescope.explain.Explanation.Completeness;
import org.lobescope.explain.Explanation.Sign;
import org.lobescope.network.ImageShape;

/**
 * A number for every value of the input, and the maps made of it.
 *
 * @param shape of the input
 * @param values C x H x W, summed up in double precision in a fixed order
 */
@SuppressWarnings("ArrayRecordComponent")
record Attribution(ImageShape shape, double[] values) {
    /** Zeros to add to. */
    static Attribution zeros(ImageShape shape) {
        return new Attribution(shape, new double[shape.size()]);
    }

    /** In single precision, as maps are kept. */
    static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /** In double precision. */
    static double[] widened(float[] values) {
        double[] widened = new double[values.length];
        for (int i = 0; i < widened.length; i++) {
            widened[i] = values[i];
        }
        return widened;
    }

    /** The sum over channels, H x W. */
    float[] map() {
        return overChannels(false);
    }

    /** The sum over channels of the magnitudes, H x W. */
    float[] magnitude() {
        return overChannels(true);
    }

    private float[] overChannels(boolean magnitudes) {
        int pixels = shape.pixels();
        float[] map = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            double sum = 0;
            for (int at = i; at < values.length; at += pixels) {
                sum += magnitudes ? Math.abs(values[at]) : values[at];
            }
            map[i] = (float) sum;
        }
        return map;
    }

    /** The sum of all values. */
    double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** All values times a factor. */
    Attribution times(double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return new Attribution(shape, scaled);
    }

    /** The explanation that these numbers are. */
    Explanation explanation(
            Method method, Question question, Sign sign, List<Note> notes, Optional<Completeness> completeness) {
        float[] map = map();
        return new Explanation(
                method,
                question.target(),
                Optional.empty(),
                shape.height(),
                shape.width(),
                map,
                sign == Sign.NON_NEGATIVE ? map : magnitude(),
                sign,
                notes,
                completeness,
                Optional.empty(),
                0);
    }
}
