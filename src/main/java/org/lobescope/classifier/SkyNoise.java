package org.lobescope.classifier;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.RadioImage;

/**
 * The noise of a whole image as the recipe of MiraBest takes it: the standard deviation after sigma clipping, blank
 * pixels counted as zero flux.
 *
 * <p>It is kept as long as the image's pixels are, for a cut-out that is dragged over a large image needs it many times.
 */
final class SkyNoise {
    private record Noise(int rounds, double deviation, double median) {}

    /** Arrays are told apart by identity, and pixels are never written to. */
    private static final Map<float[], Noise> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private SkyNoise() {}

    /** The noise, in the image's unit, after at most so many rounds of clipping. */
    static double of(RadioImage image, int rounds) {
        return measured(image, rounds).deviation;
    }

    /** The level of the sky: the median of the same pixels, in the image's unit. */
    static double level(RadioImage image, int rounds) {
        return measured(image, rounds).median;
    }

    private static Noise measured(RadioImage image, int rounds) {
        Noise known = KNOWN.get(image.pixels());
        if (known == null || known.rounds != rounds) {
            var clipped = ImageStatistics.of(zeroForBlank(image.pixels()))
                    .sigmaClipped(Preprocessing.Clip.OUTLIER_SIGMA, rounds);
            known = new Noise(rounds, clipped.standardDeviation(), clipped.median());
            KNOWN.put(image.pixels(), known);
        }
        return known;
    }

    private static float[] zeroForBlank(float[] pixels) {
        float[] flux = pixels.clone();
        for (int i = 0; i < flux.length; i++) {
            if (!Float.isFinite(flux[i])) {
                flux[i] = 0;
            }
        }
        return flux;
    }
}
