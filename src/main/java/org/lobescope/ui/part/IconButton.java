package org.lobescope.ui.part;

import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button with an icon only; its words are in the tooltip and for screen readers. */
public final class IconButton extends Button {
    private final LateTip tip;

    /** A quiet button. */
    public IconButton(Feather icon, String words, Runnable action) {
        setGraphic(new FontIcon(icon));
        getStyleClass().addAll("icon-button", "flat");
        setAccessibleText(words);
        tip = new LateTip(this, words);
        setOnAction(e -> action.run());
    }

    /** The tooltip. */
    public LateTip tip() {
        return tip;
    }
}
