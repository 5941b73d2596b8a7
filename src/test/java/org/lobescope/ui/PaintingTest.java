package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.Observable;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Preset;
import org.lobescope.figure.Heatmap;
import org.lobescope.network.Layer;
import org.lobescope.ui.tile.TileModel;

/** What changes is painted, and nothing else. */
class PaintingTest {
    @TempDir
    Path folder;

    private final PatternService service = new PatternService();
    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(service, folder, Optional.empty());
        model = window.model();
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Node node(String selector) {
        Node node = window.explorer().root().lookup(selector);
        assertNotEquals(null, node, selector);
        return node;
    }

    @Test
    void aChangedNumberDoesNotHaveItsWholePanelPainted() throws Exception {
        window.openSample();
        for (String panel : List.of(".tile-scroll", ".source-panel", ".layers .strip")) {
            Node viewport = ((ScrollPane) node(panel))
                    .getChildrenUnmodifiable().stream()
                            .filter(child -> child.getStyleClass().contains("viewport"))
                            .findFirst()
                            .orElseThrow();
            assertFalse(viewport.isCache(), panel + " keeps a picture of all that it scrolls");
        }
    }

    @Test
    void nothingLargeIsPaintedInATransparentColour() throws Exception {
        window.openSample();
        TestWindow.until(() -> model.tiles().ended());
        TestWindow.settle();
        List<String> transparent = new ArrayList<>();
        TestWindow.fx(() -> addTransparent(window.explorer().root(), transparent));
        assertEquals(List.of(), transparent, "without a graphics card this is slower than an opaque colour");
    }

    @Test
    void nothingThatComesAndGoesMovesTheEdgesOfTheWindow() throws Exception {
        Set<Bounds> bounds = new HashSet<>();
        Node root = window.explorer().root();
        TestWindow.fx(() -> {
            bounds.add(root.getBoundsInLocal());
            root.boundsInLocalProperty().addListener((o, before, now) -> bounds.add(now));
        });
        window.openSample();
        TestWindow.until(() -> model.tiles().ended());
        service.hold();
        TestWindow.fx(() -> model.question().preset().set(Preset.PAPER));
        TestWindow.settle();
        service.release();
        TestWindow.until(() -> model.tiles().ended());
        TestWindow.settle();
        assertEquals(Set.of(root.getLayoutBounds()), bounds, "whenever they move, all of it is painted");
    }

    private static void addTransparent(Node node, List<String> transparent) {
        if (node instanceof Region region && region.getBackground() != null && node.isVisible()) {
            boolean large = region.getWidth() * region.getHeight() > 10_000;
            if (large
                    && region.getBackground().getFills().stream()
                            .anyMatch(fill -> fill.getFill().equals(Color.TRANSPARENT))) {
                transparent.add(region.toString());
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> addTransparent(child, transparent));
        }
    }

    @Test
    void notesStayWhileAnotherMapIsUnderWay() throws Exception {
        service.note("Read with care.");
        window.openSample();
        TestWindow.until(() -> model.tiles().ended());
        TestWindow.settle();
        VBox notes = (VBox) node(".notes-lines");
        assertEquals(1, notes.getChildren().size());
        AtomicInteger written = new AtomicInteger();
        TestWindow.fx(() -> notes.getChildren().addListener((Observable o) -> written.incrementAndGet()));
        service.hold();
        Layer other = model.layers().layers().get().getFirst();
        TestWindow.fx(() -> model.layers().chosen().set(other));
        TestWindow.settle();
        TestWindow.fx(() -> model.tiles().of(MethodId.GRAD_CAM).shown().set(partial()));
        TestWindow.settle();
        service.release();
        TestWindow.settle();
        assertEquals(0, written.get(), "the same notes hold for the other layer");
    }

    @Test
    void aNewNoteLeavesTheOthersWhereTheyAre() throws Exception {
        service.note("second", "third");
        window.openSample();
        TestWindow.until(() -> model.tiles().ended());
        TestWindow.settle();
        List<Node> notes = ((VBox) node(".notes-lines")).getChildren();
        List<Node> before = List.copyOf(notes);
        assertEquals(2, before.size());
        service.note("first", "second", "third");
        TestWindow.fx(() -> model.question().preset().set(Preset.PAPER));
        TestWindow.until(() -> model.tiles().ended() && notes.size() == 3);
        assertEquals(before, notes.subList(1, 3));
        service.note("third");
        TestWindow.fx(() -> model.question().preset().set(Preset.REFERENCE));
        TestWindow.until(() -> model.tiles().ended() && notes.size() == 1);
        assertEquals(before.getLast(), notes.getFirst());
    }

    private static TileModel.Shown partial() {
        return new TileModel.Shown(new Heatmap(2, 2, new float[] {0, 1, 2, 3}, false), null);
    }

    @Test
    void aNarrowTileKnowsItsTimeWhenItBecomesWide() throws Exception {
        window.openSample();
        TestWindow.until(() -> model.tiles().ended());
        Label time = (Label) node(".tile .tile-time");
        TestWindow.fx(() -> window.explorer().root().getScene().getWindow().setWidth(700));
        TestWindow.settle();
        assertFalse(time.isVisible());
        TestWindow.fx(() -> window.explorer().root().getScene().getWindow().setWidth(1900));
        TestWindow.settle();
        assertTrue(time.isVisible());
        assertNotEquals("", time.getText());
    }
}
