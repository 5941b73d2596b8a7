package org.lobescope.ui;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.lobescope.ui.tile.TileModel;
import org.lobescope.ui.tour.TourModel;

/** The keys of the window; {@link KeysView} lists them for people. */
final class Keys {
    private static final KeyCombination OPEN = KeyCombination.keyCombination("Shortcut+O");
    private static final KeyCombination FIGURE = KeyCombination.keyCombination("Shortcut+E");
    private static final KeyCombination EXPORT = KeyCombination.keyCombination("Shortcut+Shift+E");
    private static final KeyCombination SAVE = KeyCombination.keyCombination("Shortcut+S");

    private static final KeyCombination SAVE_AS = KeyCombination.keyCombination("Shortcut+Shift+S");

    private static final KeyCombination PREFERENCES = KeyCombination.keyCombination("Shortcut+Comma");
    private static final KeyCombination UNDO = KeyCombination.keyCombination("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.keyCombination("Shortcut+Shift+Z");
    private static final KeyCombination REDO_TOO = KeyCombination.keyCombination("Shortcut+Y");
    private static final double ZOOM_STEP = 1.5;
    private static final double PAN_STEP = 0.1;

    private final ExplorerModel model;
    private final ExplorerController controller;
    private final ExplorerView view;

    Keys(ExplorerModel model, ExplorerController controller, ExplorerView view) {
        this.model = model;
        this.controller = controller;
        this.view = view;
    }

    void listen() {
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent e) {
        if (OPEN.match(e)) {
            controller.openByDialog();
        } else if (FIGURE.match(e)) {
            controller.editFigure();
        } else if (EXPORT.match(e)) {
            controller.exportByDialog();
        } else if (SAVE.match(e)) {
            controller.saveSession();
        } else if (SAVE_AS.match(e)) {
            controller.saveSessionAs();
        } else if (UNDO.match(e) && !writes(e)) {
            controller.undo();
        } else if ((REDO.match(e) || REDO_TOO.match(e)) && !writes(e)) {
            controller.redo();
        } else if (PREFERENCES.match(e)) {
            controller.preferences();
        } else if (e.getCode() == KeyCode.F1) {
            controller.keys(view.anchor("keys"));
        } else if (e.getCode() == KeyCode.ESCAPE) {
            escape();
        } else if (writes(e)
                || e.isControlDown()
                || e.isAltDown()
                || e.isMetaDown()
                || model.source().opened().get() == null
                        && model.strip().items().isEmpty()
                || model.figure().open().get()
                || model.preferences().open().get()
                || model.preferences().about().get()
                || model.preferences().engine().get()
                || model.adding().open().get()
                || !single(e)) {
            return;
        }
        e.consume();
    }

    /** Esc: closes a pop-over or the figure editor, else goes back from a large tile, else stops what is being computed. */
    private void escape() {
        if (controller.pops().close()) {
            return;
        }
        if (model.adding().open().get()) {
            model.adding().open().set(false);
        } else if (model.preferences().about().get()) {
            model.preferences().about().set(false);
        } else if (model.preferences().engine().get()) {
            model.preferences().engine().set(false);
        } else if (model.preferences().open().get()) {
            model.preferences().open().set(false);
        } else if (model.tour().step().get() != TourModel.NONE) {
            model.tour().end();
        } else if (model.figure().open().get()) {
            model.figure().open().set(false);
        } else if (model.tiles().enlarged().get() != null) {
            model.tiles().enlarged().set(null);
        } else {
            controller.stop();
        }
    }

    /** Whether a text is being written, which has keys of its own. */
    private static boolean writes(KeyEvent e) {
        return e.getTarget() instanceof TextInputControl;
    }

    /** Keys without a modifier; they are not taken from a text field. */
    private boolean single(KeyEvent e) {
        int digit = digit(e.getCode());
        if (digit >= 0) {
            TileModel tile = model.tiles().all().get((digit + 9) % 10);
            controller.tile().enlarge(tile);
            return true;
        }
        return symbol(e) || letter(e.getCode()) || arrow(e);
    }

    private boolean symbol(KeyEvent e) {
        switch (e.getText()) {
            case "[" -> model.layers().step(-1);
            case "]" -> model.layers().step(1);
            case "+", "=" -> zoom(e, ZOOM_STEP);
            case "-" -> zoom(e, 1 / ZOOM_STEP);
            default -> {
                return false;
            }
        }
        return !box(e);
    }

    /** The box of the cut-out has keys of its own. */
    private static boolean box(KeyEvent e) {
        return e.getTarget() instanceof Node node && "cut-out".equals(node.getId());
    }

    private void zoom(KeyEvent e, double ratio) {
        if (!box(e)) {
            controller.navigation().zoom(ratio);
        }
    }

    private boolean letter(KeyCode code) {
        switch (code) {
            case SPACE ->
                model.display().overlay().set(!model.display().overlay().get());
            case B -> model.blink().blinking().set(!model.blink().blinking().get());
            case V -> model.blink().curtain().set(!model.blink().curtain().get());
            case C -> model.display().contours().set(!model.display().contours().get());
            case Z -> model.zoom().reset();
            case P -> controller.pointThere();
            case PAGE_DOWN -> controller.strip().step(1);
            case PAGE_UP -> controller.strip().step(-1);
            case OPEN_BRACKET -> model.layers().step(-1);
            case CLOSE_BRACKET -> model.layers().step(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Arrows move the crosshair, with Shift what is seen; controls keep them. */
    private boolean arrow(KeyEvent e) {
        int across = e.getCode() == KeyCode.LEFT ? -1 : e.getCode() == KeyCode.RIGHT ? 1 : 0;
        int up = e.getCode() == KeyCode.DOWN ? -1 : e.getCode() == KeyCode.UP ? 1 : 0;
        if (across == 0 && up == 0 || box(e) || e.getTarget() instanceof Control) {
            return false;
        }
        if (e.isShiftDown()) {
            controller.navigation().pan(PAN_STEP * across, PAN_STEP * up);
        } else {
            controller.navigation().moveCrosshair(across, up);
        }
        return true;
    }

    private static int digit(KeyCode code) {
        String name = code.getName();
        String last = name.substring(name.length() - 1);
        return code.isDigitKey() || code.isKeypadKey() && Character.isDigit(last.charAt(0))
                ? Integer.parseInt(last)
                : -1;
    }
}
