package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.CutOut;
import org.lobescope.sky.FitsWriter;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.source.SourceModel.Opened;

/** The box around what goes into the network. */
class CutOutTest {
    @TempDir
    Path folder;

    private PatternService service;
    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        service = new PatternService();
        window = new TestWindow(service, folder, Optional.empty());
        model = window.model();
        window.openSample();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Opened opened() {
        return model.source().opened().get();
    }

    private CutOut part() {
        return opened().prepared().cutOut();
    }

    private Picture picture() {
        return (Picture) window.find(".source-picture").lookup(".picture");
    }

    private void dragBy(double columns, double rows) {
        Region box = window.find("#cut-out");
        double scale = picture().projection().scale();
        double x = box.getWidth() / 2;
        double y = box.getHeight() / 2;
        TestWindow.mouse(box, MouseEvent.MOUSE_PRESSED, x, y, 1);
        TestWindow.mouse(box, MouseEvent.MOUSE_DRAGGED, x + columns * scale, y - rows * scale, 1);
    }

    private void letGo() throws Exception {
        Opened before = opened();
        TestWindow.mouse(window.find("#cut-out"), MouseEvent.MOUSE_RELEASED, 1, 1, 1);
        TestWindow.until(() -> opened() != before);
        window.untilFinished();
    }

    /** The box is where it says, on the screen. */
    private void boxLiesAt(CutOut part) {
        Region box = window.find("#cut-out");
        var p = picture().projection();
        assertEquals(p.x(part.x() - 0.5), box.getLayoutX(), 1);
        assertEquals(p.y(part.y() + part.height() - 0.5), box.getLayoutY(), 1);
        assertEquals(p.scale() * part.width(), box.getWidth(), 1.5);
    }

    @Test
    void draggingMovesTheBoxAndLettingGoTheInput() throws Exception {
        CutOut before = part();
        Opened old = opened();
        boxLiesAt(before);
        int asked = service.tiles().size();
        dragBy(30, 20);
        assertSame(old, opened(), "the maps stay while it is dragged");
        assertEquals(before.moved(30, 20), model.source().cutOut());
        Labeled aside = (Labeled) window.find("#recentre").getParent();
        assertEquals("centre 180, 170", aside.getText());
        letGo();
        assertEquals(before.moved(30, 20), part());
        assertSame(old.image(), opened().image());
        assertNotEquals(old.prepared().key(), opened().prepared().key());
        assertEquals(Area.ofPixels(105, 95, 150, 150), opened().cutOut());
        assertEquals(asked + 10, service.tiles().size());
        assertEquals(
                opened().prepared().key(), service.tiles().getLast().image().key());
        boxLiesAt(part());
    }

    @Test
    void theBoxStaysInTheImage() throws Exception {
        dragBy(-1000, 1000);
        letGo();
        assertEquals(new CutOut(0, opened().image().height() - 150, 150, 150), part());
    }

    @Test
    void arrowKeysMoveItAndReCentringPutsItBack() throws Exception {
        CutOut before = part();
        assertTrue(window.explorer().root().lookupAll("#recentre").isEmpty(), "it is in the middle");
        TestWindow.fx(() -> window.find("#cut-out").requestFocus());
        window.key(KeyCode.RIGHT, "", false);
        window.key(KeyCode.UP, "", false);
        window.key(KeyCode.UP, "", false);
        assertEquals(before.moved(1, 2), model.source().cutOut());
        TestWindow.until(() -> part().equals(before.moved(1, 2)));
        window.untilFinished();
        Hyperlink link = window.find("#recentre");
        TestWindow.fx(link::fire);
        TestWindow.until(() -> part().equals(before));
        window.untilFinished();
        assertTrue(window.explorer().root().lookupAll("#recentre").isEmpty());
    }

    @Test
    void aDoubleClickPutsItThere() throws Exception {
        Picture picture = picture();
        var p = picture.projection();
        TestWindow.mouse(picture, MouseEvent.MOUSE_CLICKED, p.x(100), p.y(120), 2);
        TestWindow.until(() -> part().equals(new CutOut(25, 45, 150, 150)));
    }

