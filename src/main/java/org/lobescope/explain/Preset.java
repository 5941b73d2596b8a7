package org.lobescope.explain;

import java.util.Locale;

/** Two sets of options for every method. */
public enum Preset {
    /** The method's own paper or its original code. */
    REFERENCE,
    /**
     * How the ten-method study of MiraBest (arXiv 2502.17207) most likely ran the methods. The study lists neither code
     * nor parameters: these are inferred from the same group's published code for another data set.
     */
    PAPER;

    /** The name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
