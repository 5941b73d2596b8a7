package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Stretch;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.source.ImageDisplayModel;
import org.lobescope.ui.undo.UndoController;
import org.lobescope.ui.undo.UndoModel;

/** Changes of the display are taken back and made again, by keys and by the menu. */
class UndoTest {
    private static final long LONG_AFTER = 5_000_000_000L;

    @TempDir
    Path folder;

    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        model = window.model();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private MenuItem item(String id) {
        MenuButton menu = window.find("#edit");
        return menu.getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    private void change(Runnable action) {
        TestWindow.fx(action);
        TestWindow.settle();
    }

    @Test
    void keysAndMenuGoBackAndForth() throws Exception {
        window.openSample();
        assertEquals("Nothing to undo", item("undo").getText());
        assertTrue(item("undo").isDisable());
        change(() -> model.display().restyle(s -> s.withThreshold(70, 100)));
        change(() -> model.imageDisplay().restyle(s -> s.withStretch(new Stretch.Sqrt())));
        change(() -> model.display().contours().set(true));
        assertEquals("Undo contours    Ctrl+Z", item("undo").getText());
        window.key(KeyCode.Z, "z", true);
        assertEquals(false, model.display().contours().get());
        assertEquals("Undo stretch    Ctrl+Z", item("undo").getText());
        assertEquals("Redo contours    Ctrl+Shift+Z", item("redo").getText());
        change(() -> item("undo").fire());
        assertEquals(ImageStyle.DEFAULT, model.imageDisplay().style().get());
        change(() -> item("undo").fire());
        assertEquals(HeatmapStyle.DEFAULT, model.display().style().get());
        assertTrue(item("undo").isDisable());
        window.key(KeyCode.Y, "y", true);
        assertEquals(70, model.display().style().get().thresholdLow());
        change(() -> item("redo").fire());
        assertEquals(new Stretch.Sqrt(), model.imageDisplay().style().get().stretch());
        // Another change ends what could be done again.
        change(() -> model.display().restyle(s -> s.withOpacity(0.3)));
        assertTrue(item("redo").isDisable());
        change(() -> item("usual-display").fire());
        assertEquals(ImageStyle.DEFAULT, model.imageDisplay().style().get());
        assertEquals(HeatmapStyle.DEFAULT, model.display().style().get());
        assertEquals("Undo display settings    Ctrl+Z", item("undo").getText());
        change(() -> item("undo").fire());
        assertEquals(0.3, model.display().style().get().opacity());
        // A text field keeps the key for itself.
        TextField search = window.find(".header-view .text-field");
        TestWindow.key(search, KeyCode.Z, "z", true);
        assertEquals(0.3, model.display().style().get().opacity());
    }

    @Test
    void whatDoesNotBelongToTheDisplayIsNotTakenBack() throws Exception {
        window.openSample();
        change(() -> {
            model.crosshair().place(new org.lobescope.sky.PixelPosition(150, 150));
            model.display().overlay().set(false);
            model.zoom()
                    .zoom()
                    .set(new org.lobescope.ui.picture.ZoomModel.Zoom(2, new org.lobescope.sky.PixelPosition(150, 150)));
        });
        assertTrue(item("undo").isDisable());
    }

    @Test
    void aDragIsOneChange() {
        AtomicLong clock = new AtomicLong();
        UndoModel undo = new UndoModel();
        DisplayModel display = new DisplayModel();
        UndoController[] controller = new UndoController[1];
        change(() -> controller[0] = new UndoController(undo, display, new ImageDisplayModel(), clock::get));
        for (int i = 1; i <= 20; i++) {
            double opacity = 0.8 - 0.02 * i;
            change(() -> display.restyle(s -> s.withOpacity(opacity)));
            clock.addAndGet(10_000_000);
        }
        clock.addAndGet(LONG_AFTER);
        change(() -> display.restyle(s -> s.withOpacity(0.1)));
        assertEquals("opacity", undo.undo().get());
        change(controller[0]::undo);
        assertEquals(0.4, display.style().get().opacity(), 1e-12);
        change(controller[0]::undo);
        assertEquals(HeatmapStyle.DEFAULT, display.style().get());
        assertEquals("", undo.undo().get());
        change(controller[0]::undo);
        change(controller[0]::redo);
        change(controller[0]::redo);
        assertEquals(0.1, display.style().get().opacity());
        assertEquals("", undo.redo().get());
    }
}
