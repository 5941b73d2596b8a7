package org.lobescope.ui;

import javafx.animation.AnimationTimer;
import javafx.stage.Window;

/** Waits until all maps are there, looks at the figure editor and the preferences, and closes the window. */
final class Rehearsal extends AnimationTimer {
    /** Frames between two steps: what was opened is laid out and drawn. */
    private static final int PAUSE = 10;

    private final Explorer explorer;
    private int frames;
    private int step;

    /** Begins at once; to be called on the window's thread. */
    Rehearsal(Explorer explorer) {
        this.explorer = explorer;
        start();
    }

    @Override
    public void handle(long now) {
        ExplorerModel model = explorer.model();
        frames = model.tiles().ended() ? frames + 1 : 0;
        if (frames < PAUSE) {
            return;
        }
        frames = 0;
        switch (step++) {
            case 0 -> explorer.controller().editFigure();
            case 1 -> model.figure().open().set(false);
            case 2 -> explorer.controller().preferences();
            case 3 -> model.preferences().open().set(false);
            default -> {
                stop();
                Window window = explorer.root().getScene().getWindow();
                window.hide();
            }
        }
    }
}
