package org.lobescope.ui.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.ColorLimits.PerMap;
import org.lobescope.figure.Contours;
import org.lobescope.figure.Heatmap;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.ui.display.DisplayModel;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.LineOverlays;
import org.lobescope.ui.picture.Overlay;
import org.lobescope.ui.picture.PixelImage;
import org.lobescope.ui.source.SourceImages;
import org.lobescope.ui.task.Soon;

/** Colours the maps of all tiles when a map, the style or the image under them changes: all at once, in one frame. */
public final class TilePainter {
    private final TilesModel tiles;
    private final DisplayModel display;
    private final SourceImages images;
    private final TilesView views;
    private final Map<TileModel, PixelImage> maps = new HashMap<>();
    private final Map<PixelImage, Painted> painted = new IdentityHashMap<>();
    private int[] colors = new int[0];

    /** What a tile shows and how: one that would look the same is left as it is, and the screen with it. */
    private record Painted(
            TileView view, Heatmap map, HeatmapStyle style, boolean overlay, boolean contours, int images) {}

    /** Paints these tiles from now on. */
    public TilePainter(TilesModel tiles, DisplayModel display, SourceImages images, TilesView views) {
        this.tiles = tiles;
        this.display = display;
        this.images = images;
        this.views = views;
        Soon paint = new Soon(this::paint);
        InvalidationListener changed = o -> paint.ask();
        for (TileModel tile : Stream.concat(tiles.all().stream(), tiles.counterparts().stream())
                .toList()) {
            tile.shown().addListener(changed);
        }
        tiles.comparing().addListener(changed);
        display.style().addListener(changed);
        display.scope().addListener(changed);
        display.overlay().addListener(changed);
        display.contours().addListener(changed);
        images.version().addListener(changed);
    }

    /** Paints all tiles now. */
    public void paint() {
        HeatmapStyle style = display.style().get();
        PerMap each = display.limits();
        List<TileModel.Shown> shown = tiles.wanted().stream()
                .map(tile -> tile.shown().get())
                .filter(Objects::nonNull)
                .toList();
        SharedLimits shared = display.scope().get() == Scope.SHARED ? new SharedLimits(shown, each) : null;
        Area area = images.cutOutArea();
        views.setAspect(area.height() / area.width());
        for (TileModel tile : tiles.wanted()) {
            TileView view = views.tile(tile);
            PixelImage pixels = maps.computeIfAbsent(tile, t -> new PixelImage());
            view.setAspect(area.height() / area.width());
            view.picture().show(images.cutOut(), area);
            TileModel.Shown map = tile.shown().get();
            if (map == null) {
                painted.remove(pixels);
                view.picture().lay(null);
                view.colorBar().hide();
                view.picture().setOverlays(lines(null, style, area));
            } else {
                HeatmapStyle own = shared == null ? style : style.withLimits(shared.of(map, each));
                paint(map.heatmap(), own, view, pixels, area);
            }
        }
    }

    private void paint(Heatmap map, HeatmapStyle style, TileView view, PixelImage pixels, Area area) {
        Painted now = new Painted(
                view,
                map,
                style,
                display.overlay().get(),
                display.contours().get(),
                images.version().get());
        if (now.equals(painted.put(pixels, now))) {
            return;
        }
        int n = map.width() * map.height();
        if (colors.length != n) {
            colors = new int[n];
        }
        map.render(style, colors);
        pixels.set(map.width(), map.height(), colors);
        view.picture().lay(display.overlay().get() ? pixels : null);
        view.colorBar().show(map, style, images.sky());
        view.picture().setOverlays(lines(map, style, area));
    }

    private List<Overlay> lines(@Nullable Heatmap map, HeatmapStyle style, Area area) {
        Contours contours = images.contours();
        List<Overlay> lines = new ArrayList<>();
        if (display.contours().get() && contours != null) {
            lines.add(LineOverlays.contours(contours, area, 1));
        }
        // With the maps off this is the map as a contour over the image.
        if (map != null && style.outlined() && !style.showsAll()) {
            double sx = area.width() / map.width();
            double sy = area.height() / map.height();
            lines.add(LineOverlays.outline(map.outline(style), area, sx, sy));
        }
        return lines;
    }
}
