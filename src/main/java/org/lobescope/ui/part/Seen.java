package org.lobescope.ui.part;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Labeled;

/** Nodes that are seen at times, and take no room while they are not. */
public final class Seen {
    private Seen() {}

    /** Shows a node or takes it away. */
    public static void set(Node node, boolean seen) {
        node.setVisible(seen);
        node.setManaged(seen);
    }

    /** Shows a node while {@code seen}. */
    public static void bind(Node node, ObservableValue<Boolean> seen) {
        node.visibleProperty().bind(seen);
        node.managedProperty().bind(seen);
    }

    /** Says a sentence; what has nothing to say is not seen. */
    public static void say(Labeled label, String sentence) {
        label.setText(sentence);
        set(label, !sentence.isEmpty());
    }
}
