package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.explain.MethodId;
import org.lobescope.service.RequestState;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.Samples;
import org.lobescope.ui.part.Numbers;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a person uses it, with a service that answers at once. */
class ExplorerTest {
    private static final long PATIENCE = 120;

    @TempDir
    Path folder;

    private final ExecutorService background =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private Explorer explorer;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        ClassifierLibrary library = new ClassifierLibrary(folder.resolve("models"));
        Outside outside = new Outside(
                new PatternService(),
                library::entries,
                library::load,
                library::origin,
                () -> "0.0",
                ImageReader::open,
                java.util.Optional.empty(),
                Samples::all);
        explorer = WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, () -> {
            Theme theme = new Theme();
            theme.choose(ColorScheme.LIGHT);
            Explorer fresh = new Explorer(outside, theme, new Settings(null), new NoDialogs(), background);
            Stage stage = new Stage();
            stage.setScene(new Scene(fresh.root(), 980, 980));
            stage.show();
            return fresh;
        });
        until(() -> explorer.model().start().samples().size() == Samples.all().size());
        until(() -> explorer.model().question().classifier().get() != null);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, condition));
    }

    private static void fx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE * 1000, action);
    }

    private void openSample() throws Exception {
        fx(() -> explorer.controller().open(Samples.all().getFirst()));
        until(() -> explorer.model().tiles().all().stream()
                .allMatch(t -> t.state().get() instanceof RequestState.Finished));
    }

    @Test
    void aSampleFillsTenTiles() throws Exception {
        openSample();
        assertEquals(10, explorer.model().tiles().all().size());
        assertTrue(
                explorer.model().tiles().all().stream().allMatch(t -> t.shown().get() != null));
        assertEquals(1, explorer.model().question().classIndex().get());
    }

    @Test
    void aBadFileLeavesTheOldResults() throws Exception {
        openSample();
        var before = explorer.model().source().opened().get();
        var map = explorer.model().tiles().of(MethodId.GRAD_CAM).shown().get();
        Path bad = Files.writeString(folder.resolve("text.fits"), "this is no image");
        fx(() -> explorer.controller().open(bad));
        until(() -> !explorer.model().notices().notices().isEmpty());
        assertSame(before, explorer.model().source().opened().get());
        assertSame(map, explorer.model().tiles().of(MethodId.GRAD_CAM).shown().get());
        assertTrue(explorer.model().notices().notices().getFirst().sentence().contains("text.fits"));
    }

    @Test
    void anotherLayerChangesTheLayerMethodsOnly() throws Exception {
        openSample();
        var tiles = explorer.model().tiles();
        var cam = tiles.of(MethodId.GRAD_CAM).shown().get();
        var gradient = tiles.of(MethodId.VANILLA_GRADIENT).shown().get();
        var first = explorer.model().layers().layers().get().getFirst();
        assertNotEquals(first, explorer.model().layers().chosen().get());
        fx(() -> explorer.model().layers().chosen().set(first));
        until(() -> tiles.of(MethodId.GRAD_CAM).shown().get() != cam);
        assertSame(gradient, tiles.of(MethodId.VANILLA_GRADIENT).shown().get());
        float expected = PatternService.value(MethodId.GRAD_CAM.ordinal(), first.name(), 3, 5);
        assertEquals(
                expected, tiles.of(MethodId.GRAD_CAM).shown().get().heatmap().at(3, 5));
    }

    @Test
    void theCrosshairReadsEveryMap() throws Exception {
        openSample();
        var part = explorer.model().source().opened().get().prepared().cutOut();
        fx(() -> explorer.model().crosshair().pin(new PixelPosition(part.x() + 20, part.y() + 90)));
        until(() -> explorer.model().status().reading().get().values().size() == 10);
        for (var value : explorer.model().status().reading().get().values()) {
            var map =
                    explorer.model().tiles().of(value.tile().id()).shown().get().heatmap();
            assertEquals(Numbers.brief(map.at(20, 90)), value.value(), value.name());
        }
    }

    @Test
    void theFigureIsWrittenAsPng() throws Exception {
        openSample();
        Path out = folder.resolve("figure.png");
        fx(() -> explorer.controller().export(out));
        until(() -> !explorer.model().notices().notices().isEmpty());
        assertTrue(ImageIO.read(out.toFile()).getWidth() > 1000);
    }

    @Test
    void darkAndBack() {
        PseudoClass dark = PseudoClass.getPseudoClass("dark");
        assertFalse(explorer.root().getPseudoClassStates().contains(dark));
        fx(() -> explorer.theme().toggle());
        assertTrue(explorer.root().getPseudoClassStates().contains(dark));
    }
}
