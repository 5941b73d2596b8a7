package org.lobescope.ui.part;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * A tooltip that is made when the mouse first comes to its place: each is a window, and there are a hundred places. One
 * without words is not shown.
 */
public final class LateTip {
    private final Node node;
    private String text;
    private @Nullable Tooltip tip;

    /** The tooltip of a node. */
    public LateTip(Node node, String text) {
        this.node = node;
        this.text = text;
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, e -> {
            if (tip == null && !this.text.isEmpty()) {
                tip = Words.tip(this.text);
                Tooltip.install(node, tip);
            }
        });
    }

    /** From now on it says this. */
    public void setText(String said) {
        text = said;
        Tooltip made = tip;
        if (made != null && said.isEmpty()) {
            Tooltip.uninstall(node, made);
            tip = null;
        } else if (made != null) {
            made.setText(said);
        }
    }
}
