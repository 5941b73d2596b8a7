package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.Problem;
import org.lobescope.Problems;

/** Pictures of many kinds: resources/sky/pictures, made by make_pictures.py with Pillow. */
class PictureFileTest {
    @TempDir
    Path folder;

    @SuppressWarnings("ArrayRecordComponent")
    record Expected(
            String file,
            int width,
            int height,
            int bits,
            @Nullable Double[] levels) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Expected> expected() throws IOException {
        try (Reader in = new InputStreamReader(
                PictureFileTest.class.getResourceAsStream("/sky/pictures.json"), StandardCharsets.UTF_8)) {
            return Stream.of(new Gson().fromJson(in, Expected[].class));
        }
    }

    private static Path file(String name) {
        return Path.of("src/test/resources/sky/pictures").resolve(name);
    }

    @ParameterizedTest
    @MethodSource("expected")
    void levelsAreThoseOfPillow(Expected e) {
        RadioImage image = ImageReader.read(file(e.file));
        assertEquals(e.width, image.width());
        assertEquals(e.height, image.height());
        assertEquals(e.bits == 16 ? RadioImage.Depth.GREY_16_BIT : RadioImage.Depth.GREY_8_BIT, image.depth());
        // JPEG decoders may round differently.
        double tolerance = e.file.endsWith(".jpg") ? 2 : 1e-4;
        for (int i = 0; i < e.levels.length; i++) {
            Double level = e.levels[i];
            if (level == null) {
                assertTrue(Float.isNaN(image.pixels()[i]), e + " pixel " + i);
            } else {
                assertEquals(level, image.pixels()[i], tolerance, e + " pixel " + i);
            }
        }
        assertEquals(
                e.file.startsWith("colour.") || e.file.startsWith("colour-") || e.file.equals("palette.png"),
                image.notes().stream().anyMatch(n -> n.contains("in colour")),
                image.notes().toString());
        assertEquals(
                e.file.contains("alpha"),
                image.notes().stream().anyMatch(n -> n.contains("transparent pixels are taken as blank")));
    }

    @Test
    void interlacedPicturesAreTheSame() throws IOException {
        BufferedImage picture = ImageIO.read(file("grey16.png").toFile());
        Path interlaced = folder.resolve("interlaced.png");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(interlaced.toFile())) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(picture, null, null), param);
        }
        assertArrayEquals(
                ImageReader.read(file("grey16.png")).pixels(),
                ImageReader.read(interlaced).pixels());
    }

    @Test
    void onlyTheMiddleOfAVeryLargePictureIsRead() throws IOException {
        BufferedImage large = new BufferedImage(5001, 5003, BufferedImage.TYPE_BYTE_GRAY);
        large.getRaster().setSample(2500, 2501, 0, 200);
        Path file = folder.resolve("large.png");
        ImageIO.write(large, "png", file.toFile());
        RadioImage image = ImageReader.read(file);
        assertEquals(4096, image.width());
        assertEquals(4096, image.height());
        assertEquals(1, image.notes().size());
        int at = -1;
        for (int i = 0; i < image.pixels().length; i++) {
            at = image.pixels()[i] == 200 ? i : at;
        }
        assertEquals(2500 - (5001 - 4096 + 1) / 2, at % 4096, 1);
        assertEquals(2501 - (5003 - 4096 + 1) / 2, at / 4096, 1);
        ImageFile opened = ImageReader.open(file);
        RadioImage corner = opened.read(opened.images().getFirst(), 0, new PixelPosition(0, 0));
        assertEquals(200, corner.at(2500, 2501));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.jpg", "colour.jpg", "colour.png", "grey16.png"})
    void cutOff(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length * 6 / 10));
        String sentence = Problems.sentence(() -> ImageReader.read(file));
        assertTrue(sentence.contains(name), sentence);
        assertTrue(sentence.contains("cut off") || sentence.contains("damaged"), sentence);
    }

    /** Whatever is cut off or changed: a picture or a sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"grey.jpg", "colour.jpg", "colour-alpha.png", "grey16.png", "palette.png", "one-bit.png"})
    void damage(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = i % 2 == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length)) : whole.clone();
            for (int k = 0; k < i % 4; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try {
                ImageReader.read(file);
            } catch (Problem e) {
                String sentence = String.valueOf(e.getMessage());
                assertTrue(sentence.endsWith(".") && !sentence.contains("\n"), sentence);
            }
        }
    }

    @Test
    void theNameDoesNotMatter() throws IOException {
        Path file = Files.copy(file("grey.png"), folder.resolve("picture.fits"));
        assertEquals(List.of(), ImageReader.read(file).notes());
        Path fits = Files.copy(FitsFileTest.file("float32.fits"), folder.resolve("image.png"));
        assertEquals(14, ImageReader.read(fits).width());
    }
}
