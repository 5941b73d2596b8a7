package org.lobescope.sky;

import java.util.regex.Pattern;

/**
 * One card of a FITS header, for people and for writing.
 *
 * @param key upper case; {@code HISTORY} and {@code COMMENT} may come often
 * @param value as text, without quotes; for HISTORY and COMMENT the text
 * @param comment empty where there is none
 * @param quoted whether the value is a string; else it is a number, T or F, or there is none
 */
public record HeaderCard(String key, String value, String comment, boolean quoted) {
    private static final Pattern BARE = Pattern.compile("[TF]?|[+-]?(\\d+\\.?\\d*|\\.\\d+)([eEdD][+-]?\\d+)?");

    /** A card whose value is a number or a logical where it looks like one, else a string. */
    public HeaderCard(String key, String value, String comment) {
        this(key, value, comment, !BARE.matcher(value).matches());
    }

    /** A card with a string. */
    public static HeaderCard text(String key, String value, String comment) {
        return new HeaderCard(key, value, comment, true);
    }

    /** A card with a real number. */
    public static HeaderCard number(String key, double value, String comment) {
        return new HeaderCard(key, Double.toString(value), comment, false);
    }

    /** A card with a whole number. */
    public static HeaderCard number(String key, long value, String comment) {
        return new HeaderCard(key, Long.toString(value), comment, false);
    }

    /** A line of history; the writer wraps it where it is too long for one card. */
    public static HeaderCard history(String line) {
        return new HeaderCard("HISTORY", line, "", true);
    }

    /** Whether the card is free text: HISTORY, COMMENT or a blank key. */
    public boolean commentary() {
        return key.equals("HISTORY") || key.equals("COMMENT") || key.isEmpty();
    }
}
