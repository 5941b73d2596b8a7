package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lobescope.Problems;
import org.lobescope.network.Graph;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.sky.CelestialWcs;
import org.lobescope.sky.FitsHeader;
import org.lobescope.sky.HeaderCard;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.RadioImage.Depth;
import org.lobescope.sky.Samples;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;

class PreparationTest {
    private static final Graph RESNETS = OnnxReader.read(Path.of("models/resnets.onnx"));
    private static final Preprocessing MIRABEST = Preprocessing.miraBest(0.0031f, 0.0352f);

    private static Graph graph(String resource) {
        return OnnxReader.read(Path.of("src/test/resources/reference").resolve(resource));
    }

    private static Classifier classifier(Graph graph, Preprocessing recipe) {
        ModelCard plain = new ModelCard("test", List.of("a", "b"));
        return new Classifier(
                "test",
                new ModelCard(
                        "test",
                        "",
                        plain.classes(),
                        plain.input(),
                        "logits",
                        recipe,
                        Optional.empty(),
                        new ModelCard.Training("", OptionalDouble.of(1.8)),
                        plain.test(),
                        "",
                        "",
                        List.of()),
                graph);
    }

    private static RadioImage image(int width, int height, float[] pixels, Depth depth) {
        return new RadioImage(
                "test", width, height, pixels, "Jy/beam", depth, Optional.empty(), Optional.empty(), List.of());
    }

    /** Noise of 1 with one bright pixel. */
    private static RadioImage noise(int width, int height, int x, int y) {
        Random random = new Random(4);
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        pixels[y * width + x] = 1000;
        return image(width, height, pixels, Depth.PHYSICAL);
    }

    private static int brightest(PreparedImage prepared) {
        int at = 0;
        for (int i = 0; i < prepared.grey().length; i++) {
            at = prepared.grey()[i] > prepared.grey()[at] ? i : at;
        }
        return at;
    }

    @Test
    void rowZeroStaysRowZero() {
        PreparedImage prepared = classifier(RESNETS, MIRABEST).prepare(noise(300, 200, 160, 60));
        assertEquals(new CutOut(75, 25, 150, 150), prepared.cutOut());
        assertEquals((60 - 25) * 150 + 160 - 75, brightest(prepared));
        assertArrayEquals(new int[] {1, 1, 150, 150}, prepared.x().shape());
        assertEquals(new PixelPosition(160, 60), prepared.cutOut().toImage(new PixelPosition(85, 35)));
        assertEquals(new PixelPosition(85, 35), prepared.cutOut().fromImage(new PixelPosition(160, 60)));
        assertTrue(prepared.skyClipped());
        assertEquals((0 - 0.0031f) / 0.0352f, prepared.blackSky()[0]);
        assertEquals(5, prepared.steps().size());
    }

    @Test
    void theCutOutCanBeMoved() {
        Classifier classifier = classifier(RESNETS, MIRABEST);
        RadioImage image = noise(300, 200, 0, 199);
        CutOut cutOut = CutOut.around(new PixelPosition(60, 150), 150, 150);
        assertEquals(new CutOut(-15, 75, 150, 150), cutOut);
        assertEquals(new PixelPosition(75, 75), cutOut.fromImage(new PixelPosition(60, 150)));
        RadioImage square = noise(300, 300, 0, 0);
        assertEquals(CutOut.central(square, 150, 150), CutOut.around(new PixelPosition(149.5, 149.5), 150, 150));
        PreparedImage prepared = classifier.prepare(image, cutOut);
        // Outside the circle, so it is black.
        assertEquals(0, prepared.grey()[(199 - 75) * 150 + 15]);
        PreparedImage moved = classifier.prepare(image, new CutOut(-75, 124, 150, 150));
        assertEquals(75 * 150 + 75, brightest(moved));
        assertTrue(moved.warnings().getFirst().contains("reaches beyond the image"));
        assertNotEquals(prepared.key(), moved.key());
        assertEquals(
                moved.key(),
                classifier.prepare(image, new CutOut(-75, 124, 150, 150)).key());
        assertTrue(Problems.sentence(() -> classifier.prepare(image, new CutOut(300, 0, 150, 150)))
                .contains("beside the image"));
        assertTrue(Problems.sentence(() -> classifier.prepare(image, new CutOut(0, 0, 100, 150)))
                .contains("100 x 150 pixels, but test takes 150 x 150"));
    }

