package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Angles as astronomers write them: 12ʰ30ᵐ49.4ˢ, +12°23′28″. */
public enum Sexagesimal {
    /** Right ascension: 24 hours to the circle, never negative. */
    HOURS(15, "ʰ", "ᵐ", "ˢ", false),
    /** Declination and other latitudes: with a sign. */
    DEGREES(1, "°", "′", "″", true),
    /** Longitudes in degrees: no sign. */
    LONGITUDE(1, "°", "′", "″", false);

    private final double degreesPerUnit;
    private final String first;
    private final String second;
    private final String third;
    private final boolean sign;

    Sexagesimal(double degreesPerUnit, String first, String second, String third, boolean sign) {
        this.degreesPerUnit = degreesPerUnit;
        this.first = first;
        this.second = second;
        this.third = third;
        this.sign = sign;
    }

    /** Degrees per second of this notation: 15/3600 for hours. */
    double degreesPerSecond() {
        return degreesPerUnit / 3600;
    }

    /** The longitude notation of a celestial frame: hours for equatorial frames. */
    public static Sexagesimal longitudeOf(String frame) {
        String name = frame.toLowerCase(Locale.ROOT);
        boolean other = name.contains("galactic") || name.contains("ecliptic");
        return other ? LONGITUDE : HOURS;
    }

    /** The angle with so many decimals of the seconds: {@code 12ʰ30ᵐ49.4ˢ}. */
    public String format(double degrees, int decimals) {
        return String.join("", parts(degrees, 2, decimals));
    }

    /**
     * The parts of an angle.
     *
     * @param degrees the angle
     * @param last 0: hours or degrees only, 1: minutes too, 2: seconds too; rounded to that
     * @param decimals of the last part
     */
    List<String> parts(double degrees, int last, int decimals) {
        double units = degrees / degreesPerUnit;
        double turn = 360 / degreesPerUnit;
        if (!sign) {
            units = (units % turn + turn) % turn;
        }
        long steps = Math.round(Math.pow(60, last) * Math.pow(10, decimals));
        long count = Math.round(Math.abs(units) * steps);
        if (!sign && count >= Math.round(turn * steps)) {
            count = 0;
        }
        List<String> parts = new ArrayList<>();
        String lead = sign ? (units < 0 && count > 0 ? "−" : "+") : "";
        long scale = steps;
        String[] marks = {first, second, third};
        for (int part = 0; part <= last; part++) {
            if (part == last) {
                double value = count / Math.pow(10, decimals);
                String digits = String.format(
                        Locale.ROOT, "%0" + (decimals > 0 ? decimals + 3 : 2) + "." + decimals + "f", value);
                parts.add(lead + digits + marks[part]);
            } else {
                parts.add(lead + String.format(Locale.ROOT, "%02d", count / scale) + marks[part]);
                count %= scale;
                scale /= 60;
            }
            lead = "";
        }
        return parts;
    }
}
