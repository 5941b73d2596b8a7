package org.lobescope.ui.part;

import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A place in the window that stays empty until it is first to be seen: what is not shown costs the start nothing. */
public final class WhenSeen extends StackPane {
    /**
     * A place that is visible while {@code seen}.
     *
     * @param content makes what stands there; asked once, when it is first seen
     */
    public WhenSeen(ObservableBooleanValue seen, Supplier<Node> content) {
        setMinHeight(0);
        Seen.bind(this, seen);
        Runnable fill = () -> {
            if (seen.get() && getChildren().isEmpty()) {
                getChildren().add(content.get());
            }
        };
        seen.addListener((o, before, now) -> fill.run());
        fill.run();
    }
}
