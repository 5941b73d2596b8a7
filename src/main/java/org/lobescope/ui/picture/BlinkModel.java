package org.lobescope.ui.picture;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** Two ways to compare a map with the image under it: by turns (blink), or side by side at the crosshair (curtain). */
public final class BlinkModel {
    private final BooleanProperty blinking = new SimpleBooleanProperty();
    private final BooleanProperty curtain = new SimpleBooleanProperty();

    /** Whether maps come and go by themselves. */
    public BooleanProperty blinking() {
        return blinking;
    }

    /** Whether maps are shown only left of the crosshair; of the middle where there is none. */
    public BooleanProperty curtain() {
        return curtain;
    }
}
