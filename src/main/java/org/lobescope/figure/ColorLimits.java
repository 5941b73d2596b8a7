package org.lobescope.figure;

import java.util.Collection;

/** Which values of a map get the first and the last colour. */
public sealed interface ColorLimits {
    /** The colours' scale for a map. */
    ColorScale scale(Heatmap map);

    /**
     * Each map by itself: percentiles of its strength (the value; the magnitude of a signed map). Pixels that are
     * exactly 0 do not count: path methods leave all of the clipped sky at 0, and a compact source covers less than one
     * pixel in a hundred.
     *
     * @param lower percent; 0 starts the scale at 0
     * @param upper percent; 100 ends it at the map's maximum
     */
    record PerMap(double lower, double upper) implements ColorLimits {
        public PerMap {
            if (!(0 <= lower && lower <= upper && upper <= 100)) {
                throw new IllegalArgumentException("percentiles " + lower + " to " + upper);
            }
        }

        @Override
        public ColorScale scale(Heatmap map) {
            double floor = lower <= 0 ? Math.min(0, map.strengthPercentile(0)) : map.strengthPercentile(lower);
            return new ColorScale(map.signed(), floor, Math.max(floor, map.strengthPercentile(upper)));
        }
    }

    /**
     * The same values for every map.
     *
     * @param floor strength that gets the first colour (of a signed map: the middle)
     * @param ceiling strength that gets the last colour (of a signed map: both ends)
     */
    record Fixed(double floor, double ceiling) implements ColorLimits {
        public Fixed {
            if (!(floor <= ceiling)) {
                throw new IllegalArgumentException("limits " + floor + " to " + ceiling);
            }
        }

        @Override
        public ColorScale scale(Heatmap map) {
            return new ColorScale(map.signed(), floor, ceiling);
        }
    }

    /** One scale for maps of the same unit, wide enough for all of them: noise then looks like noise. */
    static Fixed shared(Collection<Heatmap> maps, PerMap each) {
        double floor = Double.POSITIVE_INFINITY;
        double ceiling = Double.NEGATIVE_INFINITY;
        for (Heatmap map : maps) {
            ColorScale scale = each.scale(map);
            floor = Math.min(floor, scale.floor());
            ceiling = Math.max(ceiling, scale.ceiling());
        }
        return maps.isEmpty() ? new Fixed(0, 0) : new Fixed(floor, ceiling);
    }
}
