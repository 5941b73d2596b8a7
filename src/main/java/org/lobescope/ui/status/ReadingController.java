package org.lobescope.ui.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.Heatmap;
import org.lobescope.figure.PrintedUnit;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.CrosshairModel;
import org.lobescope.ui.source.SourceModel;
import org.lobescope.ui.source.SourceModel.Opened;
import org.lobescope.ui.task.Soon;
import org.lobescope.ui.tile.TileModel;
import org.lobescope.ui.tile.TilesModel;

/** Reads the image and every map under the crosshair. */
public final class ReadingController {
    private final SourceModel source;
    private final TilesModel tiles;
    private final CrosshairModel crosshair;
    private final StatusModel status;

    /** Follows the crosshair and the maps. */
    public ReadingController(SourceModel source, TilesModel tiles, CrosshairModel crosshair, StatusModel status) {
        this.source = source;
        this.tiles = tiles;
        this.crosshair = crosshair;
        this.status = status;
        Soon read = new Soon(this::read);
        crosshair.position().addListener((o, before, now) -> read.ask());
        for (TileModel tile : Stream.concat(tiles.all().stream(), tiles.counterparts().stream())
                .toList()) {
            tile.shown().addListener((o, before, now) -> read.ask());
        }
    }

    private void read() {
        Opened opened = source.opened().get();
        PixelPosition at = crosshair.position().get();
        status.reading().set(opened == null || at == null ? Reading.NONE : reading(opened, at));
    }

    private Reading reading(Opened opened, PixelPosition at) {
        RadioImage image = opened.image();
        String sky = image.wcs()
                .flatMap(wcs -> wcs.toSky(at).map(s -> Numbers.sky(s, wcs.frame())))
                .orElse("");
        int x = (int) Math.round(at.x());
        int y = (int) Math.round(at.y());
        boolean inside = x >= 0 && y >= 0 && x < image.width() && y < image.height();
        PrintedUnit unit = opened.unit();
        String flux = inside
                ? (Numbers.brief(image.at(x, y) * unit.factor()) + " " + unit.label()).strip()
                : "outside the image";
        List<Reading.MapValue> values = new ArrayList<>();
        for (TileModel tile : tiles.wanted()) {
            String text = value(opened, tile.shown().get(), at);
            if (!text.isEmpty()) {
                values.add(new Reading.MapValue(tile, brief(tile.id()), text));
            }
        }
        return new Reading(sky, "x " + x + "  y " + y, flux, values);
    }

    private static String value(Opened opened, TileModel.@Nullable Shown shown, PixelPosition at) {
        Area area = opened.cutOut();
        if (shown == null || !area.contains(at)) {
            return "";
        }
        Heatmap map = shown.heatmap();
        int x = (int) ((at.x() - area.x()) / area.width() * map.width());
        int y = (int) ((at.y() - area.y()) / area.height() * map.height());
        return Numbers.brief(map.at(Math.clamp(x, 0, map.width() - 1), Math.clamp(y, 0, map.height() - 1)));
    }

    /** A name short enough for ten of them in one line. */
    private static String brief(MethodId id) {
        return switch (id) {
            case VANILLA_GRADIENT -> "Gradient";
            case SMOOTHGRAD -> "Smooth";
            case INTEGRATED_GRADIENTS -> "IG";
            case GUIDED_IG -> "Guided";
            case BLUR_IG -> "Blur";
            case XRAI -> "XRAI";
            case FAST_XRAI -> "Fast";
            case GRAD_CAM -> "CAM";
            case GRAD_CAM_PLUS_PLUS -> "CAM++";
            case SCORE_CAM -> "Score";
        };
    }
}
