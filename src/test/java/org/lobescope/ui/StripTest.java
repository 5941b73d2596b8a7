package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files opened together: a strip to step through. */
class StripTest {
    @TempDir
    Path folder;

    private TestWindow window;
    private ExplorerModel model;
    private List<File> files;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        model = window.model();
        Path first = Files.copy(Path.of("assets/samples/fri.fits"), folder.resolve("one.fits"));
        Path broken = Files.writeString(folder.resolve("two.fits"), "this is no image");
        Path last = Files.copy(Path.of("assets/samples/frii.fits"), folder.resolve("three.fits"));
        files = Stream.of(first, broken, last).map(Path::toFile).toList();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void drop() throws Exception {
        FileDrop drop = new FileDrop(
                window.explorer().controller(), (ExplorerView) window.explorer().root());
        assertEquals("Drop to open 3 files", FileDrop.words(files));
        TestWindow.fx(() -> assertTrue(drop.take(files)));
        window.untilFinished();
    }

    private String name() {
        return model.source().opened().get().image().name();
    }

    private String count() {
        return window.<Label>find(".strip-count").getText();
    }

    @Test
    void droppedFilesAreSteppedThroughWithKeysAndABrokenOneIsSteppedPast() throws Exception {
        assertFalse(window.find("#strip").isVisible());
        drop();
        assertEquals("one.fits", name());
        assertTrue(window.find("#strip").isVisible());
        assertEquals("1 of 3", count());
        window.key(KeyCode.PAGE_UP, "", false);
        assertEquals("one.fits", name(), "there is none before the first");
        window.key(KeyCode.PAGE_DOWN, "", false);
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        assertTrue(model.notices().notices().getFirst().sentence().contains("two.fits"));
        assertEquals("one.fits", name(), "what was open stays");
        assertEquals("2 of 3", count());
        window.key(KeyCode.PAGE_DOWN, "", false);
        TestWindow.until(() -> name().equals("three.fits"));
        assertEquals("3 of 3", count());
        window.key(KeyCode.PAGE_DOWN, "", false);
        assertEquals("3 of 3", count());
        window.untilFinished();
    }

    @Test
    void smallPicturesComeAndSayWhatIsBroken() throws Exception {
        drop();
        TestWindow.until(() -> model.strip().items().get(2).picture().get() != null);
        assertNotNull(model.strip().items().get(0).picture().get());
        assertNull(model.strip().items().get(1).picture().get());
        assertTrue(model.strip().items().get(1).problem().get().contains("two.fits"));
        Button third = (Button) window.<javafx.scene.Parent>find(".strip-row")
                .getChildrenUnmodifiable()
                .get(2);
        assertEquals("three.fits", third.getAccessibleText());
        TestWindow.fx(third::fire);
        TestWindow.until(() -> name().equals("three.fits"));
        assertEquals("3 of 3", count());
    }

    @Test
    void aSingleFileOrASampleNeedsNoStrip() throws Exception {
        drop();
        window.openSample();
        TestWindow.settle();
        TestWindow.until(() -> count().equals("3 files")); // the files stay at hand
        TestWindow.fx(() ->
                window.explorer().controller().openAll(List.of(files.get(2).toPath())));
        TestWindow.until(() -> name().equals("three.fits"));
        TestWindow.settle();
        assertFalse(window.find("#strip").isVisible());
    }
}
