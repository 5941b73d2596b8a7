package org.lobescope.ui.picture;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lobescope.sky.PixelPosition;

/** Zoom and pan that all pictures share. */
public final class ZoomModel {
    private static final double LARGEST = 32;
    private static final Zoom WHOLE = new Zoom(1, new PixelPosition(0, 0));

    /**
     * What is seen.
     *
     * @param factor 1: the whole picture
     * @param centre in pixels of the radio image
     */
    public record Zoom(double factor, PixelPosition centre) {}

    private final ObjectProperty<Zoom> zoom = new SimpleObjectProperty<>(WHOLE);

    /** What is seen now. */
    public ObjectProperty<Zoom> zoom() {
        return zoom;
    }

    /** Shows whole pictures. */
    public void reset() {
        zoom.set(WHOLE);
    }

    /**
     * Zooms so that the position under the mouse stays where it is.
     *
     * @param seen the area that is seen now
     * @param at the position under the mouse
     * @param ratio larger than 1: nearer
     */
    public void zoomBy(Area seen, PixelPosition at, double ratio) {
        double before = zoom.get().factor();
        double factor = Math.clamp(before * ratio, 1, LARGEST);
        double k = before / factor;
        PixelPosition centre = seen.centre();
        zoom.set(new Zoom(
                factor, new PixelPosition(at.x() + (centre.x() - at.x()) * k, at.y() + (centre.y() - at.y()) * k)));
    }

    /** Moves what is seen by so many pixels of the image. */
    public void panBy(Area seen, double dx, double dy) {
        PixelPosition centre = seen.centre();
        zoom.set(new Zoom(zoom.get().factor(), new PixelPosition(centre.x() + dx, centre.y() + dy)));
    }
}
