package org.lobescope.ui.part;

import java.math.BigDecimal;
import java.util.Locale;
import org.lobescope.figure.Sexagesimal;
import org.lobescope.sky.SkyPosition;

/** Numbers as the window writes them: few digits, a real minus sign, one form everywhere. */
public final class Numbers {
    private Numbers() {}

    /** Three significant digits, or a power of ten where it is shorter. */
    public static String brief(double value) {
        if (Double.isNaN(value)) {
            return "blank";
        }
        double size = Math.abs(value);
        String text;
        if (size == 0) {
            text = "0";
        } else if (size >= 1e5 || size < 1e-4) {
            text = power(value);
        } else {
            int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
            text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
        return text.replace('-', '−');
    }

    /** Two significant digits, as a power of ten where that is shorter: {@code 0.14}, {@code 7.8e−4}. */
    public static String shortest(double value) {
        String plain = rough(value);
        String power = power(value);
        return power.length() < plain.length() ? power : plain;
    }

    private static String power(double value) {
        return String.format(Locale.ROOT, "%.1e", value)
                .replaceFirst("e([+-])0*(\\d)", "e$1$2")
                .replace("e+", "e")
                .replace('-', '−');
    }

    /** A measured amount in two digits: {@code 0.15}, {@code 12}. */
    public static String rough(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return brief(value);
        }
        int decimals = 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        if (decimals < 0 || decimals > 4) {
            return brief(value);
        }
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    }

    /** A duration: {@code 0.14 s}, {@code 12.3 s}, {@code 2 min 5 s}. */
    public static String seconds(double s) {
        if (s < 10) {
            return String.format(Locale.ROOT, "%.2f s", s);
        }
        if (s < 60) {
            return String.format(Locale.ROOT, "%.1f s", s);
        }
        return (int) (s / 60) + " min " + (int) (s % 60) + " s";
    }

    /** Memory: {@code 0.9 GB}. */
    public static String bytes(long bytes) {
        return bytes < 100_000_000L
                ? Math.round(bytes / 1e6) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Percent without decimals. */
    public static String percent(double fraction) {
        return Math.round(100 * fraction) + " %";
    }

    /** An angle with the unit that suits it: {@code 1.8″}, {@code 3.2′}. */
    public static String angle(double degrees) {
        double arcseconds = degrees * 3600;
        if (arcseconds < 0.1) {
            return trimmed(arcseconds * 1000) + " mas";
        }
        if (arcseconds < 60) {
            return trimmed(arcseconds) + "″";
        }
        return arcseconds < 3600 ? trimmed(arcseconds / 60) + "′" : trimmed(degrees) + "°";
    }

    /** At most two decimals, none of them 0 at the end: {@code 3}, {@code 1.8}. */
    public static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** All digits that it has, without an exponent: {@code 0.053}, {@code 1000}. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A sky position as its frame writes it. */
    public static String sky(SkyPosition p, String frame) {
        Sexagesimal longitude = Sexagesimal.longitudeOf(frame);
        boolean hours = longitude == Sexagesimal.HOURS;
        return longitude.format(p.longitude(), hours ? 2 : 1) + " " + Sexagesimal.DEGREES.format(p.latitude(), 1);
    }
}
