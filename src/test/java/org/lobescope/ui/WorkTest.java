package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.figure.Heatmap;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Stretch;
import org.lobescope.network.Layer;
import org.lobescope.service.ExplanationRequest;
import org.lobescope.service.RequestState;

/** An image is open: layer, classifier, preset, limits, and all the keys. */
class WorkTest {
    private static final List<MethodId> LAYERED =
            List.of(MethodId.GRAD_CAM, MethodId.GRAD_CAM_PLUS_PLUS, MethodId.SCORE_CAM);

    @TempDir
    Path folder;

    private PatternService service;
    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        service = new PatternService();
        window = new TestWindow(service, folder, Optional.of("resnets"));
        model = window.model();
        window.openSample();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Heatmap map(MethodId id) {
        return model.tiles().of(id).shown().get().heatmap();
    }

    @Test
    void theLayerSliderAsksForTheLayerMethodsAndTheNewestWins() throws Exception {
        Slider slider = window.find(".layer-slider");
        List<Layer> ends = model.layers().layers().get();
        assertEquals(ends.size() - 1, slider.getValue(), "begins at the last convolution");
        service.hold();
        int before = service.tiles().size();
        TestWindow.fx(() -> slider.setValue(0));
        TestWindow.settle();
        TestWindow.fx(() -> slider.setValue(2));
        TestWindow.settle();
        List<ExplanationRequest> fresh =
                service.tiles().subList(before, service.tiles().size());
        assertEquals(6, fresh.size());
        for (int i = 0; i < 6; i++) {
            assertEquals(LAYERED.get(i % 3), fresh.get(i).method().id());
            assertEquals(
                    Optional.of(ends.get(i < 3 ? 0 : 2).name()), fresh.get(i).layer());
        }
        assertTrue(model.tiles().of(MethodId.GRAD_CAM).outdated().get(), "the old map is marked");
        service.release();
        TestWindow.settle();
        for (MethodId id : LAYERED) {
            assertEquals(PatternService.value(id.ordinal(), ends.get(2).name(), 3, 5), map(id).at(3, 5), id.title());
            assertFalse(model.tiles().of(id).outdated().get());
        }
    }

    @Test
    void allLayersAreReachedWithTheSwitch() throws Exception {
        List<Layer> ends = model.layers().layers().get();
        CheckBox all = window.find("#all-layers");
        TestWindow.fx(all::fire);
        TestWindow.until(() ->
                model.layers().small().size() == model.layers().layers().get().size());
        List<Layer> every = model.layers().layers().get();
        assertTrue(every.size() > ends.size() && every.containsAll(ends));
        assertEquals(
                model.source().opened().get().classifier().graph().layers().stream()
                        .filter(Layer::spatial)
                        .toList(),
                every);
        Layer inner = every.get(1);
        assertFalse(ends.contains(inner));
        TestWindow.fx(() -> model.layers().chosen().set(inner));
        TestWindow.fx(all::fire);
        assertEquals(ends, model.layers().layers().get());
        assertTrue(ends.contains(model.layers().chosen().get()), "the end of the block of the layer before");
    }

    @Test
    void anotherClassifierLooksAtTheSameImage() throws Exception {
        var image = model.source().opened().get().image();
        MenuButton menu = window.find("#classifier");
        TestWindow.fx(() -> menu.getItems().stream()
                .filter(i -> i.getText() != null && i.getText().startsWith("LeNet"))
                .findFirst()
                .orElseThrow()
                .fire());
        TestWindow.until(() -> model.source().opened().get().classifier().id().equals("lenet"));
        window.untilFinished();
        assertSame(image, model.source().opened().get().image());
        assertEquals("relu2", model.layers().chosen().get().name());
        assertEquals("lenet", service.tiles().getLast().classifier().id());
        assertTrue(menu.getText().startsWith("LeNet"), menu.getText());
    }

    @Test
    void anotherPresetSetsAllMethods() throws Exception {
        ToggleButton paper = window.<Region>find("#preset").lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(b -> b.getText().equals("Paper"))
                .findFirst()
                .orElseThrow();
        int before = service.tiles().size();
        TestWindow.fx(paper::fire);
        window.untilFinished();
        for (MethodId id : MethodId.values()) {
            assertEquals(
                    Presets.method(id, Preset.PAPER),
                    model.tiles().of(id).method().get());
        }
        List<ExplanationRequest> fresh =
                service.tiles().subList(before, service.tiles().size());
        assertFalse(fresh.isEmpty());
        for (ExplanationRequest request : fresh) {
            MethodId id = request.method().id();
            assertEquals(Presets.method(id, Preset.PAPER), request.method());
            assertEquals(
                    Presets.defaultTarget(id, Preset.PAPER), request.target().kind());
        }
    }

