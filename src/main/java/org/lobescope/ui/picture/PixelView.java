package org.lobescope.ui.picture;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import org.jspecify.annotations.Nullable;

/** An array of colours in a picture's box, or the part of it that is seen at the picture's zoom. */
final class PixelView extends ImageView {
    /** Above so many screen pixels per pixel the pixels are shown as they are, below they are smoothed. */
    private static final double PIXELS_VISIBLE = 3;

    /** Whether a graphics card scales; otherwise what is seen is scaled here, once for all the times it is painted. */
    private final boolean card;

    private @Nullable PixelImage shown;
    private ScreenPixels.@Nullable Cut cut;
    private int columns;
    private int rows;

    /** Scaled by the graphics card, where there is one that JavaFX can use. */
    PixelView() {
        this(Platform.isSupported(ConditionalFeature.SCENE3D)); // which the software renderer alone does without
    }

    /** Scaled by the graphics card or here. */
    PixelView(boolean card) {
        this.card = card;
        setManaged(false);
        setMouseTransparent(true);
    }

    /**
     * Shows these colours, or what they are by now; null for nothing.
     *
     * @return whether it has to be placed before anything can be seen
     */
    boolean show(@Nullable PixelImage image) {
        boolean same = image == shown && image != null && image.width() == columns && image.height() == rows;
        shown = image;
        if (image == null) {
            cut = null;
            setImage(null);
            return false;
        }
        columns = image.width();
        rows = image.height();
        if (!same) {
            cut = null;
            return true;
        }
        draw(image);
        return false;
    }

    /**
     * Fills the picture's box with what is seen.
     *
     * @param extent the area of the radio image that all the colours cover
     * @param screenScale pixels of the screen per pixel of JavaFX
     */
    void place(Area extent, Projection projection, double screenScale) {
        PixelImage image = shown;
        if (image == null) {
            return;
        }
        Area seen = projection.seen();
        double sx = image.width() / extent.width();
        double sy = image.height() / extent.height();
        double left = Math.max(0, (seen.x() - extent.x()) * sx);
        double top = Math.max(0, (extent.y() + extent.height() - seen.y() - seen.height()) * sy);
        double width = seen.width() * sx;
        double height = seen.height() * sy;
        boolean smooth = projection.scale() / sx < PIXELS_VISIBLE;
        setFitWidth(projection.width());
        setFitHeight(projection.height());
        if (card) {
            setViewport(new Rectangle2D(left, top, width, height));
            setSmooth(smooth);
        } else {
            int across = Math.max(1, (int) Math.round(projection.width() * screenScale));
            int down = Math.max(1, (int) Math.round(projection.height() * screenScale));
            cut = new ScreenPixels.Cut(left, top, width, height, across, down, smooth);
        }
        draw(image);
    }

    private void draw(PixelImage image) {
        ScreenPixels.Cut now = cut;
        if (card) {
            setImage(image.image());
        } else if (now != null) {
            setImage(image.image(now));
        }
    }
}
