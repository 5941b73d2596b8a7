package org.lobescope.ui;

import org.jspecify.annotations.Nullable;
import org.lobescope.sky.PixelPosition;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.CrosshairModel;
import org.lobescope.ui.picture.ZoomModel;
import org.lobescope.ui.source.SourceModel;

/** Zooms, moves what is seen and moves the crosshair, in all pictures at once; another image is seen whole. */
final class NavigationController {
    private final SourceModel source;
    private final ZoomModel zoom;
    private final CrosshairModel crosshair;

    NavigationController(SourceModel source, ZoomModel zoom, CrosshairModel crosshair) {
        this.source = source;
        this.zoom = zoom;
        this.crosshair = crosshair;
        source.opened().addListener((o, before, now) -> {
            if (before == null || now == null || !before.place().sameImage(now.place())) {
                crosshair.clear();
                zoom.reset();
            }
        });
    }

    /** What is seen of the tiles' part of the image; null before the first. */
    private @Nullable Area seen() {
        var opened = source.opened().get();
        if (opened == null) {
            return null;
        }
        var now = zoom.zoom().get();
        return now.factor() == 1 ? opened.cutOut() : opened.cutOut().zoomed(now.factor(), now.centre());
    }

    /** Zooms all pictures around the crosshair, else around what is seen. */
    void zoom(double ratio) {
        Area seen = seen();
        if (seen != null) {
            PixelPosition at = crosshair.position().get();
            zoom.zoomBy(seen, at != null && seen.contains(at) ? at : seen.centre(), ratio);
        }
    }

    /** Moves what is seen, in parts of it. */
    void pan(double across, double up) {
        Area seen = seen();
        if (seen != null && zoom.zoom().get().factor() > 1) {
            zoom.panBy(seen, across * seen.width(), up * seen.height());
        }
    }

    /** Moves the crosshair by so many pixels and keeps it there; it begins in the middle. */
    void moveCrosshair(int columns, int rows) {
        Area seen = seen();
        if (seen != null) {
            PixelPosition at = crosshair.position().get();
            PixelPosition from = at == null || !seen.contains(at) ? seen.centre() : at;
            crosshair.place(new PixelPosition(
                    Math.clamp(Math.rint(from.x()) + columns, seen.x() + 0.5, seen.x() + seen.width() - 0.5),
                    Math.clamp(Math.rint(from.y()) + rows, seen.y() + 0.5, seen.y() + seen.height() - 0.5)));
        }
    }
}
