package org.lobescope.training;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lobescope.sky.SkyPosition;

/** Where labelled sources are on the sky. */
final class Positions {
    /** 164.399_2.571_1_MiraBest, 010.451-009.284_0.0529, 100_010.451-009.284. */
    private static final Pattern NAME =
            Pattern.compile("(?:\\d{3}_)?(\\d{1,3}\\.\\d+)_?([+-]?\\d{1,3}\\.\\d+)(?:_.*)?");

    private Positions() {}

    static Optional<SkyPosition> of(Map<String, String> columns, String name) {
        Optional<SkyPosition> told = parse(columns.get("ra_deg"), columns.get("dec_deg"));
        Matcher matcher = NAME.matcher(name);
        return told.or(() -> matcher.matches() ? parse(matcher.group(1), matcher.group(2)) : Optional.empty());
    }

    private static Optional<SkyPosition> parse(@Nullable String longitude, @Nullable String latitude) {
        if (longitude == null || latitude == null) {
            return Optional.empty();
        }
        try {
            double ra = Double.parseDouble(longitude);
            double dec = Double.parseDouble(latitude);
            return ra >= 0 && ra < 360 && Math.abs(dec) <= 90
                    ? Optional.of(new SkyPosition(ra, dec))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The angle between two positions, arcmin (haversine: exact for small ones). */
    static double arcminBetween(SkyPosition a, SkyPosition b) {
        double lat = Math.toRadians(a.latitude() - b.latitude()) / 2;
        double lon = Math.toRadians(a.longitude() - b.longitude()) / 2;
        double h = Math.pow(Math.sin(lat), 2)
                + Math.cos(Math.toRadians(a.latitude()))
                        * Math.cos(Math.toRadians(b.latitude()))
                        * Math.pow(Math.sin(lon), 2);
        return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(h)))) * 60;
    }
}
