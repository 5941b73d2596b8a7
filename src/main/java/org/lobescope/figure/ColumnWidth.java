package org.lobescope.figure;

import java.util.Arrays;
import java.util.Optional;

/** The widths of figures in journals, as their guides for authors give them. */
public enum ColumnWidth {
    /** Astronomy &amp; Astrophysics, one column. */
    AA("aa", "A&A, one column", 88),
    /** Astronomy &amp; Astrophysics, with the caption beside it. */
    AA_SIDE("aa-side", "A&A, caption beside it", 120),
    /** Astronomy &amp; Astrophysics, across the page. */
    AA_PAGE("aa-page", "A&A, across the page", 180),
    /** Monthly Notices, one column. */
    MNRAS("mnras", "MNRAS, one column", 84),
    /** Monthly Notices, across the page. */
    MNRAS_PAGE("mnras-page", "MNRAS, across the page", 177),
    /** The Astrophysical Journal, one column: 3.4 in. */
    APJ("apj", "ApJ, one column", 86.4),
    /** The Astrophysical Journal, across the page: 7.1 in. */
    APJ_PAGE("apj-page", "ApJ, across the page", 180.3);

    private final String id;
    private final String label;
    private final double millimetres;

    ColumnWidth(String id, String label, double millimetres) {
        this.id = id;
        this.label = label;
        this.millimetres = millimetres;
    }

    /** The name on the command line. */
    public String id() {
        return id;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    /** The width, mm. */
    public double millimetres() {
        return millimetres;
    }

    /** The width of that name. */
    public static Optional<ColumnWidth> of(String id) {
        return Arrays.stream(values())
                .filter(width -> width.id.equalsIgnoreCase(id.strip()))
                .findFirst();
    }
}
