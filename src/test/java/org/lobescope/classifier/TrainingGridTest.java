package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Shared;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.simulation.Simulation;
import org.lobescope.simulation.SourceKind;
import org.lobescope.simulation.Survey;
import org.lobescope.sky.Beam;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

/** Images of other surveys, and images that are none: what the bundled classifiers make of them. */
class TrainingGridTest {
    private static final Classifier RESNETS = new ClassifierLibrary(Path.of("absent")).load("resnets");

    @TempDir
    private Path folder = Path.of("");

    private RadioImage simulated(Survey survey, SourceKind kind, long seed, double extent) {
        return simulated(survey, kind, seed, extent, 150);
    }

    private RadioImage simulated(Survey survey, SourceKind kind, long seed, double extent, double flux) {
        Path file = folder.resolve(survey.name() + seed + kind + ".fits");
        new Simulation(survey, 300, OptionalDouble.of(extent), OptionalDouble.of(flux), 0)
                .source(kind, seed)
                .write(file);
        return ImageReader.read(file);
    }

    private static RadioImage with(RadioImage image, float[] pixels, Optional<Beam> beam) {
        return new RadioImage(
                image.name(),
                image.width(),
                image.height(),
                pixels,
                image.unit(),
                image.depth(),
                image.wcs(),
                beam,
                image.header());
    }

    /** The same galaxy in four surveys spans the same part of the input. */
    @Test
    void otherPixelScalesSpanTheSameSky() {
        assertEquals(
                150,
                RESNETS.prepare(simulated(Survey.FIRST, SourceKind.FRII, 3, 60))
                        .cutOut()
                        .width());
        PreparedImage lotss = RESNETS.prepare(simulated(Survey.LOTSS, SourceKind.FRII, 3, 60));
        assertEquals(180, lotss.cutOut().width());
        assertTrue(
                lotss.steps().toString().contains("Resampled from 180 x 180 to 150 x 150"),
                lotss.steps().toString());
        assertTrue(
                lotss.steps().toString().contains("median absolute deviation"),
                lotss.steps().toString());
        PreparedImage meerkat = RESNETS.prepare(simulated(Survey.MEERKAT, SourceKind.FRII, 3, 60));
        assertEquals(135, meerkat.cutOut().width());
        assertTrue(
                meerkat.warnings().toString().contains("8.00 arcsec wide here, but was 5.40"), "" + meerkat.warnings());
        PreparedImage nvss = RESNETS.prepare(simulated(Survey.NVSS, SourceKind.FRII, 3, 60));
        assertEquals(18, nvss.cutOut().width());
        assertTrue(nvss.warnings().toString().contains("the answer means little"), "" + nvss.warnings());
    }

    @Test
    void classesSurviveAnotherSurvey() {
        try (TorchNetwork network = new TorchNetwork(RESNETS.graph())) {
            for (Survey survey : List.of(Survey.FIRST, Survey.LOTSS)) {
                for (int seed = 1; seed <= 4; seed++) {
                    float[] fri = network.logits(RESNETS.prepare(simulated(survey, SourceKind.FRI, seed, 60))
                            .x())[0];
                    float[] frii = network.logits(RESNETS.prepare(simulated(survey, SourceKind.FRII, seed, 60))
                            .x())[0];
                    assertTrue(fri[0] > fri[1] && frii[1] > frii[0], survey.name() + " " + seed);
                }
            }
        }
    }

    /** A bright pixel off the centre comes back at its place on the sky from the resampled grid. */
    @Test
    void placesOnTheSkyAreKeptWhenResampled() {
        RadioImage image = simulated(Survey.LOTSS, SourceKind.COMPACT, 5, 2);
        float[] pixels = image.pixels().clone();
        int x = 190;
        int y = 118;
        pixels[y * 300 + x] = 100;
        PreparedImage prepared = RESNETS.prepare(with(image, pixels, image.beam()));
        int peak = 0;
        for (int i = 0; i < prepared.grey().length; i++) {
            peak = prepared.grey()[i] > prepared.grey()[peak] ? i : peak;
        }
        CutOut part = prepared.cutOut();
        double step = part.width() / 150.0;
        SkyPosition back = image.wcs()
                .orElseThrow()
                .cut(part.x() + step / 2 - 0.5, part.y() + step / 2 - 0.5, step)
                .toSky(new PixelPosition(peak % 150, peak / 150))
                .orElseThrow();
        SkyPosition there =
                image.wcs().orElseThrow().toSky(new PixelPosition(x, y)).orElseThrow();
        assertEquals(there.latitude(), back.latitude(), 0.6 * 1.8 / 3600);
        assertEquals(
                there.longitude(), back.longitude(), 0.6 * 1.8 / 3600 / Math.cos(Math.toRadians(there.latitude())));
    }

    /** scipy.ndimage.gaussian_filter of a single 1 with sigma 1.2. */
    @Test
    void smoothingIsScipys() {
        float[] point = new float[21 * 21];
        point[10 * 21 + 10] = 1;
        float[] smooth = Smoothing.gaussian(point, 21, 21, 1.2);
        assertEquals(0.11052481980023825, smooth[10 * 21 + 10], 1e-7);
        assertEquals(0.07810217357237277, smooth[10 * 21 + 11], 1e-7);
        assertEquals(0.001210884664830482, smooth[12 * 21 + 13], 1e-7);
    }

