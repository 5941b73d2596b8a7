package org.lobescope.figure;

/** What a figure is made for, which decides its paper and ink. */
public enum Paper {
    /** White paper, dark ink in two strengths. */
    LIGHT("light", Theme.LIGHT),
    /** For talks and screens. */
    DARK("dark", Theme.DARK),
    /** White paper and black ink only, for journals. */
    PRINT("print", Theme.PRINT);

    private final String id;
    private final Theme theme;

    Paper(String id, Theme theme) {
        this.id = id;
        this.theme = theme;
    }

    /** The name on the command line and in files. */
    public String id() {
        return id;
    }

    /** The paper with these colours. */
    static Paper of(Theme theme) {
        for (Paper paper : values()) {
            if (paper.theme.equals(theme)) {
                return paper;
            }
        }
        throw new IllegalArgumentException("no paper has the theme " + theme);
    }

    /** Its colours. */
    public Theme theme() {
        return theme;
    }
}
