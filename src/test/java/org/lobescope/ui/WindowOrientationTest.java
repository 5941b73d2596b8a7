package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.Interval;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.service.LocalExplanationService;
import org.lobescope.sky.FitsWriter;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.status.Reading;
import org.testfx.util.WaitForAsyncUtils;

/**
 * One bright pixel off centre and a network whose answer is known (its score is the mean of the image): the tiles and the
 * source picture show it at its place on the screen, rows growing upwards, and the crosshair there reads it.
 */
class WindowOrientationTest {
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
        FitsWriter.write(file, List.of(new FitsWriter.Image("", WIDTH, HEIGHT, pixels, List.of())));
        return file;
    }

    private static WritableImage snapshot(Node node) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> node.snapshot(null, null));
    }

    /** The middle of everything as bright as the brightest point, in fractions of the picture from its upper left. */
    private static double[] brightest(WritableImage image) {
        PixelReader reader = image.getPixelReader();
        double most = 0;
        double sx = 0;
        double sy = 0;
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color color = reader.getColor(x, y);
                double light = color.getRed() + color.getGreen() + color.getBlue();
                if (light > most + 1e-6) {
                    most = light;
                    sx = 0;
                    sy = 0;
                    n = 0;
                }
                if (light > most - 1e-6) {
                    sx += x + 0.5;
                    sy += y + 0.5;
                    n++;
                }
            }
        }
        assertTrue(most > 0.5, "there is something to see: " + most);
        return new double[] {sx / n / image.getWidth(), sy / n / image.getHeight()};
    }

    @Test
    void tilesSourceAndCrosshairAgreeWithTheArray() throws Exception {
        try (LocalExplanationService service = new LocalExplanationService();
                TestWindow window =
                        new TestWindow(service, folder, Optional.of(network().toString()))) {
            window.open(image());
            ExplorerModel model = window.model();
            TestWindow.fx(() -> model.question().classIndex().set(0));
            window.untilFinished();
            // The image is black in these limits: what is seen in a tile is its map alone.
            TestWindow.fx(() -> model.imageDisplay().restyle(s -> s.withInterval(new Interval.Manual(1000, 2000))));
            TestWindow.until(() -> model.imageDisplay().limits().get().low() == 1000);
            TestWindow.settle();
            double fx = (X + 0.5) / WIDTH;
            double fy = 1 - (Y + 0.5) / HEIGHT;
            for (MethodId id : List.of(MethodId.GRAD_CAM, MethodId.GRAD_CAM_PLUS_PLUS, MethodId.INTEGRATED_GRADIENTS)) {
                Node tile = window.find("#tile-" + id.id());
                Picture picture = (Picture) tile.lookup(".picture");
                double[] at = brightest(snapshot(picture));
                assertEquals(fx, at[0], 0.5 / WIDTH, id + " across");
                assertEquals(fy, at[1], 0.5 / HEIGHT, id + " down");
            }
            TestWindow.fx(() -> model.imageDisplay().restyle(s -> s.withInterval(new Interval.MinMax())));
            TestWindow.until(() -> model.imageDisplay().limits().get().high() == 1);
            TestWindow.settle();
            // The box around what goes in is bright as well.
            TestWindow.fx(() -> window.find("#cut-out").setOpacity(0));
            Picture source = (Picture) window.find(".source-picture").lookup(".picture");
            double[] at = brightest(snapshot(source));
            assertEquals(fx, at[0], 0.5 / WIDTH, "source across");
            assertEquals(fy, at[1], 0.5 / HEIGHT, "source down");

            // The mouse over the pixel in one tile: all maps are read there.
            Picture picture = (Picture) window.find("#tile-grad-cam").lookup(".picture");
            TestWindow.mouse(picture, MouseEvent.MOUSE_MOVED, fx * picture.getWidth(), fy * picture.getHeight(), 0);
            TestWindow.until(() -> !model.status().reading().get().values().isEmpty());
            Reading reading = model.status().reading().get();
            assertEquals("x " + X + "  y " + Y, reading.pixel());
            assertTrue(reading.flux().startsWith("1.00"), reading.flux());
            for (Reading.MapValue value : reading.values()) {
                var map = model.tiles().of(value.tile().id()).shown().get().heatmap();
                assertEquals(Numbers.brief(map.at(X, Y)), value.value(), value.name());
            }
            var cam = model.tiles().of(MethodId.GRAD_CAM).shown().get().heatmap();
            assertEquals(cam.range().high(), cam.at(X, Y), 0, "Grad-CAM peaks there");
        }
    }
}
