package org.lobescope.classifier;

import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.RadioImage;

/**
 * The noise of a whole image as the recipe of MiraBest takes it: the standard deviation after sigma clipping, blank
 * pixels counted as zero flux.
 */
final class SkyNoise {
    /** So many blank pixels make the published way too small: they count as zero flux in it. */
    private static final double MANY_BLANKS = 0.1;

    private static final PerImage<ImageStatistics.SigmaClipped> CLIPPED = new PerImage<>();
    private static final PerImage<Double> ROBUST = new PerImage<>();

    private SkyNoise() {}

    /** The noise, in the image's unit, after at most so many rounds of clipping. */
    static double of(RadioImage image, int rounds) {
        return clipped(image, rounds).standardDeviation();
    }

    /** The level of the sky: the median of the same pixels, in the image's unit. */
    static double level(RadioImage image, int rounds) {
        return clipped(image, rounds).median();
    }

    private static ImageStatistics.SigmaClipped clipped(RadioImage image, int rounds) {
        return CLIPPED.get(
                image,
                rounds,
                () -> ImageStatistics.of(zeroForBlank(image.pixels()))
                        .sigmaClipped(Preprocessing.Clip.OUTLIER_SIGMA, rounds));
    }

    /**
     * The noise by which a classifier's recipe clips: the published way on the pixels that it was trained on, else that of
     * the median absolute deviation.
     */
    static double of(RadioImage image, ModelCard card, int rounds) {
        return published(image, card) ? of(image, rounds) : robust(image);
    }

    /** Whether the noise is taken as for the training images: same pixel scale, few blanks. */
    static boolean published(RadioImage image, ModelCard card) {
        return TrainingGrid.step(image, card) == 1 && image.blanks() <= MANY_BLANKS * image.pixels().length;
    }

    /** The noise from the median absolute deviation of the pixels that are not blank, in the image's unit. */
    static double robust(RadioImage image) {
        return ROBUST.get(
                image,
                "", // it depends on the pixels alone
                () -> ImageStatistics.of(image.pixels()).medianAbsoluteDeviation() * ImageStatistics.NORMAL_PER_MAD);
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
