package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Note;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;
import org.lobescope.network.Layer;
import org.lobescope.network.Tensor;
import org.lobescope.sky.HeaderCard;
import org.lobescope.sky.ImageEntry;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

class MapFitsTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    @TempDir
    Path folder;

    private final RadioImage image = ImageReader.read(Path.of("assets", "samples", "frii.fits"));
    private final CutOut cutOut = new CutOut(17, -5, WIDTH, HEIGHT);

    @Test
    void theMapComesBackAsItIsAndLiesWhereItBelongs() throws Exception {
        Explanation explanation = explanation();
        Path file = folder.resolve("map.fits");
        MapFits.write(file, content(), explanation);
        RadioImage map = ImageReader.read(file);
        assertEquals(WIDTH, map.width());
        assertEquals(HEIGHT, map.height());
        assertArrayEquals(explanation.map(), map.pixels());
        assertEquals("S", map.unit());
        assertEquals(image.beam(), map.beam());
        for (PixelPosition inside : List.of(new PixelPosition(0, 0), new PixelPosition(WIDTH - 1, 3))) {
            SkyPosition expected =
                    image.wcs().orElseThrow().toSky(cutOut.toImage(inside)).orElseThrow();
            SkyPosition found = map.wcs().orElseThrow().toSky(inside).orElseThrow();
            assertEquals(expected.longitude(), found.longitude(), 1e-9);
            assertEquals(expected.latitude(), found.latitude(), 1e-9);
        }
    }

    @Test
    void historySaysHowItWasMade() throws Exception {
        Path file = folder.resolve("map.fits");
        MapFits.write(file, content(), explanation());
        String history = String.join(
                " ",
                ImageReader.read(file).header().stream()
                        .filter(card -> card.key().equals("HISTORY"))
                        .map(HeaderCard::value)
                        .map(String::strip)
                        .toList());
        for (String words : List.of(
                "Lobescope 9.8.7",
                "Image: frii.fits",
                "40 x 30 pixels from column 17, row -5",
                "Preparation: the first step",
                "Classifier: Net",
                "Probabilities: FRI 0.119203, FRII 0.880797",
                "Class: FRII (1)",
                "Target: logit",
                "Layer: stage3 (19 x 19)",
                "Method: grad-cam",
                "Option: upsampling = half-pixel",
                "sum of the map 1.5, change of the score 1.25",
                "Note: a long note about 3 x 3 pixels that goes on and on, over the end of its card, until it says what"
                        + " has to be known about Gutzwiller's naive ? map.")) {
            assertTrue(history.contains(words), words + " is not in " + history);
        }
        byte[] bytes = Files.readAllBytes(file);
        String head = new String(bytes, 0, 2880, StandardCharsets.ISO_8859_1);
        assertTrue(head.chars().allMatch(c -> c >= ' ' && c <= '~'), "FITS headers are ASCII");
        assertEquals(0, bytes.length % 2880);
    }

    /** Numbers of astropy 7 for the sample's own header. */
    @Test
    void aFileOfAllMapsHasOneExtensionForEachAndTheSkyInAll() throws Exception {
        Path file = folder.resolve("all.fits");
        Explanation first = explanation();
        PanelContent content = new PanelContent(
                image,
                content().prepared(),
                "Net",
                List.of("FRI", "FRII"),
                new float[] {-1, 1},
                first.target(),
                Optional.of(Preset.REFERENCE),
                List.of(first),
                "9.8.7");
        MapFits.writeAll(file, content);
        ImageFile all = ImageReader.open(file);
        assertEquals(
                List.of("IMAGE", "GRAD-CAM"),
                all.images().stream().map(ImageEntry::name).toList());
        for (ImageEntry entry : all.images()) {
            RadioImage one = all.read(entry, 0, entry.centre());
            SkyPosition inside =
                    one.wcs().orElseThrow().toSky(new PixelPosition(10, 20)).orElseThrow();
            assertEquals(17.474153009001782, inside.longitude(), 1e-9);
            assertEquals(18.6121882189056, inside.latitude(), 1e-9);
            SkyPosition corner =
                    one.wcs().orElseThrow().toSky(new PixelPosition(0, 0)).orElseThrow();
            assertEquals(17.47942480362561, corner.longitude(), 1e-9);
            assertEquals(18.60218636873183, corner.latitude(), 1e-9);
        }
        RadioImage map = all.read(all.images().get(1), 0, new PixelPosition(0, 0));
        assertArrayEquals(first.map(), map.pixels());
        RadioImage source = all.read(all.images().get(0), 0, new PixelPosition(0, 0));
        assertEquals(image.at(20, 3), source.at(3, 8));
        assertTrue(Float.isNaN(source.at(0, 0)), "beyond the image");
        byte[] bytes = Files.readAllBytes(file);
        MapFits.writeAll(file, content);
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    private PanelContent content() {
        int pixels = WIDTH * HEIGHT;
        PreparedImage prepared = new PreparedImage(
                new Tensor(new int[] {1, 1, HEIGHT, WIDTH}, new float[pixels]),
                new float[1],
                cutOut,
                new float[pixels],
                true,
                List.of("the first step"),
                List.of());
        return new PanelContent(
                image,
                prepared,
                "Net",
                List.of("FRI", "FRII"),
                new float[] {-1, 1},
                new Target(Target.Kind.LOGIT, 1),
                Optional.of(Preset.REFERENCE),
                List.of(),
                "9.8.7");
    }

    private static Explanation explanation() {
        float[] map = new float[WIDTH * HEIGHT];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) Math.sin(i) * 1e-7f;
        }
        return new Explanation(
                Presets.method(MethodId.GRAD_CAM, Preset.REFERENCE),
                new Target(Target.Kind.LOGIT, 1),
                Optional.of(new Layer("stage3", "Relu", "stage3", 32, 19, 19)),
                HEIGHT,
                WIDTH,
                map,
                map,
                Explanation.Sign.NON_NEGATIVE,
                List.of(new Note(
                        Note.Caveat.HAZE,
                        "a long note about 3 × 3 pixels that goes on and on, over the end of its card, until it says what"
                                + " has to be known about Gutzwiller's naïve ∂ map.")),
                Optional.of(new Explanation.Completeness(1.5, 1.25)),
                Optional.empty(),
                0.1);
    }
}