    @Test
    void aCutOutOfAnotherSizeIsResampledOntoTheInput() {
        Classifier classifier = classifier(RESNETS, Preprocessing.plain());
        float[] pixels = new float[400 * 400];
        pixels[100 * 400 + 250] = 5;
        RadioImage image = image(400, 400, pixels, Depth.PHYSICAL);
        // Half as many pixels: each becomes 2 x 2 of the input.
        PreparedImage near = classifier.prepare(image, new CutOut(220, 60, 75, 75));
        assertArrayEquals(new int[] {1, 1, 150, 150}, near.x().shape());
        assertEquals(150 * 150, near.grey().length);
        int at = brightest(near);
        assertEquals(250 - 220, at % 150 / 2);
        assertEquals(100 - 60, at / 150 / 2);
        assertTrue(near.steps().contains("Resampled from 75 x 75 to 150 x 150 pixels (linear interpolation)."));
        PreparedImage far = classifier.prepare(image, new CutOut(0, 0, 300, 300));
        at = brightest(far);
        assertEquals(125, at % 150, 1);
        assertEquals(50, at / 150, 1);
        assertTrue(far.steps().contains("Resampled from 300 x 300 to 150 x 150 pixels (averaged)."));
        // The noise by which the sky is clipped is that of the image itself, whatever size is cut out.
        RadioImage noisy = noise(400, 400, 200, 200);
        Classifier miraBest = classifier(RESNETS, MIRABEST);
        assertTrue(miraBest.prepare(noisy, new CutOut(50, 50, 300, 300)).skyClipped());
        assertEquals(
                miraBest.prepare(noisy).steps().get(1),
                miraBest.prepare(noisy, new CutOut(50, 50, 300, 300)).steps().get(1));
    }

    @Test
    void sizesKeepShapeCentreAndLimits() {
        Classifier square = classifier(RESNETS, MIRABEST);
        RadioImage image = noise(400, 300, 0, 0);
        CutOut first = CutOut.central(image, 150, 150);
        assertEquals(CutOut.around(first.centre(), 201, 201), square.resized(image, first, 201.3));
        assertEquals(new CutOut(50, 0, 300, 300), square.resized(image, first, 1000));
        assertEquals(16, square.resized(image, first, 2).width());
        CutOut corner = new CutOut(0, 0, 150, 150);
        assertEquals(new CutOut(0, 0, 250, 250), square.resized(image, corner, 250), "it stays in the image");
        // No larger than the input where the image is smaller than that.
        RadioImage small = noise(100, 100, 0, 0);
        assertEquals(150, square.resized(small, square.central(small), 400).width());
        Classifier any = classifier(graph("models/toy.onnx"), Preprocessing.plain());
        RadioImage wide = noise(64, 40, 5, 6);
        CutOut half = any.resized(wide, any.central(wide), 33);
        assertEquals(new CutOut(16, 10, 32, 20), half, "64 : 40 = 8 : 5");
        assertArrayEquals(new int[] {1, 1, 20, 32}, any.prepare(wide, half).x().shape());
        assertEquals(64, any.resized(wide, half, 400).width());
    }

    @Test
    void onlyAWholePictureOfTheInputsSizeIsTakenAsPrepared() {
        Classifier classifier = classifier(RESNETS, Preprocessing.plain());
        RadioImage picture = image(300, 300, ramp(300 * 300), Depth.GREY_8_BIT);
        CutOut whole = new CutOut(0, 0, 300, 300);
        assertFalse(classifier.takenAsPrepared(picture, whole));
        assertEquals(150 * 150, classifier.prepare(picture, whole).grey().length);
        RadioImage exact = image(150, 150, ramp(150 * 150), Depth.GREY_8_BIT);
        assertTrue(classifier.takenAsPrepared(exact, classifier.central(exact)));
    }

    @Test
    void smallImagesArePadded() {
        PreparedImage prepared = classifier(RESNETS, MIRABEST).prepare(noise(101, 40, 3, 30));
        assertEquals(new CutOut(-25, -55, 150, 150), prepared.cutOut());
        assertEquals((30 + 55) * 150 + 3 + 25, brightest(prepared));
        assertEquals(1, prepared.warnings().size());
        // Zero flux is what was added: black sky.
        assertEquals(prepared.blackSky()[0], prepared.x().values()[75]);
    }

    @Test
    void blanksCountAsZeroAndAreSaid() {
        RadioImage image = noise(300, 300, 150, 150);
        float[] pixels = image.pixels().clone();
        Arrays.fill(pixels, 0, 9000, Float.NaN);
        PreparedImage prepared = classifier(RESNETS, MIRABEST).prepare(image(300, 300, pixels, Depth.PHYSICAL));
        assertEquals(
                List.of("9000 blank pixels (10.0 % of the image) count as zero flux, in the noise too."),
                prepared.warnings());
        for (float value : prepared.x().values()) {
            assertTrue(Float.isFinite(value));
        }
    }

