package org.lobescope.ui.samp;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Whether a SAMP hub runs, and who else listens there. */
public final class SampModel {
    /**
     * The others at the hub.
     *
     * @param images how many of them take images
     * @param positions how many of them can be pointed at a position
     */
    public record Listeners(int images, int positions) {}

    private final BooleanProperty connected = new SimpleBooleanProperty();
    private final ObjectProperty<Listeners> listeners = new SimpleObjectProperty<>(new Listeners(0, 0));

    /** Whether a hub runs and knows us. */
    public BooleanProperty connected() {
        return connected;
    }

    /** Who listens. */
    public ObjectProperty<Listeners> listeners() {
        return listeners;
    }
}
