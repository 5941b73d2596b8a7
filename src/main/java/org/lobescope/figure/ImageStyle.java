package org.lobescope.figure;

/**
 * How an image is drawn.
 *
 * @param interval which values get the first and the last colour
 * @param stretch how brightness grows between them
 * @param colorMap the colours
 * @param inverted whether the colour map runs backwards: dark sources on a light sky
 * @param blank colour of pixels that are NaN, 0xAARRGGBB; may be transparent
 */
public record ImageStyle(Interval interval, Stretch stretch, ColorMap colorMap, boolean inverted, int blank) {
    /** What the window and the command line start with. */
    public static final ImageStyle DEFAULT =
            new ImageStyle(new Interval.Percentile(25, 100), new Stretch.Asinh(0.1), ColorMaps.GREY, false, 0xff3a3f4a);

    /** The colour of a level from 0 to 255. */
    int argb(int level) {
        return colorMap.argb(inverted ? ColorMap.LEVELS - 1 - level : level);
    }

    /** This style with another interval. */
    public ImageStyle withInterval(Interval value) {
        return new ImageStyle(value, stretch, colorMap, inverted, blank);
    }

    /** This style with another stretch. */
    public ImageStyle withStretch(Stretch value) {
        return new ImageStyle(interval, value, colorMap, inverted, blank);
    }

    /** This style with another colour map. */
    public ImageStyle withColorMap(ColorMap value) {
        return new ImageStyle(interval, stretch, value, inverted, blank);
    }

    /** This style with colours that run forwards or backwards. */
    public ImageStyle withInverted(boolean value) {
        return new ImageStyle(interval, stretch, colorMap, value, blank);
    }

    /** This style with another colour for NaN. */
    public ImageStyle withBlank(int argb) {
        return new ImageStyle(interval, stretch, colorMap, inverted, argb);
    }
}
