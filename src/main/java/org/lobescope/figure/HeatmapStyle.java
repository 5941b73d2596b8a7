package org.lobescope.figure;

/**
 * How maps are coloured. One style serves signed and non-negative maps.
 *
 * @param sequential colour map of non-negative maps
 * @param diverging colour map of signed maps
 * @param inverted whether the colour maps run backwards
 * @param limits which values get the first and last colour
 * @param thresholdLow percent of the map's pixels (by strength) that are too weak to be shown
 * @param thresholdHigh percentile above which pixels are too strong to be shown; 100 shows all
 * @param outlined whether the region between the thresholds gets an outline
 * @param opacity 0 to 1
 * @param fading whether weak values let the image show through: opacity grows with strength. The neutral middle of a
 *     diverging map is then taken out of its colours, so that weak values are faint, not grey
 */
public record HeatmapStyle(
        ColorMap sequential,
        ColorMap diverging,
        boolean inverted,
        ColorLimits limits,
        double thresholdLow,
        double thresholdHigh,
        boolean outlined,
        double opacity,
        boolean fading) {

    /** What the window and the command line start with. */
    public static final HeatmapStyle DEFAULT = new HeatmapStyle(
            ColorMaps.INFERNO, ColorMaps.VIOLET_ORANGE, false, new ColorLimits.PerMap(0, 99), 0, 100, false, 0.8, true);

    public HeatmapStyle {
        if (!(0 <= thresholdLow && thresholdLow <= thresholdHigh && thresholdHigh <= 100)) {
            throw new IllegalArgumentException("thresholds " + thresholdLow + " to " + thresholdHigh);
        }
        if (!(0 <= opacity && opacity <= 1)) {
            throw new IllegalArgumentException("opacity " + opacity);
        }
    }

    /** The colour map of a map with or without sign. */
    public ColorMap colorMap(boolean signed) {
        return signed ? diverging : sequential;
    }

    /** Whether all pixels are shown. */
    public boolean showsAll() {
        return thresholdLow <= 0 && thresholdHigh >= 100;
    }

    /** This style with another colour map for non-negative maps. */
    public HeatmapStyle withSequential(ColorMap map) {
        return new HeatmapStyle(
                map, diverging, inverted, limits, thresholdLow, thresholdHigh, outlined, opacity, fading);
    }

    /** This style with another colour map for signed maps. */
    public HeatmapStyle withDiverging(ColorMap map) {
        return new HeatmapStyle(
                sequential, map, inverted, limits, thresholdLow, thresholdHigh, outlined, opacity, fading);
    }

    /** This style with colour maps that run forwards or backwards. */
    public HeatmapStyle withInverted(boolean value) {
        return new HeatmapStyle(
                sequential, diverging, value, limits, thresholdLow, thresholdHigh, outlined, opacity, fading);
    }

    /** This style with other limits. */
    public HeatmapStyle withLimits(ColorLimits value) {
        return new HeatmapStyle(
                sequential, diverging, inverted, value, thresholdLow, thresholdHigh, outlined, opacity, fading);
    }

    /** This style with another range of percentiles shown. */
    public HeatmapStyle withThreshold(double low, double high) {
        return new HeatmapStyle(sequential, diverging, inverted, limits, low, high, outlined, opacity, fading);
    }

    /** This style with or without an outline of the region shown. */
    public HeatmapStyle withOutlined(boolean value) {
        return new HeatmapStyle(
                sequential, diverging, inverted, limits, thresholdLow, thresholdHigh, value, opacity, fading);
    }

    /** This style with another opacity. */
    public HeatmapStyle withOpacity(double value) {
        return new HeatmapStyle(
                sequential, diverging, inverted, limits, thresholdLow, thresholdHigh, outlined, value, fading);
    }

    /** This style with weak values see-through or not. */
    public HeatmapStyle withFading(boolean value) {
        return new HeatmapStyle(
                sequential, diverging, inverted, limits, thresholdLow, thresholdHigh, outlined, opacity, value);
    }

    /**
     * The colour of each level with its opacity, not premultiplied.
     *
     * @param signed whether it is for a signed map
     */
    int[] table(boolean signed) {
        ColorMap map = colorMap(signed);
        int[] argb = new int[ColorMap.LEVELS];
        for (int level = 0; level < argb.length; level++) {
            double strength = signed
                    ? (Math.abs(2.0 * level - (ColorMap.LEVELS - 1)) - 1) / (ColorMap.LEVELS - 2)
                    : level / (ColorMap.LEVELS - 1.0);
            int color = map.argb(inverted ? ColorMap.LEVELS - 1 - level : level);
            if (fading && signed) {
                color = Blend.without(map.argb(ColorMap.LEVELS / 2), color, strength);
            }
            // The square root keeps what is weak but not nothing visible.
            double alpha = fading ? opacity * Math.sqrt(strength) : opacity;
            argb[level] = (int) Math.round(alpha * 255) << 24 | color & 0xffffff;
        }
        return argb;
    }
}
