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
}
