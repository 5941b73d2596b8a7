package org.lobescope.figure;

import java.util.Locale;

/**
 * The unit in which an image's values are printed, so that they stay short: 0.0042 Jy/beam becomes 4.2 mJy/beam.
 *
 * @param label for people; empty when the image has no unit
 * @param factor from the image's values to the printed ones
 */
public record PrintedUnit(String label, double factor) {
    /** The unit for an image whose largest value is about {@code largest}. */
    public static PrintedUnit of(String unit, double largest) {
        String plain = unit.strip();
        if (!plain.toLowerCase(Locale.ROOT).startsWith("jy")) {
            return new PrintedUnit(plain, 1);
        }
        String rest = plain.substring(2).toLowerCase(Locale.ROOT).replace(" ", "");
        double magnitude = Math.abs(largest);
        if (magnitude >= 0.5 || magnitude == 0) {
            return new PrintedUnit("Jy" + rest, 1);
        }
        return magnitude >= 0.5e-3 ? new PrintedUnit("mJy" + rest, 1e3) : new PrintedUnit("µJy" + rest, 1e6);
    }
}
