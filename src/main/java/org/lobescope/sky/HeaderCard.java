package org.lobescope.sky;

/**
 * One card of a FITS header, for people and for writing.
 *
 * @param key upper case; {@code HISTORY} and {@code COMMENT} may come often
 * @param value as text, without quotes; for HISTORY and COMMENT the text
 * @param comment empty where there is none
 */
public record HeaderCard(String key, String value, String comment) {}
