package org.lobescope.ui.status;

import java.util.List;
import org.lobescope.ui.tile.TileModel;

/**
 * Everything under the crosshair, in words.
 *
 * @param sky the sky position; empty without world coordinates
 * @param pixel column and row
 * @param flux the image's value with its unit
 * @param values every map's value
 */
public record Reading(String sky, String pixel, String flux, List<MapValue> values) {
    /** No crosshair. */
    public static final Reading NONE = new Reading("", "", "", List.of());

    /**
     * The value of one map.
     *
     * @param tile that shows the map
     * @param name its short name
     */
    public record MapValue(TileModel tile, String name, String value) {}
}
