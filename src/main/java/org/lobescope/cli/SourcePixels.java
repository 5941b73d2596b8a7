package org.lobescope.cli;

import org.lobescope.classifier.CutOut;
import org.lobescope.explain.Explanation;
import org.lobescope.sky.ImageStatistics;
import org.lobescope.sky.RadioImage;

/**
 * The pixels of an image that stand out from the sky: those above the median by more than 3 times the noise, which is the
 * standard deviation of the whole image, sigma clipped at 3. Where the sky was set to zero before, these are all that are
 * not zero.
 */
final class SourcePixels {
    private static final double SIGMA = 3;
    private static final int ROUNDS = 5;

    private final RadioImage image;
    private final CutOut cutOut;
    private double limit = Double.NaN; // until it is asked for

    SourcePixels(RadioImage image, CutOut cutOut) {
        this.image = image;
        this.cutOut = cutOut;
    }

    private synchronized double limit() {
        if (Double.isNaN(limit)) {
            ImageStatistics.SigmaClipped sky =
                    ImageStatistics.of(image.pixels()).sigmaClipped(SIGMA, ROUNDS);
            limit = sky.median() + SIGMA * sky.standardDeviation();
        }
        return limit;
    }

    /** The part of a map's magnitudes, summed over all pixels, that lies on the source; NaN for a map of zeros. */
    double fraction(Explanation explanation) {
        double inside = 0;
        double all = 0;
        double above = limit();
        double step = (double) cutOut.width() / explanation.width();
        for (int y = 0; y < explanation.height(); y++) {
            int row = cutOut.y() + (int) Math.floor((y + 0.5) * step);
            for (int x = 0; x < explanation.width(); x++) {
                double magnitude = Math.abs(explanation.map()[y * explanation.width() + x]);
                all += magnitude;
                if (isSource(cutOut.x() + (int) Math.floor((x + 0.5) * step), row, above)) {
                    inside += magnitude;
                }
            }
        }
        return all == 0 ? Double.NaN : inside / all;
    }

    private boolean isSource(int column, int row, double above) {
        return column >= 0
                && row >= 0
                && column < image.width()
                && row < image.height()
                && image.at(column, row) > above;
    }
}