    @Test
    void everyKindOfLimitsIsOnTheMenu() throws Exception {
        ComboBox<Interval> limits = window.find("#image-limits");
        var pixels = model.source().opened().get();
        for (Class<?> kind : List.of(
                Interval.MinMax.class, Interval.Percentile.class, Interval.Zscale.class, Interval.Sigma.class)) {
            Interval interval = limits.getItems().stream()
                    .filter(kind::isInstance)
                    .findFirst()
                    .orElseThrow();
            TestWindow.fx(() -> limits.setValue(interval));
            var part = org.lobescope.figure.ImageLayer.of(
                    pixels.image(), pixels.prepared().cutOut());
            TestWindow.until(() -> model.imageDisplay().limits().get().equals(interval.limits(part.pixels())));
            assertEquals(interval, model.imageDisplay().style().get().interval());
        }
        Region histogram = window.find(".histogram");
        double high = model.imageDisplay().limits().get().high();
        TestWindow.mouse(histogram, javafx.scene.input.MouseEvent.MOUSE_PRESSED, histogram.getWidth() - 20, 10, 1);
        TestWindow.until(() -> model.imageDisplay().style().get().interval() instanceof Interval.Manual);
        TestWindow.until(() -> model.imageDisplay().limits().get().high() != high);
    }

    @Test
    void digitsShowOneTileLargeAndEscapeAllAgain() {
        KeyCode[] digits = {
            KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5,
            KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9, KeyCode.DIGIT0
        };
        for (int i = 0; i < digits.length; i++) {
            window.key(digits[i], String.valueOf((i + 1) % 10), false);
            assertSame(model.tiles().all().get(i), model.tiles().enlarged().get(), digits[i].getName());
        }
        window.key(KeyCode.DIGIT0, "0", false);
        assertNull(model.tiles().enlarged().get(), "the same key again shows all");
        window.key(KeyCode.DIGIT3, "3", false);
        window.key(KeyCode.ESCAPE, "", false);
        assertNull(model.tiles().enlarged().get());
        assertEquals(0, service.stops(), "escape went back first");
        window.key(KeyCode.ESCAPE, "", false);
        assertEquals(1, service.stops());
    }

    @Test
    void bracketsGoFromLayerToLayer() {
        List<Layer> ends = model.layers().layers().get();
        window.key(KeyCode.OPEN_BRACKET, "[", false);
        assertEquals(ends.get(ends.size() - 2), model.layers().chosen().get());
        window.key(KeyCode.CLOSE_BRACKET, "]", false);
        window.key(KeyCode.CLOSE_BRACKET, "]", false);
        assertEquals(ends.getLast(), model.layers().chosen().get(), "ends at the last");
    }

    @Test
    void spaceBlinksAndCDrawsContours() {
        window.key(KeyCode.SPACE, " ", false);
        assertFalse(model.display().overlay().get());
        window.key(KeyCode.SPACE, " ", false);
        assertTrue(model.display().overlay().get());
        window.key(KeyCode.C, "c", false);
        assertTrue(model.display().contours().get());
        window.key(KeyCode.C, "c", false);
        assertFalse(model.display().contours().get());
    }

    @Test
    void keysAreNotTakenFromATextField() {
        TestWindow.key(window.find(".header-view .text-field"), KeyCode.DIGIT1, "1", false);
        assertNull(model.tiles().enlarged().get());
    }

    @Test
    void theFigureIsExported() throws Exception {
        Path out = folder.resolve("figure.png");
        window.dialogs.figure = Optional.of(out);
        TestWindow.fx(() -> window.explorer().controller().exportByDialog());
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        assertTrue(Files.size(out) > 10_000);
        assertTrue(window.dialogs.suggested.getFirst().endsWith("-resnets.png"));
    }

    @Test
    void aClassChosenByHandIsExplained() throws Exception {
        ToggleButton other = window.<Region>find("#classes").lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(b -> !b.isSelected())
                .findFirst()
                .orElseThrow();
        int before = model.question().classIndex().get();
        TestWindow.fx(other::fire);
        window.untilFinished();
        assertNotEquals(before, model.question().classIndex().get());
        assertEquals(
                model.question().classIndex().get(),
                service.tiles().getLast().target().classIndex());
        assertTrue(model.tiles().all().stream().allMatch(t -> t.state().get() instanceof RequestState.Finished));
    }

    @Test
    void theStretchTakesAParameterAndTheImageIsInverted() throws Exception {
        window.openSample();
        var style = window.model().imageDisplay().style();
        javafx.scene.control.TextField field = window.find("#stretch-parameter");
        assertEquals("0.1", field.getText());
        TestWindow.fx(() -> window.model().imageDisplay().restyle(s -> s.withStretch(new Stretch.Power(2))));
        TestWindow.fx(() -> {
            field.setText("0.35");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(new Stretch.Power(0.35), style.get().stretch());
        for (String wrong : new String[] {"-1", "much"}) {
            TestWindow.fx(() -> {
                field.setText(wrong);
                field.fireEvent(new javafx.event.ActionEvent());
            });
            assertEquals(new Stretch.Power(0.35), style.get().stretch());
            assertEquals("0.35", field.getText());
        }
        javafx.scene.control.CheckBox invert = window.find("#image-invert");
        TestWindow.fx(invert::fire);
        assertTrue(style.get().inverted());
        TestWindow.fx(() -> window.model().imageDisplay().restyle(s -> s.withStretch(new Stretch.Linear())));
        assertFalse(field.getParent().isVisible());
    }
}