    @Test
    void narrowBeamsAreWidened() {
        RadioImage image = simulated(Survey.FIRST, SourceKind.FRI, 2, 60);
        RadioImage sharp = with(image, image.pixels(), Optional.of(new Beam(2.5 / 3600, 2.5 / 3600, 0)));
        assertEquals(OptionalDouble.of(5.4), RESNETS.smoothedTo(sharp));
        assertEquals(OptionalDouble.empty(), RESNETS.smoothedTo(image));
        assertTrue(RESNETS.prepare(sharp).steps().toString().contains("Smoothed from a beam of 2.50 arcsec"));
    }

    /** An image is kept as it was widened for one classifier, and another one has other beams. */
    @Test
    void everyClassifierGetsItsOwnBeam() {
        RadioImage image = simulated(Survey.FIRST, SourceKind.FRI, 2, 60);
        float[] narrow = TrainingGrid.widened(image, trainedWithBeam(8)).pixels();
        float[] wide = TrainingGrid.widened(image, trainedWithBeam(20)).pixels();
        assertTrue(peak(narrow) > 1.5 * peak(wide), peak(narrow) + ", " + peak(wide));
        assertArrayEquals(
                narrow, TrainingGrid.widened(image, trainedWithBeam(8)).pixels());
    }

    private static ModelCard trainedWithBeam(double arcsec) {
        ModelCard card = RESNETS.card();
        return new ModelCard(
                card.name(),
                card.description(),
                card.classes(),
                card.input(),
                card.output(),
                card.preprocessing(),
                card.defaultCamLayer(),
                new ModelCard.Training("", OptionalDouble.of(1.8), OptionalDouble.of(arcsec), Optional.empty()),
                card.test(),
                card.licence(),
                card.citation(),
                card.doubts());
    }

    private static float peak(float[] pixels) {
        float peak = 0;
        for (float pixel : pixels) {
            peak = Math.max(peak, pixel);
        }
        return peak;
    }

    @Test
    void milliJanskysChangeNothing() {
        RadioImage image = simulated(Survey.LOTSS, SourceKind.FRI, 4, 60);
        float[] milli = image.pixels().clone();
        for (int i = 0; i < milli.length; i++) {
            milli[i] *= 1024; // a power of two keeps every bit
        }
        assertArrayEquals(
                RESNETS.prepare(image).x().values(),
                RESNETS.prepare(with(image, milli, image.beam())).x().values());
    }

    /** Half of the image blank: the noise is that of the other half, and the source stays what it was. */
    @Test
    void blankEdgesLeaveTheNoise() {
        RadioImage image = simulated(Survey.FIRST, SourceKind.FRII, 6, 60);
        float[] pixels = image.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            if (i % 300 < 90 || i % 300 > 240) {
                pixels[i] = Float.NaN;
            }
        }
        RadioImage cut = with(image, pixels, image.beam());
        assertEquals(0.15e-3, RESNETS.noise(cut).orElseThrow(), 0.015e-3);
        assertEquals(Optional.empty(), RESNETS.prepare(cut).unlikeTraining());
    }

    @Test
    void anEmptyMiddleGivesWayToTheSource() {
        RadioImage image = simulated(Survey.FIRST, SourceKind.FRII, 6, 40);
        float[] shifted = new float[image.pixels().length];
        for (int i = 0; i < shifted.length; i++) {
            int x = i % 300;
            int y = i / 300;
            shifted[i] = image.at(Math.floorMod(x - 110, 300), Math.floorMod(y + 100, 300));
        }
        PreparedImage prepared = RESNETS.prepare(with(image, shifted, image.beam()));
        assertTrue(prepared.steps().getFirst().contains("moved to the brightest source"), "" + prepared.steps());
        assertEquals(149.5 + 110, prepared.cutOut().centre().x(), 12);
        assertEquals(149.5 - 100, prepared.cutOut().centre().y(), 12);
    }

    @Test
    void largeSourcesAreSaid() {
        PreparedImage prepared = RESNETS.prepare(simulated(Survey.FIRST, SourceKind.FRI, 3, 400, 20_000));
        assertTrue(prepared.warnings().toString().contains("sees only a part of it"), "" + prepared.warnings());
    }

    @Test
    void noiseAndPhotographsAreFlagged() {
        Random random = new Random(7);
        RadioImage image = simulated(Survey.FIRST, SourceKind.FRI, 3, 60);
        for (int n = 0; n < 5; n++) {
            float[] noise = new float[300 * 300];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) random.nextGaussian();
            }
            assertTrue(
                    RESNETS.prepare(with(image, noise, image.beam()))
                            .unlikeTraining()
                            .isPresent(),
                    "noise " + n);
        }
        float[] photo = new float[150 * 150];
        for (int i = 0; i < photo.length; i++) {
            photo[i] = (float) (120 + 60 * Math.sin(i % 150 / 20.0) + 50 * Math.cos(i / 150 / 31.0));
        }
        RadioImage picture = new RadioImage(
                "photo.png",
                150,
                150,
                photo,
                "",
                RadioImage.Depth.GREY_8_BIT,
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertTrue(RESNETS.prepare(picture).unlikeTraining().orElse("").startsWith("Unlike the training data: "));
        assertEquals(Optional.empty(), RESNETS.prepare(image).unlikeTraining());
    }

    /** Real sources are hardly ever flagged. */
    @Test
    void testSourcesAreLikeTheTrainingData() throws Exception {
        Path pictures = Shared.path("data/mirabest/png");
        int flagged = 0;
        int all = 0;
        for (String line : Files.readAllLines(Shared.path("data/mirabest/labels.csv"))) {
            String[] row = line.split(",");
            if (Arrays.asList(row).contains("test")) {
                all++;
                flagged += RESNETS.prepare(ImageReader.read(pictures.resolve(row[0] + ".png")))
                                .unlikeTraining()
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        assertTrue(all > 100 && flagged <= all / 50, flagged + " of " + all);
    }
}
