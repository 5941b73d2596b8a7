package org.lobescope.ui.picture;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.sky.PixelPosition;

/**
 * The crosshair that all pictures share, in pixels of the radio image. It follows the mouse; a click pins it, so that it
 * stays when the mouse leaves.
 */
public final class CrosshairModel {
    private final ObjectProperty<@Nullable PixelPosition> position = new SimpleObjectProperty<>();
    private @Nullable PixelPosition pinned;

    /** Where it is; null while it is nowhere. */
    public ObjectProperty<@Nullable PixelPosition> position() {
        return position;
    }

    /** Where it stays when the mouse leaves; empty while it follows the mouse. */
    public Optional<PixelPosition> pinned() {
        return Optional.ofNullable(pinned);
    }

    /** The mouse is here. */
    public void hover(PixelPosition at) {
        position.set(at);
    }

    /** The mouse left all pictures. */
    public void leave() {
        position.set(pinned);
    }

    /** Stays here. */
    public void place(PixelPosition at) {
        pinned = at;
        position.set(at);
    }

    /** Stays here; pinning the same pixel again lets go. */
    public void pin(PixelPosition at) {
        PixelPosition before = pinned;
        boolean same = before != null
                && Math.round(before.x()) == Math.round(at.x())
                && Math.round(before.y()) == Math.round(at.y());
        pinned = same ? null : at;
        position.set(at);
    }

    /** Goes away. */
    public void clear() {
        pinned = null;
        position.set(null);
    }
}
