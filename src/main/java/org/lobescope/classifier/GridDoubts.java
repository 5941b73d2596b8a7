package org.lobescope.classifier;

import java.util.Locale;
import java.util.Optional;
import org.lobescope.sky.RadioImage;

/** What remains unlike the training images after all that {@link TrainingGrid} can do, in sentences for people. */
final class GridDoubts {
    /** Pixel scales that differ by less than this factor are taken for the same. */
    private static final double SAME_SCALE = 1.25;

    /** A beam that is coarser by this factor is told of. */
    private static final double COARSER = 1.3;

    /** A beam that is coarser by this factor leaves nothing of what the network looks for. */
    private static final double FAR_COARSER = 3;

    private GridDoubts() {}

    /** A beam so coarse that what the network learnt from is blurred. */
    static Optional<String> beam(RadioImage image, ModelCard card) {
        double here = TrainingGrid.beam(image).orElse(0);
        double there = card.training().beam().orElse(Double.POSITIVE_INFINITY);
        if (here < COARSER * there) {
            return Optional.empty();
        }
        String widths = String.format(
                Locale.ROOT, "The beam is %.3g arcsec wide here, but was %.3g arcsec in training: ", here, there);
        return Optional.of(widths
                + (here < FAR_COARSER * there
                        ? "details that the network learnt from are blurred."
                        : "jets and hot spots cannot be told apart, so the answer means little."));
    }

    /**
     * Pixels of another width than in training.
     *
     * @param width columns of the input
     */
    static Optional<String> scale(RadioImage image, CutOut cutOut, int width, ModelCard card) {
        if (card.training().pixelScale().isEmpty() || image.wcs().isEmpty()) {
            return Optional.empty();
        }
        double here = image.wcs().get().scale() * 3600 * cutOut.width() / width;
        double there = card.training().pixelScale().getAsDouble();
        double ratio = there / here;
        if (!(ratio > SAME_SCALE || ratio < 1 / SAME_SCALE)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "A pixel is %.3g arcsec wide here%s, but was %.3g arcsec in training: sources look %.2g times %s to"
                        + " the network than those it learnt from.",
                here,
                cutOut.width() == width ? "" : " after resampling",
                there,
                ratio > 1 ? ratio : 1 / ratio,
                ratio > 1 ? "larger" : "smaller"));
    }
}
