package org.lobescope.ui.figure;

/** What a person can do in the figure editor beside changing the figure. */
public interface FigureActions {
    /** Asks where to and writes the figure there. */
    void exportByDialog();

    /** Puts the caption for LaTeX on the clipboard. */
    void copyCaption();
}
