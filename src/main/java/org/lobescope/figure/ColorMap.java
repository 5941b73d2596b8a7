package org.lobescope.figure;

/** A colour for every level from 0 to 255. */
public interface ColorMap {
    /** The number of levels. */
    int LEVELS = 256;

    /** The name in files and on the command line. */
    String id();

    /** The name for people. */
    String label();

    /** Whether the middle stands for zero and both ends for opposites. */
    boolean diverging();

    /** The opaque colour of a level, as 0xFFRRGGBB. */
    int argb(int level);

    /** The level of a fraction from 0 to 1. */
    static int level(double fraction) {
        return Math.clamp((int) (fraction * LEVELS), 0, LEVELS - 1);
    }
}
