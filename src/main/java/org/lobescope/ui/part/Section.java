package org.lobescope.ui.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A part of a panel: a caption, what is to be said beside it, and its content below. */
public final class Section extends VBox {
    private final Label aside = Words.label("", "aside");

    /** A section with that caption. */
    public Section(String caption, Node... content) {
        getStyleClass().add("section");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label title = Words.caption(caption);
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, title, space, aside);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("section-head");
        getChildren().add(head);
        getChildren().addAll(content);
    }

    /** The words at the right of the caption. */
    public Label aside() {
        return aside;
    }
}
