package org.lobescope.ui;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.lobescope.ui.tile.TileModel;

/** The keys of the window; {@link KeysView} lists them for people. */
final class Keys {
    private static final KeyCombination OPEN = KeyCombination.keyCombination("Shortcut+O");
    private static final KeyCombination FIGURE = KeyCombination.keyCombination("Shortcut+E");
    private static final KeyCombination EXPORT = KeyCombination.keyCombination("Shortcut+Shift+E");
    private static final KeyCombination SAVE = KeyCombination.keyCombination("Shortcut+S");

    private static final KeyCombination SAVE_AS = KeyCombination.keyCombination("Shortcut+Shift+S");

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
        } else if (e.getCode() == KeyCode.F1) {
            controller.keys(view.anchor("keys"));
        } else if (e.getCode() == KeyCode.ESCAPE) {
            controller.escape();
        } else if (e.getTarget() instanceof TextInputControl
                || e.isControlDown()
                || e.isAltDown()
                || e.isMetaDown()
                || model.source().opened().get() == null
                || model.figure().open().get()
                || !single(e)) {
            return;
        }
        e.consume();
    }

    /** Keys without a modifier; they are not taken from a text field. */
    private boolean single(KeyEvent e) {
        int digit = digit(e.getCode());
        if (digit >= 0) {
            TileModel tile = model.tiles().all().get((digit + 9) % 10);
            controller.enlarge(tile);
            return true;
        }
        switch (e.getText()) {
            case "[" -> model.layers().step(-1);
            case "]" -> model.layers().step(1);
            default -> {
                return letter(e.getCode());
            }
        }
        return true;
    }

    private boolean letter(KeyCode code) {
        switch (code) {
            case SPACE ->
                model.display().overlay().set(!model.display().overlay().get());
            case C -> model.display().contours().set(!model.display().contours().get());
            case Z -> model.zoom().reset();
            case OPEN_BRACKET -> model.layers().step(-1);
            case CLOSE_BRACKET -> model.layers().step(1);
            default -> {
                return false;
            }
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
