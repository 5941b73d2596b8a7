package org.lobescope.ui.part;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/**
 * Scroll panes in which things change all the time. JavaFX keeps what is scrolled as one picture, which makes scrolling
 * fast, but paints all of it again when a single number in it changes: some 40 ms for ten tiles without a graphics card.
 */
public final class LiveScroll {
    private LiveScroll() {}

    /** Has only that painted again which changes. */
    public static <S extends ScrollPane> S of(S scroll) {
        scroll.skinProperty().addListener((o, before, now) -> {
            Node viewport = scroll.lookup(".viewport");
            if (viewport != null) {
                viewport.setCache(false);
            }
        });
        return scroll;
    }
}
