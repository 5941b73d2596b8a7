package org.lobescope.figure;

/**
 * From a map's value to a level of the colour map.
 *
 * @param signed whether the scale is symmetric around 0, with 0 in the middle of the colour map
 * @param floor strength at which the colours begin; a signed scale has the middle colour for all weaker values
 * @param ceiling strength at which the colours end
 */
public record ColorScale(boolean signed, double floor, double ceiling) {
    /** The value at the low end of the colour bar. */
    public double low() {
        return signed ? -ceiling : floor;
    }

    /** The value at the high end of the colour bar. */
    public double high() {
        return ceiling;
    }

    /** The level of a value. */
    public int level(float value) {
        double span = ceiling - floor;
        if (!signed) {
            return span > 0 ? ColorMap.level((value - floor) / span) : 0;
        }
        double t = span > 0 ? Math.clamp((Math.abs(value) - floor) / span, 0, 1) : 0;
        return ColorMap.level(value < 0 ? 0.5 - t / 2 - Math.ulp(0.5) : 0.5 + t / 2);
    }
}
