package org.lobescope.classifier;

import java.util.Locale;
import java.util.Optional;

/**
 * How an image becomes a network's input: the steps of a recipe, in this order. Blank pixels count as zero flux
 * throughout.
 *
 * @param clip sky below some noise set to zero; empty: nothing is
 * @param circle whether everything outside the circle that fits into the input is set to zero
 * @param scaling how pixel values become grey levels
 * @param mean subtracted from the grey levels, one for all channels or one per channel
 * @param deviation what the difference is divided by, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // short tables, never compared
public record Preprocessing(Optional<Clip> clip, boolean circle, Scaling scaling, float[] mean, float[] deviation) {

    /**
     * Pixels of at most {@code sigma} standard deviations are set to zero. The deviation is that of the whole image, sigma
     * clipped at 3 around the median.
     *
     * @param sigma in standard deviations of the noise
     * @param rounds of the sigma clip, at most
     */
    public record Clip(double sigma, int rounds) {
        /** The limit of the sigma clip itself. */
        public static final double OUTLIER_SIGMA = 3;
    }

    /** How pixel values become grey levels. */
    public enum Scaling {
        /** Smallest to largest pixel onto 0..255, cut to whole numbers, divided by 255: what an 8-bit PNG does. */
        MIN_MAX_8_BIT,
        /** The same, then the square root: faint lobes beside a bright core keep some weight. */
        MIN_MAX_8_BIT_ROOT,
        /** Smallest to largest pixel onto 0..1. */
        MIN_MAX,
        /** Pixel values as they are. */
        NONE;

        /** The name in model cards: {@code min-max-8-bit}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The recipe of the MiraBest data set (Porter &amp; Scaife 2023, RASTI 2, 293): sky below 3 sigma and everything
     * outside the circle to zero, the rest onto 8 bit.
     */
    public static Preprocessing miraBest(float mean, float deviation) {
        return new Preprocessing(
                Optional.of(new Clip(3, 5)), true, Scaling.MIN_MAX_8_BIT, new float[] {mean}, new float[] {deviation});
    }

    /** What is done for a network of which nothing is known: grey levels 0..1, nothing clipped. */
    public static Preprocessing plain() {
        return new Preprocessing(Optional.empty(), false, Scaling.MIN_MAX, new float[] {0}, new float[] {1});
    }

    /** What a grey level becomes in a channel, in 32-bit arithmetic as PyTorch does it. */
    public float normalised(float grey, int channel) {
        float level = scaling == Scaling.MIN_MAX_8_BIT_ROOT ? (float) Math.sqrt(Math.max(0, grey)) : grey;
        return (level - of(mean, channel)) / of(deviation, channel);
    }

    private static float of(float[] values, int channel) {
        return values[values.length == 1 ? 0 : channel];
    }
}
