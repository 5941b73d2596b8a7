package org.lobescope.evaluation;

/**
 * Where a fraction lies that was measured by counting.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
    /** The normal deviate that leaves out 2.5 % on each side. */
    private static final double Z = 1.959963984540054;

    /** Wilson's 95 % interval (1927, J. Am. Stat. Assoc. 22, 209): holds for few counts and for fractions near 0 or 1. */
    public static Interval wilson(int hits, int all) {
        if (all == 0) {
            return new Interval(0, 1);
        }
        double p = (double) hits / all;
        double z2 = Z * Z / all;
        double centre = (p + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / all + z2 / (4 * all));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
