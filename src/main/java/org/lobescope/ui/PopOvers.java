package org.lobescope.ui;

import atlantafx.base.controls.Popover;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What is shown beside a control and goes with the next click elsewhere; one at a time. */
final class PopOvers {
    private static final double WIDTH = 400;
    private static final double HEIGHT = 520;

    private @Nullable Popover shown;

    /** Shows a content beside a node, in place of what was shown before. */
    void show(Region content, Node beside, Popover.ArrowLocation arrow) {
        close();
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefViewportWidth(WIDTH);
        content.heightProperty()
                .addListener((o, before, now) ->
                        scroll.setPrefViewportHeight(Math.min(HEIGHT, Math.ceil(now.doubleValue()))));
        scroll.getStyleClass().add("pop-scroll");
        content.setMaxWidth(WIDTH);
        Popover fresh = new Popover(scroll);
        fresh.setArrowLocation(arrow);
        fresh.setHeaderAlwaysVisible(false);
        fresh.setDetachable(false);
        fresh.getStyleClass().add("lobe-pop");
        fresh.show(beside);
        shown = fresh;
    }

    /** The one on show, if there is one. */
    @Nullable
    Popover shown() {
        return shown;
    }

    /** Closes it; says whether there was one. */
    boolean close() {
        Popover open = shown;
        shown = null;
        if (open != null && open.isShowing()) {
            open.hide();
            return true;
        }
        return false;
    }
}
