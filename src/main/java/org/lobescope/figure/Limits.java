package org.lobescope.figure;

/**
 * The values that get the first and the last colour.
 *
 * @param low drawn, with everything below it, in the first colour
 * @param high drawn, with everything above it, in the last colour; not below {@code low}
 */
public record Limits(double low, double high) {
    /** Where a value lies between the limits, 0 to 1; 0 everywhere when both limits are the same. */
    public double fraction(double value) {
        if (high <= low) {
            return 0;
        }
        return Math.clamp((value - low) / (high - low), 0, 1);
    }

    /** The value at a fraction of the way from the low to the high limit. */
    public double at(double fraction) {
        return low + fraction * (high - low);
    }
}
