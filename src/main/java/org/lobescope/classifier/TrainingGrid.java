package org.lobescope.classifier;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.sky.Beam;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;

/**
 * How an image of any survey comes onto the pixels that a classifier was trained on: how many of its pixels the network's
 * input spans, its beam made as wide as that of the training images, and where in it the source is.
 */
final class TrainingGrid {
    /** Pixel scales that differ by less are the same: nothing is resampled. */
    private static final double SAME_SCALE = 0.03;

    /** A beam narrower than this part of the training's is widened. */
    private static final double NARROW = 0.85;

    /** So many standard deviations are a source, not noise. */
    private static final double SOURCE = 5;

    /** What is to be looked at instead of an empty middle stands out clearly. */
    private static final double CLEAR_SOURCE = 10;

    private static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

    private static final PerImage<RadioImage> WIDENED = new PerImage<>();
    private static final PerImage<CutOut> PLACES = new PerImage<>();

    private TrainingGrid() {}

    /** Width of a training pixel in pixels of the image; 1 where it is nearly that, or one of them is not known. */
    static double step(RadioImage image, ModelCard card) {
        if (image.wcs().isEmpty() || card.training().pixelScale().isEmpty()) {
            return 1;
        }
        double step =
                card.training().pixelScale().getAsDouble() / (image.wcs().get().scale() * 3600);
        return Double.isFinite(step) && step > 0 && Math.abs(Math.log(step)) > Math.log(1 + SAME_SCALE) ? step : 1;
    }

    /** The cut-out that spans as much sky as the training images did, around the middle of the image. */
    static CutOut middle(RadioImage image, ModelCard card, Graph graph) {
        ImageShape input = graph.input();
        if (graph.resizable()) {
            return CutOut.central(
                    image,
                    Math.min(image.width(), Preparation.LARGEST_SIDE),
                    Math.min(image.height(), Preparation.LARGEST_SIDE));
        }
        double step = step(image, card);
        if (step == 1) {
            return CutOut.central(image, input.width(), input.height());
        }
        // Whole multiples of the input's shape, so that its pixels stay square.
        int divisor = java.math.BigInteger.valueOf(input.width())
                .gcd(java.math.BigInteger.valueOf(input.height()))
                .intValueExact();
        int multiple =
                (int) Math.clamp(Math.round(divisor * step), 1, CutOutSize.MOST / Math.max(1, input.width() / divisor));
        return CutOut.central(image, multiple * (input.width() / divisor), multiple * (input.height() / divisor));
    }

    /** The same moved onto the brightest source where nothing stands out in it. */
    static CutOut usual(RadioImage image, ModelCard card, Graph graph) {
        CutOut middle = middle(image, card, graph);
        if (graph.resizable()
                || card.preprocessing().clip().isEmpty()
                || image.depth() != RadioImage.Depth.PHYSICAL
                || middle.width() >= image.width() && middle.height() >= image.height()) {
            return middle;
        }
        return PLACES.get(image, middle, () -> onSource(image, middle));
    }

    private static CutOut onSource(RadioImage image, CutOut middle) {
        double noise = SkyNoise.robust(image);
        PixelPosition centre = middle.centre();
        double radius = Math.min(middle.width(), middle.height()) / 2.0;
        int brightest = -1;
        for (int i = 0; i < image.pixels().length; i++) {
            float pixel = image.pixels()[i];
            if (!(pixel > SOURCE * noise)) {
                continue;
            }
            if (Math.hypot(i % image.width() - centre.x(), i / image.width() - centre.y()) <= radius) {
                return middle;
            }
            brightest = brightest < 0 || pixel > image.pixels()[brightest] ? i : brightest;
        }
        if (brightest < 0 || !(image.pixels()[brightest] > CLEAR_SOURCE * noise)) {
            return middle;
        }
        PixelPosition source = lightCentre(image, brightest, 3 * noise, radius);
        return CutOut.around(source, middle.width(), middle.height());
    }

    /** The centre of the light within the radius around a pixel. */
    private static PixelPosition lightCentre(RadioImage image, int at, double limit, double radius) {
        int x0 = at % image.width();
        int y0 = at / image.width();
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < image.pixels().length; i++) {
            int dx = i % image.width() - x0;
            int dy = i / image.width() - y0;
            float pixel = image.pixels()[i];
            if (pixel > limit && Math.hypot(dx, dy) <= radius / 2) {
                sum += pixel;
                x += pixel * (double) dx;
                y += pixel * (double) dy;
            }
        }
        return new PixelPosition(x0 + x / sum, y0 + y / sum);
    }

    /** The mean width of the image's beam at half maximum, arcsec; empty where it is not known. */
    static OptionalDouble beam(RadioImage image) {
        Optional<Beam> beam = image.beam();
        return beam.isEmpty() || image.wcs().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(beam.get().major() * beam.get().minor()) * 3600);
    }

    /** The image with a beam as wide as that of the training images, where its own is narrower; else the image itself. */
    static RadioImage widened(RadioImage image, ModelCard card) {
        OptionalDouble here = beam(image);
        OptionalDouble there = card.training().beam();
        if (here.isEmpty() || there.isEmpty() || here.getAsDouble() > NARROW * there.getAsDouble()) {
            return image;
        }
        double missing = Math.sqrt(there.getAsDouble() * there.getAsDouble() - here.getAsDouble() * here.getAsDouble());
        double sigma = missing / FWHM / (image.wcs().orElseThrow().scale() * 3600);
        return WIDENED.get(
                image,
                sigma,
                () -> image.withPixels(Smoothing.gaussian(image.pixels(), image.width(), image.height(), sigma)));
    }

    /** What was done about the beam, for people; empty where nothing was. */
    static Optional<String> widening(RadioImage image, RadioImage widened, ModelCard card) {
        return image == widened
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Smoothed from a beam of %.3g arcsec to the %.3g arcsec of training.",
                        beam(image).orElse(0),
                        card.training().beam().orElse(0)));
    }
}
