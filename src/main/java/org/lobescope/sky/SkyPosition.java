package org.lobescope.sky;

import java.util.Locale;

/**
 * A position on the celestial sphere.
 *
 * @param longitude right ascension (or galactic longitude ...), deg, 0 to 360
 * @param latitude declination (or galactic latitude ...), deg
 */
public record SkyPosition(double longitude, double latitude) {

    /** Hours, minutes and seconds, and degrees, minutes and seconds: {@code 12h30m49.4s +12d23m28s}. */
    public String sexagesimal() {
        return sexagesimal(0);
    }

    /**
     * The same with more digits.
     *
     * @param decimals of the seconds of arc; the seconds of time get one more
     */
    public String sexagesimal(int decimals) {
        return rightAscension(decimals + 1) + " " + declination(decimals);
    }

    private String rightAscension(int decimals) {
        long unit = power(decimals);
        long day = 24 * 3600 * unit;
        long time = Math.floorMod(Math.round(longitude / 15 * 3600 * unit), day);
        return join(time, unit, decimals, "h", 2);
    }

    private String declination(int decimals) {
        long unit = power(decimals);
        long arc = Math.round(Math.abs(latitude) * 3600 * unit);
        return (latitude < 0 && arc > 0 ? "-" : "+") + join(arc, unit, decimals, "d", 2);
    }

    private static String join(long parts, long unit, int decimals, String whole, int digits) {
        long seconds = parts / unit;
        String fraction = decimals == 0 ? "" : "." + pad(parts % unit, decimals);
        return pad(seconds / 3600, digits) + whole + pad(seconds / 60 % 60, 2) + "m" + pad(seconds % 60, 2) + fraction
                + "s";
    }

    private static String pad(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    private static long power(int decimals) {
        long power = 1;
        for (int i = 0; i < decimals; i++) {
            power *= 10;
        }
        return power;
    }

    /** Both angles in degrees: {@code 187.7059 +12.3911}. */
    public String degrees() {
        return String.format(Locale.ROOT, "%.4f %+.4f", longitude, latitude);
    }
}
