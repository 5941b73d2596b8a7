package org.lobescope.ui.part;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** A tooltip that is made when the mouse first comes to its place: each is a window, and there are a hundred places. */
public final class LateTip {
    private String text;
    private @Nullable Tooltip tip;

    /** The tooltip of a node. */
    public LateTip(Node node, String text) {
        this.text = text;
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, e -> {
            if (tip == null) {
                tip = Words.tip(this.text);
                Tooltip.install(node, tip);
            }
        });
    }

    /** From now on it says this. */
    public void setText(String said) {
        text = said;
        if (tip != null) {
            tip.setText(said);
        }
    }
}
