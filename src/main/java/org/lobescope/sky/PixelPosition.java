package org.lobescope.sky;

/** A position in the pixel array: pixel centres are whole numbers, the first pixel is (0, 0), y grows with the row. */
public record PixelPosition(double x, double y) {}
