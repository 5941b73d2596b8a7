package org.lobescope.sky;

/**
 * A position on the celestial sphere.
 *
 * @param longitude right ascension (or galactic longitude ...), deg, 0 to 360
 * @param latitude declination (or galactic latitude ...), deg
 */
public record SkyPosition(double longitude, double latitude) {}
