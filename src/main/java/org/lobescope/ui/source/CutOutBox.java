package org.lobescope.ui.source;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.lobescope.classifier.CutOut;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.Picture;
import org.lobescope.ui.source.SourceModel.Opened;

/**
 * The dashed box around what goes into the network. It is dragged with the mouse or moved with the arrow keys, and
 * made larger or smaller at its corners; the classifier looks at the new place when it is let go.
 */
final class CutOutBox extends Region {
    private static final double EDGE = 7;
    private static final int FAR = 10;
    private static final double HANDLE = 9;
    private static final Duration KEYS_REST = Duration.millis(350);

    private final SourceModel model;
    private final SourceActions actions;
    private final Picture picture;
    private final PauseTransition rest = new PauseTransition(KEYS_REST);
    private final List<Handle> handles =
            List.of(new Handle(false, false), new Handle(true, false), new Handle(false, true), new Handle(true, true));
    private @Nullable CutOut grabbed;
    private double grabX;
    private double grabY;

    CutOutBox(SourceModel model, SourceActions actions, Picture picture) {
        this.model = model;
        this.actions = actions;
        this.picture = picture;
        getStyleClass().add("cut-out-box");
        setId("cut-out");
        setCursor(Cursor.MOVE);
        setFocusTraversable(true);
        setAccessibleText(
                "The part of the image that goes into the network; move it with the arrow keys, + and - change its size");
        javafx.scene.control.Tooltip.install(
                this,
                Words.tip(
                        "What goes into the network. Drag it, or move it with the arrow keys (Shift: 10 pixels);"
                                + " double-click elsewhere to put it there. Its corners, or + and −, make it larger or smaller."));
        getChildren().addAll(handles);
        rest.setOnFinished(e -> actions.takeCutOut());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::grab);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
            if (grabbed != null) {
                grabbed = null;
                actions.takeCutOut();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Inside, while the picture is zoomed in, the mouse moves the picture; at its edge it always moves the box. */
    private void grab(MouseEvent e) {
        Opened opened = model.opened().get();
        boolean edge =
                Math.min(e.getX(), getWidth() - e.getX()) < EDGE || Math.min(e.getY(), getHeight() - e.getY()) < EDGE;
        boolean whole = picture.projection().seen().width() >= picture.extent().width();
        if (opened == null || e.getButton() != MouseButton.PRIMARY || !(edge || whole)) {
            return;
        }
        rest.stop();
        requestFocus();
        grabbed = model.cutOut();
        grabX = e.getSceneX();
        grabY = e.getSceneY();
    }

    private void drag(MouseEvent e) {
        CutOut from = grabbed;
        if (from == null) {
            return;
        }
        double scale = picture.projection().scale();
        actions.moveCutOut(from.moved(
                (int) Math.round((e.getSceneX() - grabX) / scale), (int) Math.round((grabY - e.getSceneY()) / scale)));
        e.consume();
    }

    private void key(KeyEvent e) {
        CutOut now = model.cutOut();
        int step = e.isShiftDown() ? FAR : 1;
        if (now == null || e.isShortcutDown()) {
            return;
        }
        switch (e.getCode()) {
            case LEFT -> actions.moveCutOut(now.moved(-step, 0));
            case RIGHT -> actions.moveCutOut(now.moved(step, 0));
            case UP -> actions.moveCutOut(now.moved(0, step));
            case DOWN -> actions.moveCutOut(now.moved(0, -step));
            case PLUS, ADD, EQUALS -> actions.growCutOut(1);
            case MINUS, SUBTRACT -> actions.growCutOut(-1);
            default -> {
                return;
            }
        }
        rest.playFromStart();
        e.consume();
    }

    @Override
    protected void layoutChildren() {
        for (Handle handle : handles) {
            handle.resizeRelocate(
                    handle.right ? getWidth() - HANDLE : 0, handle.lower ? getHeight() - HANDLE : 0, HANDLE, HANDLE);
        }
    }

    /** A corner that is dragged to make the box larger or smaller around its centre. */
    private final class Handle extends Region {
        private final boolean right;
        private final boolean lower;

        Handle(boolean right, boolean lower) {
            this.right = right;
            this.lower = lower;
            getStyleClass().add("cut-out-handle");
            setCursor(right == lower ? Cursor.SE_RESIZE : Cursor.SW_RESIZE);
            setManaged(false);
            addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
                if (e.getButton() == MouseButton.PRIMARY) {
                    rest.stop();
                    CutOutBox.this.requestFocus();
                    e.consume();
                }
            });
            addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
                CutOut part = model.cutOut();
                if (part != null) {
                    // From the box's centre to the mouse; the farther side of the two counts.
                    double across =
                            Math.abs(picture.sceneToLocal(e.getSceneX(), 0).getX()
                                    - getParent().getLayoutX()
                                    - CutOutBox.this.getWidth() / 2);
                    double down =
                            Math.abs(picture.sceneToLocal(0, e.getSceneY()).getY()
                                    - getParent().getLayoutY()
                                    - CutOutBox.this.getHeight() / 2);
                    double half = Math.max(across, down * part.width() / part.height());
                    actions.resizeCutOut(2 * half / picture.projection().scale());
                    e.consume();
                }
            });
            addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
                actions.takeCutOut();
                e.consume();
            });
        }
    }
}
