package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.CutOut;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Target;
import org.lobescope.figure.ColorMaps;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Stretch;
import org.lobescope.session.Session;
import org.lobescope.session.SessionFile;
import org.lobescope.sky.PixelPosition;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.picture.ZoomModel.Zoom;

/** Sessions in the window: saved, opened again, asked for what is missing, and offered after a crash. */
class SessionTest {
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

    private ExplorerModel model() {
        return window.model();
    }

    private Path image() throws Exception {
        return Files.copy(Path.of("assets/samples/fri.fits"), folder.resolve("fri.fits"));
    }

    private Session state() throws Exception {
        Session[] taken = new Session[1];
        TestWindow.fx(() ->
                taken[0] = window.explorer().controller().snapshot().take().orElseThrow());
        return taken[0];
    }

    /** A state in which nothing is as usual. */
    private void work(Path image) throws Exception {
        window.open(image);
        TestWindow.fx(() -> {
            model().question().preset().set(Preset.PAPER);
            model().question().kind().set(Optional.of(Target.Kind.DIFFERENCE));
            model().question().classIndex().set(0);
            var ig = model().tiles().of(MethodId.INTEGRATED_GRADIENTS);
            ig.method().set(ig.method().get().with("points", 33));
            model().tiles().order().setAll(model().tiles().all().reversed());
            model().imageDisplay()
                    .restyle(s -> s.withInterval(new Interval.Sigma(2, 9))
                            .withStretch(new Stretch.Log(500))
                            .withColorMap(ColorMaps.sequential().get(2)));
            model().imageDisplay().contourLevels().set(List.of(-4.0, 4.0, 40.0));
            model().display()
                    .restyle(s -> s.withThreshold(60, 95).withOutlined(true).withOpacity(0.4));
            model().display().scope().set(Scope.SHARED);
            model().display().contours().set(true);
            model().display().overlay().set(false);
            model().figure().change(o -> o.withColumns(3).withLetters(false).withTiles(List.of(MethodId.XRAI)));
            window.explorer().controller().source().moveCutOut(new CutOut(60, 70, 150, 150));
            window.explorer().controller().source().growCutOut(2);
            window.explorer().controller().source().takeCutOut();
        });
        TestWindow.until(
                () -> model().source().opened().get().prepared().cutOut().width() == 170);
        window.untilFinished();
        TestWindow.fx(() -> {
            var all = model().layers();
            all.all().set(true);
            all.chosen().set(all.layers().get().get(1));
            model().zoom().zoom().set(new Zoom(3, new PixelPosition(140, 150)));
            model().crosshair().pin(new PixelPosition(141, 149));
            model().tiles().toggle(model().tiles().of(MethodId.GRAD_CAM));
        });
        window.untilFinished();
    }

    private void anew() throws Exception {
        window.close();
        window = new TestWindow(new PatternService(), folder, Optional.empty());
    }

    @Test
    void whatIsSavedComesBackAsItWas() throws Exception {
        work(image());
        Session before = state();
        Path file = folder.resolve("view.json");
        window.dialogs.session = Optional.of(file);
        window.key(KeyCode.S, "s", true);
        TestWindow.until(() -> file.equals(model().session().file().get()));
        assertEquals(List.of("fri.lobescope.json"), window.dialogs.suggested);
        Session written = SessionFile.read(file);
        assertEquals(64, written.image().sha256().length());
        assertEquals(64, written.classifier().sha256().length());
        assertEquals("0.0", written.made().pytorch());
        anew();
        assertEquals(
                List.of("view.json", "fri.fits"),
                model().start().recent().stream()
                        .map(p -> p.getFileName().toString())
                        .toList());
        window.dialogs.session = Optional.of(file);
        TestWindow.fx(() -> window.explorer().controller().openSessionByDialog());
        window.untilFinished();
        assertEquals(before, state());
        assertEquals(0, model().question().classIndex().get());
        assertTrue(model().notices().notices().isEmpty());
        // Saved again without a question, to the same file.
        TestWindow.fx(() -> model().display().restyle(s -> s.withOpacity(0.9)));
        window.dialogs.session = Optional.empty();
        window.key(KeyCode.S, "s", true);
        TestWindow.until(() -> SessionFile.read(file).display().maps().opacity() == 0.9);
    }

