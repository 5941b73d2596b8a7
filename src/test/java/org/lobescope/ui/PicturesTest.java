package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.sky.PixelPosition;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.tile.TileModel;

/** Zoom, pan, crosshair, blink, curtain and order: what all pictures share. */
class PicturesTest {
    @TempDir
    Path folder;

    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        model = window.model();
        window.openSample();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Region tile(MethodId id) {
        return window.find("#tile-" + id.id());
    }

    private Picture picture(MethodId id) {
        return (Picture) tile(id).lookup(".picture");
    }

    private Picture source() {
        return (Picture) window.find(".source-picture").lookup(".picture");
    }

    private double factor() {
        return model.zoom().zoom().get().factor();
    }

    private void pinch(Picture picture, double ratio, double localX, double localY) {
        var scene = picture.localToScene(localX, localY);
        double x = scene.getX();
        double y = scene.getY();
        TestWindow.fx(() -> Event.fireEvent(
                picture,
                new ZoomEvent(
                        ZoomEvent.ZOOM,
                        x,
                        y,
                        x,
                        y,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        ratio,
                        ratio,
                        new PickResult(picture, x, y))));
        TestWindow.settle();
    }

    private void wheel(Picture picture, double delta, double localX, double localY) {
        var scene = picture.localToScene(localX, localY);
        double x = scene.getX();
        double y = scene.getY();
        TestWindow.fx(() -> Event.fireEvent(
                picture,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        x,
                        y,
                        x,
                        y,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        delta,
                        0,
                        delta,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        new PickResult(picture, x, y))));
        TestWindow.settle();
    }

    @Test
    void wheelPinchAndKeysZoomAllPicturesAroundTheSamePlace() {
        Picture one = picture(MethodId.VANILLA_GRADIENT);
        PixelPosition under = one.projection().position(30, 40);
        wheel(one, 40, 30, 40);
        assertEquals(1.25, factor(), 1e-9);
        assertEquals(under.x(), one.projection().position(30, 40).x(), 1e-6, "what is under the mouse stays there");
        pinch(one, 2, 30, 40);
        assertEquals(2.5, factor(), 1e-9);
        assertEquals(under.y(), one.projection().position(30, 40).y(), 1e-6);
        for (MethodId id : MethodId.values()) {
            assertEquals(one.projection().seen(), picture(id).projection().seen(), id.title());
        }
        assertTrue(source().projection().seen().width() < source().extent().width(), "the source is zoomed, too");
        TestWindow.fx(() -> model.crosshair().place(one.projection().seen().centre()));
        PixelPosition at = model.crosshair().position().get();
        double screen = one.projection().x(at.x());
        window.key(KeyCode.PLUS, "+", false);
        assertEquals(3.75, factor(), 1e-9);
        assertEquals(screen, one.projection().x(at.x()), 1e-6, "the crosshair stays where it is on the screen");
        window.key(KeyCode.MINUS, "-", false);
        assertEquals(2.5, factor(), 1e-9);
        window.key(KeyCode.Z, "z", false);
        assertEquals(1, factor());
    }

    @Test
    void arrowsMoveTheCrosshairAndShiftWhatIsSeen() {
        TestWindow.fx(() -> model.crosshair().place(new PixelPosition(150, 151)));
        window.key(KeyCode.RIGHT, "", false);
        window.key(KeyCode.UP, "", false);
        window.key(KeyCode.UP, "", false);
        assertEquals(new PixelPosition(151, 153), model.crosshair().position().get());
        assertEquals(Optional.of(new PixelPosition(151, 153)), model.crosshair().pinned());
        TestWindow.settle();
        assertEquals("x 151  y 153", model.status().reading().get().pixel());
        window.key(KeyCode.PLUS, "+", false);
        var before = picture(MethodId.XRAI).projection().seen();
        TestWindow.fx(() -> Event.fireEvent(
                window.explorer().root(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, true, false, false, false)));
        var after = picture(MethodId.XRAI).projection().seen();
        assertEquals(before.x() + 0.1 * before.width(), after.x(), 1e-6);
        assertEquals(new PixelPosition(151, 153), model.crosshair().position().get());
        // A slider keeps its arrows.
        TestWindow.key(window.find(".layer-slider"), KeyCode.UP, "", false);
        assertEquals(new PixelPosition(151, 153), model.crosshair().position().get());
    }

    @Test
    void theCurtainEndsTheMapAtTheCrosshair() {
        Picture picture = picture(MethodId.GRAD_CAM);
        window.key(KeyCode.V, "v", false);
        assertEquals(0.5, picture.curtainAt(), 1e-9, "in the middle while there is no crosshair");
        PixelPosition at = picture.projection().position(0.3 * picture.getWidth(), 20);
        TestWindow.fx(() -> model.crosshair().hover(at));
        assertEquals(0.3, picture.curtainAt(), 1e-9);
        assertEquals(0.3, picture(MethodId.XRAI).curtainAt(), 1e-9);
        window.key(KeyCode.V, "v", false);
        assertEquals(1, picture.curtainAt());
    }

    @Test
    void mapsBlinkByThemselvesUntilTheyAreSteadyAgain() throws Exception {
        window.key(KeyCode.B, "b", false);
        TestWindow.until(() -> !model.display().overlay().get());
        TestWindow.until(() -> model.display().overlay().get());
        TestWindow.until(() -> !model.display().overlay().get());
        window.key(KeyCode.B, "b", false);
        assertTrue(model.display().overlay().get(), "they end shown");
        assertFalse(model.blink().blinking().get());
    }

    /** The tiles as they lie in the window, row by row. */
    private List<MethodId> seen() {
        TestWindow.settle();
        List<MethodId> order = new ArrayList<>(List.of(MethodId.values()));
        // The window's nodes are looked for on its own thread.
        TestWindow.fx(() -> order.sort(java.util.Comparator.comparing((MethodId id) -> tile(id).getLayoutY())
                .thenComparing(id -> tile(id).getLayoutX())));
        return order;
    }

    @Test
    void aTileIsDraggedToAnotherPlace() {
        Node head = tile(MethodId.GRAD_CAM).lookup(".tile-head");
        Region place = tile(MethodId.SMOOTHGRAD);
        TestWindow.mouse(head, MouseEvent.MOUSE_PRESSED, 10, 10, 1);
        var to = head.sceneToLocal(place.localToScene(place.getWidth() / 2, place.getHeight() / 2));
        TestWindow.mouse(head, MouseEvent.MOUSE_DRAGGED, to.getX(), to.getY(), 1);
        TestWindow.mouse(head, MouseEvent.MOUSE_RELEASED, 10, 10, 1);
        List<MethodId> order = model.tiles().order().stream().map(TileModel::id).toList();
        assertEquals(MethodId.GRAD_CAM, order.get(1));
        assertEquals(MethodId.SMOOTHGRAD, order.get(2));
        assertEquals(order, seen());
        TestWindow.fx(() -> Event.fireEvent(
                tile(MethodId.GRAD_CAM),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, true, false)));
        assertEquals(MethodId.GRAD_CAM, seen().getFirst());
        // The keys of the methods stay theirs.
        window.key(KeyCode.DIGIT1, "1", false);
        assertEquals(MethodId.VANILLA_GRADIENT, model.tiles().enlarged().get().id());
        window.key(KeyCode.ESCAPE, "", false);
        assertEquals(MethodId.GRAD_CAM, seen().getFirst());
    }
}
