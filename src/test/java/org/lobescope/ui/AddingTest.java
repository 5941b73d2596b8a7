package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.Classifier;
import org.lobescope.classifier.Preprocessing.Scaling;

/** Adding a model by the page, from the choice of the file to the answers for the open image. */
class AddingTest {
    @TempDir
    private Path folder = Path.of(".");

    private TestWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        window.openSample();
        Path file = Files.copy(Path.of("models/lenet.onnx"), folder.resolve("mine.onnx"));
        window.dialogs.model = Optional.of(file);
        TestWindow.fx(() -> window.explorer().controller().addModelByDialog());
        TestWindow.until(() -> window.model().adding().open().get());
        TestWindow.settle();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void write(String id, String text) {
        TestWindow.fx(() -> window.<TextField>find(id).setText(text));
    }

    @Test
    void namesAndPreparationAreSavedAndTheModelLooksAtTheImage() throws Exception {
        assertTrue(window.<ListView<?>>find("#adding-layers").getItems().size() > 5);
        assertEquals("class 0", window.<TextField>find("#adding-class-0").getText());
        write("#adding-name", "My network");
        write("#adding-class-0", "straight");
        write("#adding-class-1", "bent");
        write("#adding-mean", "0.0031");
        write("#adding-deviation", "0.0352");
        TestWindow.fx(() -> window.<Button>find("#adding-add").fire());
        TestWindow.until(() -> {
            Classifier now = window.model().question().classifier().get();
            return now != null && now.id().equals("mine");
        });
        assertFalse(window.model().adding().open().get());
        Classifier saved = window.model().question().classifier().get();
        assertEquals(List.of("straight", "bent"), saved.card().classes());
        assertEquals("My network", saved.card().name());
        assertEquals(0.0352f, saved.card().preprocessing().deviation()[0]);
        assertEquals(Scaling.MIN_MAX, saved.card().preprocessing().scaling());
        assertTrue(Files.exists(folder.resolve("models/mine.onnx")));
        assertTrue(Files.exists(folder.resolve("models/mine.json")));
        assertEquals(
                1,
                window.model().question().entries().stream()
                        .filter(entry -> entry.card().name().equals("My network"))
                        .count());
        window.untilFinished();
    }

    @Test
    void whatMakesNoSenseIsSaidAndKeepsItFromBeingAdded() throws Exception {
        Button add = window.find("#adding-add");
        assertFalse(add.isDisabled());
        write("#adding-deviation", "0");
        TestWindow.until(add::isDisabled);
        write("#adding-deviation", "1");
        TestWindow.until(() -> !add.isDisabled());
        write("#adding-class-1", " ");
        TestWindow.until(add::isDisabled);
        TestWindow.key(window.explorer().root(), KeyCode.ESCAPE, "", false);
        assertFalse(window.model().adding().open().get());
        assertFalse(Files.exists(folder.resolve("models/mine.onnx")));
    }
}
