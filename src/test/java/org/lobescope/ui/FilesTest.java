package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.sky.FitsWriter;
import org.lobescope.sky.Samples;
import org.lobescope.ui.notice.NoticeModel.Notice;

/** How files come into the window: start page, dialog, drop; and what can't be read. */
class FilesTest {
    private static final Path SAMPLE = Path.of("assets/samples/fri.fits");

    @TempDir
    Path folder;

    private TestWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
    }

    @AfterEach
    void close() {
        window.close();
    }

    private List<Button> cards() {
        FlowPane row = window.find(".samples");
        return row.getChildren().stream().map(Button.class::cast).toList();
    }

    private String name() {
        return window.model().source().opened().get().image().name();
    }

    @Test
    void theStartPageListsTheSamplesAndAClickOpensOne() throws Exception {
        assertTrue(window.find(".start").isVisible());
        assertEquals(Samples.all().size(), cards().size());
        for (int i = 0; i < cards().size(); i++) {
            String words = cards().get(i).getAccessibleText();
            assertTrue(words.startsWith(Samples.all().get(i).title()), words);
        }
        TestWindow.fx(() -> cards().get(1).fire());
        window.untilFinished();
        assertFalse(window.find(".start").isVisible());
        assertEquals(
                "simulated sample: " + Samples.all().get(1).title(),
                window.model().source().opened().get().origin());
    }

    @Test
    void theDialogOpensAFileWhichIsRecentThen() throws Exception {
        window.dialogs.image = Optional.of(SAMPLE);
        window.key(KeyCode.O, "o", true);
        window.untilFinished();
        assertEquals("fri.fits", name());
        assertEquals(
                List.of(SAMPLE.toAbsolutePath().normalize()),
                window.model().start().recent());
        window.close();
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        Hyperlink link = window.find(".recent .hyperlink");
        assertEquals("fri.fits", link.getText());
        TestWindow.fx(link::fire);
        window.untilFinished();
        assertEquals("fri.fits", name());
    }

    @Test
    void aCancelledDialogChangesNothing() {
        window.key(KeyCode.O, "o", true);
        assertTrue(window.find(".start").isVisible());
        assertEquals("", window.model().status().busy().get());
    }

    @Test
    void droppedFilesAreOpenedOrAdded() throws Exception {
        FileDrop drop = new FileDrop(
                window.explorer().controller(), (ExplorerView) window.explorer().root());
        File image = SAMPLE.toFile();
        File model = Files.copy(Path.of("models/lenet.onnx"), folder.resolve("mine.onnx"))
                .toFile();
        Files.copy(Path.of("models/lenet.json"), folder.resolve("mine.json"));
        assertEquals("Drop to open fri.fits", FileDrop.words(List.of(image)));
        assertEquals("Drop to add mine.onnx to the classifiers", FileDrop.words(List.of(model)));
        assertFalse(drop.take(List.of()));
        TestWindow.fx(() -> assertTrue(drop.take(List.of(image, model))));
        window.untilFinished();
        assertEquals("fri.fits", name());
        int before = window.model().question().entries().size();
        TestWindow.fx(() -> drop.take(List.of(model)));
        TestWindow.until(() -> window.model().question().entries().size() == before + 1);
        TestWindow.until(
                () -> window.model().source().opened().get().classifier().id().equals("mine"));
        assertEquals("fri.fits", name(), "the image stays");
    }

    @Test
    void whatCantBeReadIsSaidInASentenceAndChangesNothing() throws Exception {
        window.openSample();
        var opened = window.model().source().opened().get();
        var map = window.model().tiles().of(MethodId.XRAI).shown().get();
        for (Map.Entry<String, Path> bad : badImages().entrySet()) {
            Path file = bad.getValue();
            TestWindow.fx(() -> window.explorer().controller().open(file));
            says(bad.getKey(), String.valueOf(file.getFileName()));
            assertSame(opened, window.model().source().opened().get(), bad.getKey());
            assertSame(map, window.model().tiles().of(MethodId.XRAI).shown().get(), bad.getKey());
        }
        assertTrue(window.model().start().recent().isEmpty(), "what can't be read is not recent");
        var classifiers = List.copyOf(window.model().question().entries());
        for (Map.Entry<String, Path> bad : badModels().entrySet()) {
            window.dialogs.model = Optional.of(bad.getValue());
            TestWindow.fx(() -> window.explorer().controller().addModelByDialog());
            says(bad.getKey(), bad.getValue().getFileName().toString().replace(".onnx", ""));
            assertSame(opened, window.model().source().opened().get(), bad.getKey());
            assertEquals(classifiers, window.model().question().entries(), bad.getKey());
        }
        window.dialogs.figure = Optional.of(SAMPLE.resolve("figure.png"));
        TestWindow.fx(() -> window.explorer().controller().exportByDialog());
        says("a figure where no file can be", "figure.png");
        assertSame(map, window.model().tiles().of(MethodId.XRAI).shown().get());
    }

    /** One message, which names the file; it is closed then. */
    private void says(String what, String name) throws Exception {
        var notices = window.model().notices().notices();
        TestWindow.until(() -> !notices.isEmpty());
        TestWindow.settle();
        assertEquals(1, notices.size(), what);
        Notice notice = notices.getFirst();
        assertTrue(notice.sentence().contains(name), what + ": " + notice.sentence());
        assertFalse(notice.sentence().contains("Exception"), what + ": " + notice.sentence());
        assertFalse(notice.sentence().contains("\n"), what + ": " + notice.sentence());
        assertEquals("", window.model().status().busy().get(), what);
        TestWindow.fx(notices::clear);
    }

    private Map<String, Path> badImages() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("text called FITS", Files.writeString(folder.resolve("text.fits"), "this is no image"));
        byte[] whole = Files.readAllBytes(SAMPLE);
        files.put("cut off", Files.write(folder.resolve("cut.fits"), Arrays.copyOf(whole, whole.length / 2)));
        files.put("empty", Files.write(folder.resolve("empty.fits"), new byte[0]));
        files.put("a folder", Files.createDirectory(folder.resolve("folder.fits")));
        files.put("not there", folder.resolve("nowhere.fits"));
        float[] nan = new float[150 * 150];
        Arrays.fill(nan, Float.NaN);
        files.put("blank", fits("blank.fits", 150, nan));
        float[] same = new float[150 * 150];
        Arrays.fill(same, 3);
        files.put("constant", fits("constant.fits", 150, same));
        files.put("one pixel", fits("one.fits", 1, new float[] {1}));
        files.put("text called PNG", Files.writeString(folder.resolve("text.png"), "this is no picture"));
        files.put("too large", Files.writeString(folder.resolve("huge.fits"), header(20_000)));
        return files;
    }

    private Path fits(String name, int side, float[] pixels) {
        Path file = folder.resolve(name);
        FitsWriter.write(file, List.of(new FitsWriter.Image("", side, side, pixels, List.of())));
        return file;
    }

    private static String header(int side) {
        StringBuilder text = new StringBuilder();
        for (String card : List.of(
                "SIMPLE  =                    T",
                "BITPIX  =                  -32",
                "NAXIS   =                    2",
                "NAXIS1  = " + side,
                "NAXIS2  = " + side,
                "END")) {
            text.append(String.format("%-80s", card));
        }
        return String.format("%-2880s", text);
    }

    private Map<String, Path> badModels() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("text called ONNX", Files.writeString(folder.resolve("text.onnx"), "this is no network"));
        byte[] whole = Files.readAllBytes(Path.of("models/lenet.onnx"));
        files.put("cut off", Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2)));
        files.put("a card that contradicts", Files.write(folder.resolve("other.onnx"), whole));
        Files.writeString(
                folder.resolve("other.json"),
                Files.readString(Path.of("models/lenet.json")).replace("[1, 150, 150]", "[1, 64, 64]"));
        files.put("not there", folder.resolve("gone.onnx"));
        return files;
    }
}
