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

    /** The coordinates of a part of the array whose first pixel is (x, y) here, and each of whose pixels is {@code step} wide. */
    Wcs cut(double x, double y, double step);

    /** The FITS cards that say the same. */
    List<HeaderCard> cards();
}
