package org.lobescope.sky;

import java.util.Locale;
import java.util.Optional;

/**
 * The two axes of a FITS array that are celestial coordinates (FITS WCS paper II, section 2).
 *
 * @param longitude axis of right ascension or another longitude, from 0
 * @param latitude axis of declination or another latitude, from 0
 * @param system what the coordinates are: {@code RA}, {@code GLON}, ...
 * @param projection three letters, such as {@code TAN}; empty where the axes are linear
 */
record CelestialAxes(int longitude, int latitude, String system, String projection) {
    private static final int MOST_AXES = 9;

    /** The celestial axes that the CTYPE cards tell, also cards of axes that do not exist (WCSAXES). */
    static Optional<CelestialAxes> of(FitsHeader header) {
        int longitude = -1;
        int latitude = -1;
        String system = "";
        String projection = "";
        for (int i = MOST_AXES - 1; i >= 0; i--) {
            String type = header.text("CTYPE" + (i + 1)).orElse("").toUpperCase(Locale.ROOT);
            int dash = type.indexOf('-');
            String name = dash < 0 ? type : type.substring(0, dash);
            if (name.equals("RA") || name.equals("LON") || name.endsWith("LON") || name.endsWith("LN")) {
                longitude = i;
                system = name;
                projection = dash < 0 ? "" : type.substring(dash).replaceFirst("^-+", "");
            } else if (name.equals("DEC") || name.equals("LAT") || name.endsWith("LAT") || name.endsWith("LT")) {
                latitude = i;
            }
        }
        return longitude < 0 || latitude < 0
                ? Optional.empty()
                : Optional.of(new CelestialAxes(longitude, latitude, system, projection));
    }
}
