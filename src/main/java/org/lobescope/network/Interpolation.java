package org.lobescope.network;

/**
 * Interpolation along one axis, as a matrix: entry j of the result is the sum of {@code weights[j * from + i]} times entry
 * i of the input.
 *
 * @param axis counted from the front
 * @param from length before
 * @param to length afterwards
 * @param weights to x from
 */
@SuppressWarnings("ArrayRecordComponent")
public record Interpolation(int axis, int from, int to, float[] weights) {}
