package org.lobescope.figure;

/** The typefaces of figures; both come with Lobescope and may be embedded in any file (SIL Open Font License). */
public enum FontFamily {
    /** Inter, as in the window. */
    SANS("sans", "Inter", "Helvetica, Arial, sans-serif"),
    /** Liberation Serif, of the same widths as Times: for journals whose text is set in Times. */
    SERIF("serif", "Liberation Serif", "Times New Roman, Times, serif");

    private final String id;
    private final String family;
    private final String substitutes;

    FontFamily(String id, String family, String substitutes) {
        this.id = id;
        this.family = family;
        this.substitutes = substitutes;
    }

    /** The name on the command line and in files. */
    public String id() {
        return id;
    }

    /** The name of the typeface. */
    public String family() {
        return family;
    }

    /** What a program may take that does not have it, as CSS lists them. */
    String substitutes() {
        return substitutes;
    }
}
