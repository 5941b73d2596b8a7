package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.Shared;
import org.lobescope.network.NpyFile;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.RadioImage;

/** The recipe of MiraBest against the published pictures of real sources, pixel by pixel. */
class MiraBestRecipeTest {
    private static Classifier classifier() {
        Path model = Shared.path("reference/models/resnets.onnx");
        ModelCard plain = new ModelCard("resnets", List.of("FRI", "FRII"));
        ModelCard card = new ModelCard(
                plain.name(),
                "",
                plain.classes(),
                plain.input(),
                "logits",
                Preprocessing.miraBest(0.0031f, 0.0352f),
                plain.defaultCamLayer(),
                plain.training(),
                plain.test(),
                "",
                "",
                List.of());
        return new Classifier("resnets", card, OnnxReader.read(model));
    }

    private static int[] levels(PreparedImage image) {
        int[] levels = new int[image.grey().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(image.grey()[i] * 255);
        }
        return levels;
    }

    private static int[] levels(RadioImage picture) {
        int[] levels = new int[picture.pixels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (int) picture.pixels()[i];
        }
        return levels;
    }

    @Test
    void rawImagesGiveThePublishedPictures() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Shared.path("data/mirabest/fits"))) {
            files = listed.sorted().toList();
        }
        Classifier classifier = classifier();
        for (Path file : files) {
            String name = file.getFileName().toString();
            RadioImage picture =
                    ImageReader.read(Shared.path("data/mirabest/png").resolve(name.replace(".fits", ".png")));
            PreparedImage prepared = classifier.prepare(ImageReader.read(file));
            assertArrayEquals(levels(picture), levels(prepared), name);
            // One source is as large as the circle: 269 arcsec.
            assertEquals(
                    name.startsWith("200_176.113") ? 1 : 0, prepared.warnings().size(), name);
            assertTrue(prepared.skyClipped());
            // The published picture itself goes in as it is: the same input.
            PreparedImage same = classifier.prepare(picture);
            assertArrayEquals(prepared.x().values(), same.x().values(), name);
            assertArrayEquals(prepared.blackSky(), same.blackSky());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fri", "frii"})
    void simulatedImagesGiveTheGoldenInput(String name) {
        float[] golden = NpyFile.read(Shared.path("reference/golden/resnets/" + name + "/input.npy"))
                .values();
        PreparedImage prepared =
                classifier().prepare(ImageReader.read(Shared.path("reference/images/" + name + ".fits")));
        assertArrayEquals(golden, prepared.x().values());
        assertEquals(-0.08806818723678589f, prepared.blackSky()[0]);
        PreparedImage picture =
                classifier().prepare(ImageReader.read(Shared.path("reference/images/" + name + ".png")));
        assertArrayEquals(golden, picture.x().values());
    }
}
