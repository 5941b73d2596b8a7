package org.lobescope.classifier;

/**
 * The part of an image that goes into the network.
 *
 * @param x column of the image at which the input's first column begins; may be negative where the input is padded
 * @param y row of the image at which the input's first row begins; may be negative
 * @param width columns
 * @param height rows
 */
public record CutOut(int x, int y, int width, int height) {}
