package org.lobescope.sky;

/**
 * The restoring beam of a radio image, an elliptical Gaussian.
 *
 * @param major full width at half maximum of the major axis, deg
 * @param minor full width at half maximum of the minor axis, deg
 * @param positionAngle of the major axis, deg, from north through east
 */
public record Beam(double major, double minor, double positionAngle) {}
