package org.lobescope.figure;

/** One colour over another. */
final class Blend {
    private Blend() {}

    /**
     * Lays a colour over an opaque one.
     *
     * @param under 0xFFRRGGBB
     * @param over 0xAARRGGBB, not premultiplied
     * @return opaque
     */
    static int over(int under, int over) {
        int a = over >>> 24;
        int b = 255 - a;
        int red = ((over >> 16 & 0xff) * a + (under >> 16 & 0xff) * b + 127) / 255;
        int green = ((over >> 8 & 0xff) * a + (under >> 8 & 0xff) * b + 127) / 255;
        int blue = ((over & 0xff) * a + (under & 0xff) * b + 127) / 255;
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    /**
     * Takes a colour out of a mixture: what, with weight {@code part}, mixes with {@code neutral} to {@code mixed}.
     *
     * @param part 0 to 1; a mixture without any part stays as it is
     */
    static int without(int neutral, int mixed, double part) {
        return part <= 0
                ? mixed
                : 0xff000000
                        | pure(neutral >> 16 & 0xff, mixed >> 16 & 0xff, part) << 16
                        | pure(neutral >> 8 & 0xff, mixed >> 8 & 0xff, part) << 8
                        | pure(neutral & 0xff, mixed & 0xff, part);
    }

    private static int pure(int neutral, int mixed, double part) {
        return (int) Math.clamp(Math.round(neutral + (mixed - neutral) / part), 0, 255);
    }
}
