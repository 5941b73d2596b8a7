package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.figure.FigureOptions;
import org.lobescope.session.CarriedSession;
import org.lobescope.session.Comparison;
import org.lobescope.session.Session;
import org.lobescope.sky.PixelPosition;
import org.lobescope.ui.tile.TileModel;

/** Two maps of each method side by side: of two classes, or of two presets. */
class ComparisonTest {
    @TempDir
    Path folder;

    private final PatternService service = new PatternService();
    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(service, folder, Optional.empty());
        model = window.model();
        window.openSample();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void compare(Comparison with) throws Exception {
        ComboBox<Comparison> box = window.find("#comparison");
        assertTrue(box.getItems().contains(with));
        TestWindow.fx(() -> {
            box.setValue(with);
            box.fireEvent(new javafx.event.ActionEvent());
        });
        untilCompared();
    }

    private void untilCompared() throws Exception {
        TestWindow.until(() -> model.tiles().wanted().size() == 20
                && model.tiles().wanted().stream().allMatch(t -> t.shown().get() != null));
        window.untilFinished();
    }

    private TileModel beside(MethodId id) {
        return model.tiles().counterparts().get(id.ordinal());
    }

    private static Explanation answer(TileModel tile) {
        return Optional.ofNullable(tile.shown().get().explanation()).orElseThrow();
    }

    private String words(String selector) {
        Label label = window.find(selector);
        return label.getText();
    }

    @Test
    void twoClassesStandSideBySide() throws Exception {
        assertEquals(1, model.question().classIndex().get());
        compare(new Comparison.WithClass("FRI"));
        for (TileModel tile : model.tiles().all()) {
            assertEquals(1, answer(tile).target().classIndex());
            assertEquals(0, answer(beside(tile.id())).target().classIndex());
            assertEquals(answer(tile).method(), answer(beside(tile.id())).method());
        }
        assertEquals("FRII", words("#tile-xrai .tile-side"));
        assertEquals("FRI", words("#tile-xrai-beside .tile-side"));
        // In one row, the second to the right of the first.
        var first = window.find("#tile-xrai").localToScene(0, 0);
        var second = window.find("#tile-xrai-beside").localToScene(0, 0);
        assertEquals(first.getY(), second.getY());
        assertTrue(first.getX() < second.getX());
        // The other way round when the other class is explained.
        TestWindow.fx(() -> model.question().classIndex().set(0));
        TestWindow.until(() -> answer(beside(MethodId.XRAI)).target().classIndex() == 1
                && answer(model.tiles().of(MethodId.XRAI)).target().classIndex() == 0);
        assertEquals(
                new Comparison.WithClass("FRII"), model.question().comparison().get());
        // Options that are changed hold for both.
        TestWindow.fx(() -> {
            var ig = model.tiles().of(MethodId.INTEGRATED_GRADIENTS).method();
            ig.set(ig.get().with("points", 33));
        });
        TestWindow.until(() -> answer(beside(MethodId.INTEGRATED_GRADIENTS))
                .method()
                .equals(model.tiles().of(MethodId.INTEGRATED_GRADIENTS).method().get()));
        // The crosshair reads all twenty.
        TestWindow.fx(() -> model.crosshair().place(new PixelPosition(150, 150)));
        TestWindow.until(() -> model.status().reading().get().values().size() == 20);
        // One map again.
        int asked = service.tiles().size();
        TestWindow.fx(() -> model.question().comparison().set(Comparison.NONE));
        TestWindow.until(() -> beside(MethodId.XRAI).shown().get() == null);
        TestWindow.settle();
        assertNull(window.explorer().root().lookup("#tile-xrai-beside"));
        assertFalse(window.find("#tile-xrai .tile-side").isVisible());
        assertEquals(asked, service.tiles().size());
    }

    @Test
    void twoPresetsStandSideBySide() throws Exception {
        compare(new Comparison.WithPreset(Preset.PAPER));
        for (MethodId id : MethodId.values()) {
            assertEquals(
                    Presets.method(id, Preset.REFERENCE),
                    answer(model.tiles().of(id)).method());
            assertEquals(Presets.method(id, Preset.PAPER), answer(beside(id)).method());
            assertEquals(
                    Presets.defaultTarget(id, Preset.PAPER),
                    answer(beside(id)).target().kind());
        }
        TestWindow.fx(() -> model.question().preset().set(Preset.PAPER));
        TestWindow.until(() -> answer(beside(MethodId.SMOOTHGRAD))
                        .method()
                        .equals(Presets.method(MethodId.SMOOTHGRAD, Preset.REFERENCE))
                && answer(model.tiles().of(MethodId.SMOOTHGRAD))
                        .method()
                        .equals(Presets.method(MethodId.SMOOTHGRAD, Preset.PAPER)));
        assertEquals(
                new Comparison.WithPreset(Preset.REFERENCE),
                model.question().comparison().get());
    }

    @Test
    void aPairIsShownLarge() throws Exception {
        compare(new Comparison.WithClass("FRI"));
        TestWindow.fx(() -> model.tiles().toggle(beside(MethodId.GRAD_CAM)));
        TestWindow.settle();
        assertEquals(
                model.tiles().of(MethodId.GRAD_CAM), model.tiles().enlarged().get());
        double width = window.find("#tile-grad-cam").getBoundsInParent().getWidth();
        assertEquals(
                width, window.find("#tile-grad-cam-beside").getBoundsInParent().getWidth());
        assertTrue(width > 250, () -> "only " + width);
    }

    @Test
    void theFigureHasPairsAndItsSessionBringsThemBack() throws Exception {
        compare(new Comparison.WithClass("FRI"));
        Path figure = folder.resolve("pairs.pdf");
        TestWindow.fx(() -> {
            model.figure().options().set(FigureOptions.JOURNAL.withTiles(List.of(MethodId.XRAI, MethodId.GRAD_CAM)));
            window.explorer().controller().export(figure);
        });
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        try (var pdf = Loader.loadPDF(figure.toFile())) {
            String text = new PDFTextStripper().getText(pdf);
            for (String title : List.of("(b) XRAI", "(c) XRAI", "(d) Grad-CAM", "(e) Grad-CAM")) {
                assertTrue(text.contains(title), () -> title + " is not in " + text);
            }
            assertEquals(
                    List.of("FRII", "FRI", "FRII", "FRI"),
                    Pattern.compile("FRI+")
                            .matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
        Session carried = CarriedSession.read(figure).session();
        assertEquals(new Comparison.WithClass("FRI"), carried.question().comparison());
        window.close();
        window = new TestWindow(service, folder, Optional.empty());
        model = window.model();
        TestWindow.fx(() -> window.explorer().controller().open(figure));
        untilCompared();
        assertEquals(
                new Comparison.WithClass("FRI"), model.question().comparison().get());
        assertEquals(0, answer(beside(MethodId.XRAI)).target().classIndex());
        assertEquals(1, answer(model.tiles().of(MethodId.XRAI)).target().classIndex());
    }
}