    @Test
    void aMissingImageIsAskedForAndAnotherContentIsSaid() throws Exception {
        Path image = image();
        work(image);
        Session before = state();
        Path file = folder.resolve("view.json");
        TestWindow.fx(() -> window.explorer().controller().sessions().save(file));
        TestWindow.until(() -> Files.exists(file));
        anew();
        Path moved = Files.createDirectories(folder.resolve("elsewhere")).resolve("renamed.fits");
        Files.move(image, moved);
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> !model().notices().notices().isEmpty());
        assertEquals(List.of(image), window.dialogs.missing, "it was asked for");
        String sentence = model().notices().notices().getFirst().sentence();
        assertTrue(sentence.contains("fri.fits is not at " + image), sentence);
        assertNull(model().source().opened().get());
        TestWindow.fx(() -> model().notices().notices().clear());
        window.dialogs.located = Optional.of(moved);
        TestWindow.fx(() -> window.explorer().controller().open(file));
        window.untilFinished();
        assertEquals(moved, model().source().opened().get().place().file().orElseThrow());
        assertEquals(before.with(state().image()), state());
        assertTrue(model().notices().notices().isEmpty());
        // Another image in its place is shown, with a word of warning.
        Files.copy(Path.of("assets/samples/frii.fits"), image);
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> !model().notices().notices().isEmpty());
        assertTrue(model().notices().notices().getFirst().sentence().contains("has another content"));
        assertEquals(image, model().source().opened().get().place().file().orElseThrow());
    }

    @Test
    void whatIsNoSessionChangesNothing() throws Exception {
        window.openSample();
        var opened = model().source().opened().get();
        Path file = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> !model().notices().notices().isEmpty());
        assertTrue(model().notices().notices().getFirst().sentence().contains("other.json is no session"));
        assertSame(opened, model().source().opened().get());
        assertEquals("", model().status().busy().get());
    }

    /** What this program wrote, under the number of one that runs no longer: there is no process 1e17. */
    private Path crash() throws Exception {
        Path unsaved = folder.resolve("unsaved");
        TestWindow.fx(() -> window.explorer().autosave());
        Path mine = unsaved.resolve("unsaved-" + ProcessHandle.current().pid() + ".json");
        // Its clock may have written an earlier state on a slow machine.
        Session now = state();
        TestWindow.until(() ->
                Files.exists(mine) && now.view().equals(SessionFile.read(mine).view()));
        return Files.copy(mine, unsaved.resolve("unsaved-99999999999999999.json"));
    }

    private Button offered(String words) {
        TestWindow.settle();
        return window.explorer().root().lookupAll(".notice .button").stream()
                .map(Button.class::cast)
                .filter(b -> words.equals(b.getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void afterACrashTheStateIsOfferedAndComesBack() throws Exception {
        work(image());
        Session before = state();
        Path left = crash();
        anew();
        try (var files = Files.list(folder.resolve("unsaved"))) {
            assertEquals(List.of(left), files.toList(), "closed as it should be, the window leaves nothing");
        }
        assertEquals(
                "Lobescope ended unexpectedly last time, with fri.fits and the classifier d4 open.",
                model().notices().notices().getFirst().sentence());
        assertNull(model().source().opened().get());
        Button restore = offered("Restore it");
        TestWindow.fx(restore::fire);
        window.untilFinished();
        assertEquals(before, state());
        assertNull(model().session().file().get(), "it belongs to no file");
        assertTrue(model().notices().notices().isEmpty());
        // Now this program keeps the state; the old file goes.
        TestWindow.fx(() -> window.explorer().autosave());
        TestWindow.until(() -> !Files.exists(left));
    }

    @Test
    void whatWasLeftBehindCanBeForgotten() throws Exception {
        work(image());
        Path left = crash();
        anew();
        Button forget = offered("Forget it");
        TestWindow.fx(forget::fire);
        assertFalse(Files.exists(left));
        anew();
        assertTrue(model().notices().notices().isEmpty());
    }

    @Test
    void theFigureOfASessionIsPartOfIt() throws Exception {
        window.openSample();
        Session plain = state();
        assertEquals(FigureOptions.OVERVIEW, plain.figure());
        TestWindow.fx(() -> model().figure().change(o -> o.withWidth(84)));
        assertNotEquals(plain, state());
    }

    @Test
    void aDroppedPngFigureOpensItsSessionAndAnotherPngIsAnImage() throws Exception {
        work(image());
        Session before = state();
        Path figure = folder.resolve("figure.png");
        TestWindow.fx(() -> window.explorer().controller().export(figure));
        TestWindow.until(() -> !model().notices().notices().isEmpty());
        anew();
        TestWindow.fx(() -> new FileDrop(window.explorer().controller(), (ExplorerView)
                        window.explorer().root())
                .take(List.of(figure.toFile())));
        window.untilFinished();
        assertEquals(before, state());
        // It is a figure, not the file that the window is saved to.
        assertNull(model().session().file().get());
        // What carries no session, as pictures do that went through another program, is a picture.
        Path bare = folder.resolve("bare.png");
        BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(100, 100, 0, 255);
        ImageIO.write(picture, "png", bare.toFile());
        TestWindow.fx(() -> window.explorer().controller().open(bare));
        TestWindow.until(() -> model().source().opened().get().place().file().equals(Optional.of(bare)));
    }
}
