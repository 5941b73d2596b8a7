package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.sky.FitsWriter;
import org.lobescope.sky.HeaderCard;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

/**
 * One bright pixel off centre and a network whose answer is known: its score is the mean of the image, so every map peaks
 * on that pixel. The maps' files must have it at the same row, column and sky position as the image.
 */
class OrientationTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 40;
    private static final int X = 50;
    private static final int Y = 7;

    @TempDir
    Path folder;

    private Path network() throws IOException {
        Path file = folder.resolve("mean.onnx");
        Files.write(
                file,
                TinyNetwork.of("n", 1, "h", "w")
                        .floats("same", List.of(1, 1, 3, 3), 0, 0, 0, 0, 1, 0, 0, 0, 0)
                        .named("/conv/Conv", "Conv", List.of("x", "same"), List.of("c"), "pads", List.of(1, 1, 1, 1))
                        .named("/act/Relu", "Relu", List.of("c"), List.of("a"))
                        .node("GlobalAveragePool", List.of("a"), "g")
                        .node("Flatten", List.of("g"), "f")
                        .floats("fc", List.of(2, 1), 1, -1)
                        .node("Gemm", List.of("f", "fc"), "z", "transB", 1)
                        .output("z", "n", 2)
                        .model()
                        .toByteArray());
        return file;
    }

    private Path image() {
        float[] pixels = new float[WIDTH * HEIGHT];
        pixels[Y * WIDTH + X] = 1;
        pixels[20 * WIDTH + 30] = 0.25f;
        Path file = folder.resolve("pixel.fits");
        FitsWriter.write(
                file,
                List.of(new FitsWriter.Image(
                        "",
                        WIDTH,
                        HEIGHT,
                        pixels,
                        List.of(
                                HeaderCard.text("CTYPE1", "RA---SIN", ""),
                                HeaderCard.text("CTYPE2", "DEC--SIN", ""),
                                HeaderCard.number("CRVAL1", 150, ""),
                                HeaderCard.number("CRVAL2", 25, ""),
                                HeaderCard.number("CRPIX1", 10, ""),
                                HeaderCard.number("CRPIX2", 30, ""),
                                HeaderCard.number("CDELT1", -5e-4, ""),
                                HeaderCard.number("CDELT2", 5e-4, "")))));
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"integrated-gradients", "guided-ig", "grad-cam", "grad-cam-plus-plus", "score-cam"})
    void aMapPeaksWhereTheImageDoes(String method) throws IOException {
        Path image = image();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(
                        "explain",
                        image.toString(),
                        "--classifier",
                        network().toString(),
                        "--class",
                        "0",
                        "--methods",
                        method,
                        "--maps",
                        folder.toString());
        assertEquals(0, code, err.toString());
        RadioImage map = ImageReader.read(folder.resolve("pixel." + method + ".fits"));
        assertEquals(WIDTH, map.width());
        assertEquals(HEIGHT, map.height());
        int peak = 0;
        for (int i = 0; i < map.pixels().length; i++) {
            if (map.pixels()[i] > map.pixels()[peak]) {
                peak = i;
            }
        }
        assertEquals(X, peak % WIDTH, "column");
        assertEquals(Y, peak / WIDTH, "row");
        SkyPosition expected = sky(ImageReader.read(image));
        SkyPosition found = sky(map);
        assertEquals(expected.longitude(), found.longitude(), 1e-9);
        assertEquals(expected.latitude(), found.latitude(), 1e-9);
    }

    private static SkyPosition sky(RadioImage image) {
        return image.wcs().orElseThrow().toSky(new PixelPosition(X, Y)).orElseThrow();
    }
}
