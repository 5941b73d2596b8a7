package org.lobescope.figure;

import org.lobescope.classifier.CutOut;
import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.RadioImage;

/**
 * The pixels of an image that stand out from the sky: those above the median by more than {@link #SIGMA} times the noise,
 * which is the standard deviation of the whole image, sigma clipped. Where the sky was set to zero before, these are all
 * that are not zero. They are found once for all maps of an image, on any thread.
 */
public final class SourcePixels {
    /** From so many times the noise above the sky a pixel belongs to the source. */
    public static final double SIGMA = 3;

    private static final int ROUNDS = 5;

    private final RadioImage image;
    private final CutOut cutOut;
    private double limit = Double.NaN; // until it is asked for

    /**
     * The source in an image.
     *
     * @param image the radio image, in its own unit
     * @param cutOut the part of it that maps cover
     */
    public SourcePixels(RadioImage image, CutOut cutOut) {
        this.image = image;
        this.cutOut = cutOut;
    }

    /** The radio image. */
    public RadioImage image() {
        return image;
    }

    /** The part of it that maps cover. */
    public CutOut cutOut() {
        return cutOut;
    }

    private synchronized double limit() {
        if (Double.isNaN(limit)) {
            ImageStatistics.SigmaClipped sky =
                    ImageStatistics.of(image.pixels()).sigmaClipped(SIGMA, ROUNDS);
            limit = sky.median() + SIGMA * sky.standardDeviation();
        }
        return limit;
    }

    /** Which pixels of a map, H x W over the cut-out, lie on the source. */
    boolean[] under(int width, int height) {
        double above = limit();
        boolean[] source = new boolean[width * height];
        for (int i = 0; i < source.length; i++) {
            int x = cutOut.x() + (int) ((i % width + 0.5) * cutOut.width() / width);
            int y = cutOut.y() + (int) ((i / width + 0.5) * cutOut.height() / height);
            boolean inside = x >= 0 && y >= 0 && x < image.width() && y < image.height();
            source[i] = inside && image.at(x, y) > above;
        }
        return source;
    }
}
