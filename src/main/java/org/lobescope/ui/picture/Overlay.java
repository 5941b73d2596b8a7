package org.lobescope.ui.picture;

import javafx.scene.canvas.GraphicsContext;

/** Lines over a picture. */
@FunctionalInterface
public interface Overlay {
    /** Paints itself; the canvas is clear. */
    void paint(GraphicsContext g, Projection projection);
}
