package org.lobescope.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The celestial reference frame of an image (FITS WCS paper II, section 3.1).
 *
 * @param system what CTYPE calls the longitude: {@code RA}, {@code GLON}, ...
 * @param radesys {@code ICRS}, {@code FK5}, {@code FK4}, ...; empty for other than equatorial coordinates
 * @param equinox year; empty for ICRS and galactic coordinates
 */
record CelestialFrame(String system, String radesys, OptionalDouble equinox) {
    private static final double FK5_SINCE = 1984;

    static CelestialFrame of(FitsHeader header, String system) {
        OptionalDouble equinox = equinox(header);
        if (!system.equals("RA")) {
            return new CelestialFrame(system, "", system.equals("ELON") ? equinox : OptionalDouble.empty());
        }
        String radesys = header.text("RADESYS")
                .or(() -> header.text("RADECSYS"))
                .map(s -> s.toUpperCase(Locale.ROOT))
                .orElse(equinox.isEmpty() ? "ICRS" : equinox.getAsDouble() < FK5_SINCE ? "FK4" : "FK5");
        if (equinox.isEmpty() && radesys.startsWith("FK")) {
            equinox = OptionalDouble.of(radesys.startsWith("FK4") ? 1950 : 2000);
        }
        return new CelestialFrame(system, radesys, radesys.equals("ICRS") ? OptionalDouble.empty() : equinox);
    }

    private static OptionalDouble equinox(FitsHeader header) {
        for (String key : List.of("EQUINOX", "EPOCH")) {
            String text = header.text(key).orElse("").replaceFirst("^[JB]", "");
            try {
                return OptionalDouble.of(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                // neither card is needed
            }
        }
        return OptionalDouble.empty();
    }

    /** For people: {@code FK5 J2000}, {@code ICRS}, {@code Galactic}. */
    String name() {
        String name = switch (system) {
            case "RA" -> radesys;
            case "GLON" -> "Galactic";
            case "ELON" -> "Ecliptic";
            case "SLON" -> "Supergalactic";
            default -> system;
        };
        if (equinox.isEmpty()) {
            return name;
        }
        double year = equinox.getAsDouble();
        String number = year == Math.rint(year) ? Long.toString(Math.round(year)) : Double.toString(year);
        return name + " " + (radesys.startsWith("FK4") || year < FK5_SINCE ? "B" : "J") + number;
    }

    /** CTYPE of one of the axes. */
    String type(boolean longitude, String projection) {
        String name = longitude
                ? system
                : system.equals("RA")
                        ? "DEC"
                        : system.endsWith("LON")
                                ? system.substring(0, system.length() - 3) + "LAT"
                                : system.substring(0, system.length() - 2) + "LT";
        if (projection.isEmpty()) {
            return name;
        }
        return name + "-".repeat(Math.max(1, 5 - name.length())) + projection;
    }

    /** RADESYS and EQUINOX. */
    List<HeaderCard> cards() {
        List<HeaderCard> cards = new ArrayList<>();
        if (!radesys.isEmpty()) {
            cards.add(HeaderCard.text("RADESYS", radesys, "celestial reference frame"));
        }
        equinox.ifPresent(year -> cards.add(HeaderCard.number("EQUINOX", year, "equinox of the coordinates, years")));
        return cards;
    }
}
