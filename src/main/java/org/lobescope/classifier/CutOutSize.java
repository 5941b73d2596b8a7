package org.lobescope.classifier;

import java.math.BigInteger;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.sky.RadioImage;

/**
 * The sizes that a cut-out can have: all of the shape of the network's input, so that square pixels stay square when it is
 * resampled.
 *
 * @param columns of the smallest size of that shape; a size is a whole multiple of it
 * @param rows of the smallest size of that shape
 * @param least multiple
 * @param most multiple
 */
record CutOutSize(int columns, int rows, int least, int most) {
    /** No cut-out is narrower, pixels: less shows no galaxy. */
    static final int SMALLEST = 16;

    /** None is wider by itself, pixels. */
    static final int MOST = 16_384;

    static CutOutSize of(RadioImage image, ModelCard card, Graph graph) {
        CutOut first = TrainingGrid.middle(image, card, graph);
        ImageShape input = graph.input();
        int width = graph.resizable() ? first.width() : input.width();
        int height = graph.resizable() ? first.height() : input.height();
        int divisor = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValueExact();
        int columns = width / divisor;
        int rows = height / divisor;
        int least = Math.min(divisor, Math.ceilDiv(SMALLEST, Math.min(columns, rows)));
        // A network of any size gets no more pixels than it does by itself: its maps would take too long.
        int most = graph.resizable()
                ? divisor
                : Math.max(
                        Math.max(divisor, first.width() / columns),
                        Math.min(image.width() / columns, image.height() / rows));
        return new CutOutSize(columns, rows, least, most);
    }

    /** The size nearest to a width, around the same centre. */
    CutOut nearest(CutOut cutOut, double width) {
        int multiple = Math.clamp(Math.round(width / columns), least, most);
        return CutOut.around(cutOut.centre(), multiple * columns, multiple * rows);
    }
}
