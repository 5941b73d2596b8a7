package org.lobescope.training;

/**
 * One of the eight turns and reflections that map a square onto itself (the dihedral group D4): first, for g of 4 and
 * more, columns are reversed; then the square is turned g mod 4 times by 90 degrees, rows onto columns.
 *
 * @param number g, 0 to 7; 0 leaves all as it is
 */
record SquareSymmetry(int number) {
    /** The order of the group. */
    static final int COUNT = 8;

    /** Where the entry at (row, column) of a turned square of that side comes from: row x side + column. */
    int source(int row, int column, int side) {
        int r = row;
        int c = column;
        for (int turn = 0; turn < number % 4; turn++) {
            int old = r;
            r = c;
            c = side - 1 - old;
        }
        return r * side + (number >= 4 ? side - 1 - c : c);
    }

    /** This one after another one. */
    SquareSymmetry after(SquareSymmetry first) {
        for (int g = 0; g < COUNT; g++) {
            SquareSymmetry candidate = new SquareSymmetry(g);
            boolean same = true;
            for (int i = 0; i < 9 && same; i++) {
                int between = source(i / 3, i % 3, 3);
                same = candidate.source(i / 3, i % 3, 3) == first.source(between / 3, between % 3, 3);
            }
            if (same) {
                return candidate;
            }
        }
        throw new IllegalStateException("D4 is closed");
    }

    /** What undoes it. */
    SquareSymmetry inverse() {
        for (int g = 0; g < COUNT; g++) {
            if (after(new SquareSymmetry(g)).number == 0) {
                return new SquareSymmetry(g);
            }
        }
        throw new IllegalStateException("D4 has inverses");
    }
}