    @Test
    void theClassChosenByHandOutlivesAMove() throws Exception {
        service.answer(0, 3);
        TestWindow.fx(() -> model.question().classIndex().set(0));
        window.untilFinished();
        dragBy(10, 0);
        letGo();
        assertEquals(0, model.question().classIndex().get());
    }

    @Test
    void anotherClassifierLooksAtTheSamePlace() throws Exception {
        dragBy(20, -10);
        letGo();
        CutOut there = part();
        MenuButton menu = window.find("#classifier");
        TestWindow.fx(() -> menu.getItems().stream()
                .filter(i -> i.getText() != null && i.getText().startsWith("LeNet"))
                .findFirst()
                .orElseThrow()
                .fire());
        TestWindow.until(() -> opened().classifier().id().equals("lenet"));
        assertEquals(there, part());
    }

    /** Even noise never stands out from itself: beside the source there is nothing to classify. */
    @Test
    void aPlaceWithoutASourceIsRefusedAndTheBoxGoesBack() throws Exception {
        int side = 400;
        float[] pixels = new float[side * side];
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        pixels[200 * side + 200] = 100;
        Path file = folder.resolve("middle.fits");
        FitsWriter.write(file, List.of(new FitsWriter.Image("", side, side, pixels, List.of())));
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> opened().image().name().equals("middle.fits"));
        window.untilFinished();
        Opened before = opened();
        var map = model.tiles().all().getFirst().shown().get();
        TestWindow.fx(() -> {
            window.explorer().controller().source().moveCutOut(new CutOut(240, 240, 150, 150));
            window.explorer().controller().source().takeCutOut();
        });
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        String sentence = model.notices().notices().getFirst().sentence();
        assertTrue(sentence.contains("move the cut-out to a source"), sentence);
        assertSame(before, opened());
        assertSame(map, model.tiles().all().getFirst().shown().get());
        assertNull(model.source().moving().get());
        TestWindow.settle();
        boxLiesAt(part());
    }

    private Opened openExact(String name, Path file) throws Exception {
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> opened().image().name().equals(name));
        window.untilFinished();
        return opened();
    }

    @Test
    void anImageOfJustTheInputsSizeCanBeCutSmallerAndAPreparedPictureCannot() throws Exception {
        float[] pixels = new float[150 * 150];
        pixels[75 * 150 + 80] = 1;
        pixels[75 * 150 + 81] = 0.5f;
        Path file = folder.resolve("exact.fits");
        FitsWriter.write(file, List.of(new FitsWriter.Image("", 150, 150, pixels, List.of())));
        openExact("exact.fits", file);
        assertTrue(window.find("#cut-out").isVisible());
        boxLiesAt(new CutOut(0, 0, 150, 150));
        TestWindow.fx(() -> window.explorer().controller().source().growCutOut(-1));
        assertEquals(new CutOut(5, 5, 140, 140), model.source().cutOut());
        var grey = new java.awt.image.BufferedImage(150, 150, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(80, 75, 0, 200);
        Path png = folder.resolve("exact.png");
        javax.imageio.ImageIO.write(grey, "png", png.toFile());
        openExact("exact.png", png);
        assertFalse(window.find("#cut-out").isVisible());
    }

    private Region corner(int index) {
        return (Region) window.<Region>find("#cut-out").lookupAll(".cut-out-handle").stream()
                .toList()
                .get(index);
    }

    @Test
    void cornersMakeItLargerAndTheInputIsResampled() throws Exception {
        CutOut before = part();
        Opened old = opened();
        Region handle = corner(3); // lower right
        double scale = picture().projection().scale();
        TestWindow.mouse(handle, MouseEvent.MOUSE_PRESSED, 4, 4, 1);
        Region box = window.find("#cut-out");
        double toX = box.getLayoutX() + box.getWidth() / 2 + 100 * scale;
        double toY = box.getLayoutY() + box.getHeight() / 2 + 90 * scale;
        var at = handle.sceneToLocal(picture().localToScene(toX, toY));
        TestWindow.mouse(handle, MouseEvent.MOUSE_DRAGGED, at.getX(), at.getY(), 1);
        assertSame(old, opened(), "the maps stay while it is dragged");
        CutOut larger = java.util.Objects.requireNonNull(model.source().cutOut());
        assertEquals(before.centre(), larger.centre());
        assertEquals(200, larger.width(), 1);
        assertEquals(larger.width(), larger.height());
        TestWindow.settle();
        boxLiesAt(larger);
        TestWindow.mouse(handle, MouseEvent.MOUSE_RELEASED, 4, 4, 1);
        TestWindow.until(() -> part().equals(larger));
        window.untilFinished();
        assertEquals(150, opened().prepared().x().axis(3));
        assertEquals(Area.ofPixels(larger.x(), larger.y(), larger.width(), larger.height()), opened().cutOut());
        // The map of 150 x 150 lies over all of it: its last pixel is read near the upper right corner.
        TestWindow.fx(() -> model.crosshair()
                .pin(new org.lobescope.sky.PixelPosition(
                        larger.x() + larger.width() - 1, larger.y() + larger.height() - 1)));
        TestWindow.until(() -> !model.status().reading().get().values().isEmpty());
        assertEquals(
                org.lobescope.ui.part.Numbers.brief(model.tiles()
                        .of(org.lobescope.explain.MethodId.XRAI)
                        .shown()
                        .get()
                        .heatmap()
                        .at(149, 149)),
                model.status().reading().get().values().stream()
                        .filter(v -> v.tile().id() == org.lobescope.explain.MethodId.XRAI)
                        .findFirst()
                        .orElseThrow()
                        .value());
        Hyperlink link = window.find("#recentre");
        assertEquals("Reset", link.getText());
        TestWindow.fx(link::fire);
        TestWindow.until(() -> part().equals(before));
    }

    @Test
    void plusAndMinusChangeItsSizeAndAnotherClassifierKeepsIt() throws Exception {
        CutOut before = part();
        TestWindow.fx(() -> window.find("#cut-out").requestFocus());
        window.key(KeyCode.PLUS, "+", false);
        window.key(KeyCode.EQUALS, "=", false);
        window.key(KeyCode.MINUS, "-", false);
        CutOut larger = CutOut.around(before.centre(), 160, 160);
        assertEquals(larger, model.source().cutOut());
        TestWindow.until(() -> part().equals(larger));
        window.untilFinished();
        MenuButton menu = window.find("#classifier");
        TestWindow.fx(() -> menu.getItems().stream()
                .filter(i -> i.getText() != null && i.getText().startsWith("LeNet"))
                .findFirst()
                .orElseThrow()
                .fire());
        TestWindow.until(() -> opened().classifier().id().equals("lenet"));
        assertEquals(larger, part());
    }

    @Test
    void theWholeOfALargeImageCanBeSeen() throws Exception {
        int side = 2100;
        float[] pixels = new float[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i * 7919L % 101) / 101f;
        }
        pixels[1050 * side + 1050] = 50;
        Path file = folder.resolve("large.fits");
        FitsWriter.write(file, List.of(new FitsWriter.Image("", side, side, pixels, List.of())));
        TestWindow.fx(() -> window.explorer().controller().open(file));
        TestWindow.until(() -> opened().image().name().equals("large.fits"));
        window.untilFinished();
        TestWindow.until(() -> picture().extent().equals(Area.ofPixels(900, 900, 300, 300)));
        TestWindow.fx(() -> model.imageDisplay().whole().set(true));
        // Three pixels in one: 700 squares of three are the whole image.
        TestWindow.until(() -> picture().extent().equals(Area.ofPixels(0, 0, 2100, 2100)));
        TestWindow.settle();
        boxLiesAt(part());
    }
}
