package org.lobescope.sky;

import java.util.List;
import java.util.Optional;

/** Celestial world coordinates of a pixel array (FITS WCS papers I and II: Greisen &amp; Calabretta 2002). */
public interface Wcs {
    /** The sky position of a pixel position; empty where the projection has none. */
    Optional<SkyPosition> toSky(PixelPosition pixel);

    /** The pixel position of a sky position; empty where the projection has none. */
    Optional<PixelPosition> toPixel(SkyPosition sky);

    /** The mean pixel scale, deg per pixel. */
    double scale();

    /** The celestial frame for people: {@code FK5 J2000}, {@code ICRS}, {@code Galactic}. */
    String frame();

    /**
     * The coordinates of another array that lies over this one.
     *
     * @param x column of this array at which the centre of the other's first pixel lies
     * @param y row of this array, likewise
     * @param step width of the other's pixels, in pixels of this array: 1 for a cut-out
     */
    Wcs cut(double x, double y, double step);

    /** The FITS cards that say the same. */
    List<HeaderCard> cards();

    /** A position for people: hours and degrees for right ascension and declination, else degrees. */
    default String text(SkyPosition sky) {
        String frame = frame();
        boolean equatorial = frame.equals("ICRS") || frame.startsWith("FK") || frame.equals("GAPPT");
        return equatorial ? sky.sexagesimal() : sky.degrees();
    }
}
