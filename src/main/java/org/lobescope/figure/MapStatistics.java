package org.lobescope.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

/**
 * A map in numbers. Pixels that are not finite do not count; of a map without finite pixels all numbers are NaN.
 *
 * @param min the smallest value
 * @param max the largest value
 * @param mean of all values
 * @param sum of all values
 * @param percentiles the values at {@link #PERCENTS}, interpolated linearly
 * @param peak where the map is strongest (of a signed map: where its magnitude is largest), in pixels of the radio image
 *     from 0; empty for a map that is 0 everywhere
 * @param peakOnSky the same on the sky, where the image has coordinates
 * @param onSource part of the summed strength that lies on the source, its pixels more than 3 sigma above the sky, 0 to 1 (the energy of
 *     Wang et al. 2020, Score-CAM, arXiv:1910.01279, with the source in place of a box); empty where there is no source
 *     or no strength
 * @param overlap of the source with as many of the map's strongest pixels: intersection over union, 0 to 1; pixels of
 *     equal strength count by their share; empty likewise
 * @param completenessError sum of a path method's map minus the change of the score
 */
public record MapStatistics(
        double min,
        double max,
        double mean,
        double sum,
        List<Double> percentiles,
        Optional<PixelPosition> peak,
        Optional<SkyPosition> peakOnSky,
        OptionalDouble onSource,
        OptionalDouble overlap,
        OptionalDouble completenessError) {
    /** The percentiles that are told. */
    public static final List<Integer> PERCENTS = List.of(1, 5, 25, 50, 75, 95, 99);

    /** The pixel of the radio image at the peak, the nearest one where the input was resampled; empty likewise. */
    public Optional<PixelPosition> peakPixel() {
        return peak.map(at -> new PixelPosition(Math.rint(at.x()), Math.rint(at.y())));
    }

    public MapStatistics {
        percentiles = List.copyOf(percentiles);
    }

    /**
     * The numbers of a map.
     *
     * @param pixels the radio image with the part of it that the map covers, and the source in it
     */
    public static MapStatistics of(Explanation explanation, SourcePixels pixels) {
        RadioImage image = pixels.image();
        CutOut cutOut = pixels.cutOut();
        float[] map = explanation.map();
        boolean signed = explanation.sign() == Explanation.Sign.SIGNED;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        int strongest = -1;
        float highest = 0;
        float[] strength = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            if (!Float.isFinite(map[i])) {
                continue;
            }
            count++;
            min = Math.min(min, map[i]);
            max = Math.max(max, map[i]);
            sum += map[i];
            strength[i] = signed ? Math.abs(map[i]) : Math.max(0, map[i]);
            float here = signed ? strength[i] : map[i];
            if (strongest < 0 || here > highest) {
                strongest = i;
                highest = here;
            }
        }
        ImageStatistics statistics = ImageStatistics.of(map);
        int found = count;
        List<Double> percentiles = PERCENTS.stream()
                .map(percent -> found == 0 ? Double.NaN : statistics.percentile(percent))
                .toList();
        double step = (double) cutOut.width() / explanation.width();
        int width = explanation.width();
        Optional<PixelPosition> peak = strongest < 0 || min == 0 && max == 0
                ? Optional.empty()
                : Optional.of(cutOut.toImage(new PixelPosition(
                        (strongest % width + 0.5) * step - 0.5, (strongest / width + 0.5) * step - 0.5)));
        boolean[] source = pixels.under(explanation.width(), explanation.height());
        return new MapStatistics(
                count == 0 ? Double.NaN : min,
                count == 0 ? Double.NaN : max,
                count == 0 ? Double.NaN : sum / count,
                count == 0 ? Double.NaN : sum,
                percentiles,
                peak,
                peak.flatMap(at -> image.wcs().flatMap(wcs -> wcs.toSky(at))),
                onSource(strength, source),
                overlap(strength, source),
                explanation
                        .completeness()
                        .map(sums -> OptionalDouble.of(sums.error()))
                        .orElse(OptionalDouble.empty()));
    }

    private static OptionalDouble onSource(float[] strength, boolean[] source) {
        double all = 0;
        double on = 0;
        boolean any = false;
        for (int i = 0; i < strength.length; i++) {
            any |= source[i];
            all += strength[i];
            on += source[i] ? strength[i] : 0;
        }
        return any && all > 0 ? OptionalDouble.of(on / all) : OptionalDouble.empty();
    }

    private static OptionalDouble overlap(float[] strength, boolean[] source) {
        int area = 0;
        for (boolean inside : source) {
            area += inside ? 1 : 0;
        }
        float[] sorted = strength.clone();
        Arrays.sort(sorted);
        if (area == 0 || sorted[sorted.length - 1] <= 0) {
            return OptionalDouble.empty();
        }
        float limit = sorted[sorted.length - area];
        int above = 0;
        int aboveOn = 0;
        int equal = 0;
        int equalOn = 0;
        for (int i = 0; i < strength.length; i++) {
            if (strength[i] > limit) {
                above++;
                aboveOn += source[i] ? 1 : 0;
            } else if (strength[i] == limit) {
                equal++;
                equalOn += source[i] ? 1 : 0;
            }
        }
        double both = aboveOn + (double) (area - above) * equalOn / equal;
        return OptionalDouble.of(both / (2 * area - both));
    }
}
