package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lobescope.sky.CelestialWcs;
import org.lobescope.sky.FitsHeader;
import org.lobescope.sky.HeaderCard;
import org.lobescope.sky.Wcs;

/** World coordinates for tests: tangential, centred on the array. */
final class Skies {
    private Skies() {}

    /**
     * An image on the sky.
     *
     * @param scale deg per pixel
     * @param turned deg, by which north is turned from up towards the left
     */
    static Wcs tan(String lon, String lat, double ra, double dec, int columns, int rows, double scale, double turned) {
        double cos = Math.cos(Math.toRadians(turned));
        double sin = Math.sin(Math.toRadians(turned));
        List<HeaderCard> cards = new ArrayList<>();
        text(cards, "CTYPE1", lon + "-TAN");
        text(cards, "CTYPE2", lat + "-TAN");
        number(cards, "NAXIS", 2);
        number(cards, "NAXIS1", columns);
        number(cards, "NAXIS2", rows);
        number(cards, "CRPIX1", (columns + 1) / 2.0);
        number(cards, "CRPIX2", (rows + 1) / 2.0);
        number(cards, "CRVAL1", ra);
        number(cards, "CRVAL2", dec);
        // Without turning, x runs to the west and y to the north.
        number(cards, "CD1_1", -scale * cos);
        number(cards, "CD1_2", -scale * sin * -1);
        number(cards, "CD2_1", -scale * sin);
        number(cards, "CD2_2", scale * cos);
        return CelestialWcs.of(new FitsHeader(cards)).orElseThrow();
    }

    static Wcs equatorial(double ra, double dec, int columns, int rows, double arcsec) {
        return tan("RA--", "DEC-", ra, dec, columns, rows, arcsec / 3600, 0);
    }

    private static void text(List<HeaderCard> cards, String key, String value) {
        cards.add(new HeaderCard(key, value, "", true));
    }

    private static void number(List<HeaderCard> cards, String key, double value) {
        cards.add(new HeaderCard(key, String.format(Locale.ROOT, "%.15g", value), "", false));
    }
}