    @Test
    void nothingToClassify() {
        Classifier classifier = classifier(RESNETS, MIRABEST);
        float[] flat = new float[300 * 300];
        Arrays.fill(flat, 0.25f);
        assertEquals(
                "test is constant (every pixel is 0.2500 Jy/beam), so there is nothing to classify; open another image.",
                Problems.sentence(() -> classifier.prepare(image(300, 300, flat, Depth.PHYSICAL))));
        assertTrue(Problems.sentence(() -> classifier.prepare(image(1, 1, new float[] {3}, Depth.PHYSICAL)))
                .contains("is constant"));
        float[] blank = new float[300 * 300];
        Arrays.fill(blank, Float.NaN);
        assertTrue(Problems.sentence(() -> classifier.prepare(image(300, 300, blank, Depth.PHYSICAL)))
                .contains("no pixel with a value"));
        assertTrue(Problems.sentence(() -> classifier.prepare(image(150, 150, new float[22500], Depth.GREY_8_BIT)))
                .contains("is constant"));
        // The source lies elsewhere: uniform noise never reaches 3 sigma.
        float[] quiet = new float[600 * 600];
        Random random = new Random(6);
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = random.nextFloat() - 0.5f;
        }
        quiet[5] = 100;
        String sentence = Problems.sentence(
                () -> classifier.prepare(image(600, 600, quiet, Depth.PHYSICAL), new CutOut(225, 225, 150, 150)));
        assertTrue(sentence.contains("stands out from the noise"), sentence);
        float[] step = new float[300 * 300];
        step[0] = 1;
        assertTrue(Problems.sentence(
                        () -> classifier(RESNETS, Preprocessing.plain()).prepare(image(300, 300, step, Depth.PHYSICAL)))
                .contains("cut-out of test is constant"));
    }

    @Test
    void picturesOfTheRightSizeGoInAsTheyAre() {
        float[] levels = new float[150 * 150];
        levels[200] = 255;
        levels[300] = 51;
        levels[400] = Float.NaN;
        PreparedImage prepared = classifier(RESNETS, MIRABEST).prepare(image(150, 150, levels, Depth.GREY_8_BIT));
        assertEquals(1, prepared.grey()[200]);
        assertEquals(0.2f, prepared.grey()[300]);
        assertEquals((0.2f - 0.0031f) / 0.0352f, prepared.x().values()[300]);
        assertEquals(List.of("1 blank pixels count as black."), prepared.warnings());
        assertTrue(prepared.skyClipped());
        float[] deep = new float[150 * 150];
        for (int i = 0; i < deep.length; i++) {
            deep[i] = i % 65536;
        }
        PreparedImage deeper = classifier(RESNETS, MIRABEST).prepare(image(150, 150, deep, Depth.GREY_16_BIT));
        assertEquals(22499 / 65535f, deeper.grey()[22499]);
        assertFalse(deeper.skyClipped());
        // Another size is treated like a raw image, but its sky is not at zero: levels of 100 to 104 here.
        float[] picture = new float[160 * 150];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = 100 + i % 5;
        }
        picture[75 * 160 + 80] = 250;
        picture[75 * 160 + 81] = 178;
        PreparedImage raw = classifier(RESNETS, MIRABEST).prepare(image(160, 150, picture, Depth.GREY_8_BIT));
        assertEquals(5, raw.steps().size());
        assertEquals(0, raw.grey()[75 * 150 + 74]);
        assertEquals(1, raw.grey()[75 * 150 + 75]);
        assertEquals(0.51f, raw.grey()[75 * 150 + 76], 0.005f);
    }

    private static float[] ramp(int n) {
        float[] ramp = new float[n];
        for (int i = 0; i < n; i++) {
            ramp[i] = i % 251;
        }
        return ramp;
    }

    @Test
    void colourNetworksGetGreyInEveryChannel() {
        Graph rgb = graph("foreign/rgb/legacy.onnx");
        int size = rgb.input().pixels();
        Preprocessing recipe = new Preprocessing(
                Optional.empty(), false, Preprocessing.Scaling.MIN_MAX, new float[] {0.1f, 0.2f, 0.3f}, new float[] {
                    1, 2, 4
                });
        PreparedImage prepared = classifier(rgb, recipe)
                .prepare(noise(rgb.input().width() + 20, rgb.input().height() + 11, 30, 30));
        assertEquals(3, prepared.x().axis(1));
        for (int i = 0; i < size; i++) {
            float grey = prepared.grey()[i];
            assertEquals((grey - 0.1f) / 1, prepared.x().values()[i]);
            assertEquals((grey - 0.2f) / 2, prepared.x().values()[size + i]);
            assertEquals((grey - 0.3f) / 4, prepared.x().values()[2 * size + i]);
        }
        assertEquals(3, prepared.blackSky().length);
        assertTrue(prepared.steps().contains("The same grey levels in all 3 channels."));
    }

    /** Without clipping, zero flux is a grey of its own: what the recipe makes of it is the black sky. */
    @Test
    void blackSkyIsWhatZeroFluxBecomes() {
        float[] pixels = ramp(300 * 300);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] / 250 * 4 - 1;
        }
        RadioImage image = image(300, 300, pixels, Depth.PHYSICAL);
        Preprocessing plain = Preprocessing.plain();
        assertEquals(0.25f, classifier(RESNETS, plain).prepare(image).blackSky()[0], 1e-6f);
        assertFalse(classifier(RESNETS, plain).prepare(image).skyClipped());
        Preprocessing none = new Preprocessing(
                Optional.empty(), false, Preprocessing.Scaling.NONE, new float[] {0}, new float[] {1});
        PreparedImage raw = classifier(RESNETS, none).prepare(image);
        assertEquals(0, raw.blackSky()[0]);
        assertEquals(image.at(75, 75), raw.x().values()[0]);
        assertEquals(1, raw.grey()[brightest(raw)]);
        Preprocessing rounded = new Preprocessing(
                Optional.empty(), false, Preprocessing.Scaling.MIN_MAX_8_BIT, new float[] {0}, new float[] {1});
        assertEquals(63 / 255f, classifier(RESNETS, rounded).prepare(image).blackSky()[0]);
    }

    @Test
    void anotherPixelScaleIsSaid() {
        RadioImage sample = Samples.all().getFirst().read();
        assertEquals(List.of(), classifier(RESNETS, MIRABEST).prepare(sample).warnings());
        Wcs fine = CelestialWcs.of(new FitsHeader(List.of(
                        new HeaderCard("CTYPE1", "RA---SIN", ""),
                        new HeaderCard("CTYPE2", "DEC--SIN", ""),
                        new HeaderCard("CDELT1", "-0.0001", ""),
                        new HeaderCard("CDELT2", "0.0001", ""))))
                .orElseThrow();
        RadioImage image = new RadioImage(
                "fine", 300, 300, sample.pixels(), "", Depth.PHYSICAL, Optional.of(fine), Optional.empty(), List.of());
        PreparedImage all = classifier(RESNETS, MIRABEST).prepare(image);
        assertEquals(new CutOut(-225, -225, 750, 750), all.cutOut(), "as much sky as in training");
        assertEquals(
                List.of(
                        "The cut-out of 750 x 750 pixels reaches beyond the image of 300 x 300: zero flux was added there."),
                all.warnings());
        // Four pixels in one: nearly as in training.
        assertEquals(
                "A pixel is 0.720 arcsec wide here after resampling, but was 1.80 arcsec in training: sources look"
                        + " 2.5 times larger to the network than those it learnt from.",
                classifier(RESNETS, MIRABEST)
                        .prepare(image, new CutOut(0, 0, 300, 300))
                        .warnings()
                        .getFirst());
    }

    @Test
    void theCutOutKeepsItsPlaceOnTheSky() {
        RadioImage sample = Samples.all().getFirst().read();
        CutOut cutOut = new CutOut(31, 120, 150, 150);
        Wcs wcs = sample.wcs().orElseThrow();
        SkyPosition here = wcs.cut(cutOut.x(), cutOut.y(), 1)
                .toSky(new PixelPosition(7, 9))
                .orElseThrow();
        SkyPosition there = wcs.toSky(cutOut.toImage(new PixelPosition(7, 9))).orElseThrow();
        assertEquals(there.longitude(), here.longitude(), 1e-12);
        assertEquals(there.latitude(), here.latitude(), 1e-12);
    }

    @Test
    void networksOfFreeSizeGetTheWholeImage() {
        Classifier toy = classifier(graph("models/toy.onnx"), Preprocessing.plain());
        PreparedImage prepared = toy.prepare(noise(64, 40, 5, 6));
        assertArrayEquals(new int[] {1, 1, 40, 64}, prepared.x().shape());
        assertEquals(6 * 64 + 5, brightest(prepared));
        assertEquals(40, toy.fitting(prepared).graph().input().height());
        PreparedImage large = toy.prepare(noise(700, 600, 350, 300));
        assertArrayEquals(new int[] {1, 1, 512, 512}, large.x().shape());
        assertTrue(large.warnings().getFirst().contains("only the central 512 x 512 of 700 x 600 pixels"));
        // A picture of any size is one of the right size.
        PreparedImage picture = toy.prepare(image(30, 50, ramp(1500), Depth.GREY_8_BIT));
        assertEquals(250 / 255f, picture.grey()[250]);
    }
}
