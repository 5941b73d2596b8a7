package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.WholeFile;
import org.lobescope.explain.MethodId;
import org.lobescope.network.onnx.TinyNetwork;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.figure.FigureExport;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.tile.TileModel;

/** Files that need a word: they open and say how, or are refused in one sentence and nothing is lost. */
class UnusualFilesTest {
    private static final int SIDE = 160;

    @TempDir
    Path folder;

    private TestWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        window.openSample();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Opened opened() {
        return window.model().source().opened().get();
    }

    private TileModel.Shown map() {
        return window.model().tiles().of(MethodId.XRAI).shown().get();
    }

    /** Three planes: value 1, 2, 3 at one pixel; of the planes named in {@code blank} nothing but NaN. */
    private Path cube(String name, List<Integer> blank) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        StringBuilder header = new StringBuilder();
        for (String card : List.of(
                "SIMPLE  =                    T",
                "BITPIX  =                  -32",
                "NAXIS   =                    3",
                "NAXIS1  =                  160",
                "NAXIS2  =                  160",
                "NAXIS3  =                    3",
                "CTYPE3  = 'FREQ'",
                "CRVAL3  =               1.4E+9",
                "CDELT3  =               1.0E+8",
                "CRPIX3  =                  1.0",
                "END")) {
            header.append(String.format("%-80s", card));
        }
        out.write(String.format("%-2880s", header).getBytes(StandardCharsets.US_ASCII));
        for (int plane = 0; plane < 3; plane++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                boolean source = i == 80 * SIDE + 80 + plane;
                out.writeFloat(blank.contains(plane) ? Float.NaN : source ? plane + 1 : 0.001f * (i % 7));
            }
        }
        out.write(new byte[2880 - bytes.size() % 2880]);
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private void show(Path file) throws Exception {
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> opened().image().name().equals(String.valueOf(file.getFileName())));
        window.untilFinished();
    }

    /** What stands below what the network sees. */
    private List<String> words() {
        return window.explorer().root().lookupAll(".warnings .label").stream()
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private void refused(Opened before, TileModel.Shown map, String... words) throws Exception {
        var notices = window.model().notices().notices();
        TestWindow.until(() -> !notices.isEmpty());
        TestWindow.settle();
        assertEquals(1, notices.size());
        String sentence = notices.getFirst().sentence();
        for (String word : words) {
            assertTrue(sentence.contains(word), sentence);
        }
        assertFalse(sentence.contains("Exception") || sentence.contains("\n"), sentence);
        assertSame(before, opened());
        assertSame(map, map());
        assertEquals("", window.model().status().busy().get());
        TestWindow.fx(notices::clear);
    }

    @Test
    void aCubeOpensWithItsFirstPlaneAndHasASliderForTheOthers() throws Exception {
        show(cube("cube.fits", List.of()));
        assertEquals(0, opened().place().plane());
        assertEquals(1, opened().image().at(80, 80));
        assertTrue(words().stream().anyMatch(w -> w.startsWith("Plane 1 of 3")), words().toString());
        Slider slider = window.find("#plane");
        assertTrue(slider.getParent().isVisible());
        assertEquals(2, slider.getMax());
        TestWindow.fx(() -> slider.setValue(2));
        TestWindow.until(() -> opened().place().plane() == 2);
        window.untilFinished();
        assertEquals(3, opened().image().at(82, 80));
        assertTrue(words().stream().anyMatch(w -> w.startsWith("Plane 3 of 3")), words().toString());
        assertEquals(
                "3 of 3",
                ((Labeled) slider.getParent().getChildrenUnmodifiable().get(2)).getText());
        window.openSample();
        TestWindow.settle();
        assertFalse(slider.getParent().isVisible(), "a plain image has no planes");
    }

    @Test
    void aBlankPlaneIsSkippedAtFirstAndRefusedWhenItIsChosen() throws Exception {
        show(cube("gap.fits", List.of(0, 2)));
        assertEquals(1, opened().place().plane());
        Slider slider = window.find("#plane");
        assertEquals(1, slider.getValue());
        Opened before = opened();
        TileModel.Shown map = map();
        TestWindow.fx(() -> slider.setValue(2));
        refused(before, map, "gap.fits", "plane 3", "blank");
        assertEquals(1, slider.getValue(), "the slider goes back to what is shown");
    }

    @Test
    void picturesWithAlphaColourAndSixteenBitsOpenAndSayWhatWasDone() throws Exception {
        BufferedImage alpha = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                boolean source = Math.hypot(x - 100, y - 100) < 4;
                int grey = source ? 230 : (x * 7 + y * 3) % 100;
                alpha.setRGB(x, y, y < 10 ? 0 : 0xff000000 | grey << 16 | grey << 8 | (grey + 20));
            }
        }
        Path png = folder.resolve("alpha.png");
        ImageIO.write(alpha, "png", png.toFile());
        show(png);
        assertEquals(RadioImage.Depth.GREY_8_BIT, opened().image().depth());
        assertEquals(10 * 200, opened().image().blanks());
        String said = String.join("\n", words());
        assertTrue(said.contains("in colour") && said.contains("transparent") && said.contains("blank"), said);

        BufferedImage deep = new BufferedImage(200, 200, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(100, 90, 0, 65535);
        deep.getRaster().setSample(101, 90, 0, 300);
        Path sixteen = folder.resolve("sixteen.png");
        ImageIO.write(deep, "png", sixteen.toFile());
        show(sixteen);
        assertEquals(RadioImage.Depth.GREY_16_BIT, opened().image().depth());
        assertEquals(300, opened().image().at(101, 90));
        assertArrayEquals(new int[] {1, 1, 150, 150}, opened().prepared().x().shape());
    }

    @Test
    void aModelWhoseInputIsNoImageIsRefused() throws Exception {
        Path numbers = folder.resolve("numbers.onnx");
        Files.write(
                numbers,
                TinyNetwork.of("n", 64)
                        .floats("w", List.of(2, 64), new double[128])
                        .node("Gemm", List.of("x", "w"), "z", "transB", 1)
                        .output("z", "n", 2)
                        .model()
                        .toByteArray());
        Opened before = opened();
        TileModel.Shown map = map();
        var entries = List.copyOf(window.model().question().entries());
        window.dialogs.model = Optional.of(numbers);
        TestWindow.fx(() -> window.explorer().controller().addModelByDialog());
        refused(before, map, "numbers.onnx", "input");
        assertEquals(entries, window.model().question().entries());
    }

    @Test
    void aFullDiskAtExportLosesNeitherTheOldFigureNorTheMaps() throws Exception {
        Path old = Files.writeString(folder.resolve("figure.png"), "the figure of last week");
        Opened before = opened();
        TileModel.Shown map = map();
        TestWindow.fx(() -> new FigureExport(
                        window.model(),
                        window.explorer().controller().snapshot(),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        (file, panel, session) -> WholeFile.write(file, draft -> {
                            Files.writeString(draft, "half of");
                            throw new IOException("No space left on device");
                        }))
                .write(old));
        refused(before, map, "figure.png", "No space left on device", "free some room or choose another folder");
        assertEquals("the figure of last week", Files.readString(old));
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.toString().endsWith(WholeFile.UNFINISHED)));
        }
        window.dialogs.figure = Optional.of(folder.resolve("other.png"));
        TestWindow.fx(() -> window.explorer().controller().exportByDialog());
        TestWindow.until(() -> !window.model().notices().notices().isEmpty());
        assertTrue(Files.size(folder.resolve("other.png")) > 10_000, "the next export works");
    }
}
