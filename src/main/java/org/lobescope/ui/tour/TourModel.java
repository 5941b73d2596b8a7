package org.lobescope.ui.tour;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** Which step of the tour is shown. */
public final class TourModel {
    /** No step. */
    public static final int NONE = -1;

    /**
     * A step.
     *
     * @param title in a few words
     * @param text what a newcomer has to know, in a sentence or two
     * @param selector of the part of the window that it is about
     */
    public record Step(String title, String text, String selector) {}

    /** All steps. */
    public static final List<Step> STEPS = List.of(
            new Step(
                    "Open an image",
                    "A FITS, PNG or JPEG file of a radio galaxy: by this menu, by dropping files on the window, or take one"
                            + " of the simulated samples.",
                    "#open"),
            new Step(
                    "Choose who is asked",
                    "The classifier says which class the galaxy has. Its card (i) tells what it was trained on. Beside it"
                            + " you choose the class whose score is explained.",
                    "#classifier"),
            new Step(
                    "See where it looked",
                    "Ten methods answer, each in a tile. The ? of a tile tells how the method works and what to be careful"
                            + " with; a double click, or a key from 1 to 0, shows one large.",
                    ".tiles"),
            new Step(
                    "Look deeper",
                    "Another layer of the network, only the strongest values, other colours: these sliders change all tiles"
                            + " at once.",
                    ".controls"),
            new Step(
                    "Take it with you",
                    "A figure for the paper with its caption, or the whole session to go on with later. F1 lists all keys.",
                    "#export"));

    private final IntegerProperty step = new SimpleIntegerProperty(NONE);

    /** The step that is shown, from 0; {@link #NONE}: none. */
    public IntegerProperty step() {
        return step;
    }

    /** Begins with the first step. */
    public void start() {
        step.set(0);
    }

    /** Goes on or back; after the last step the tour ends. */
    public void go(int by) {
        int to = step.get() + by;
        step.set(to >= STEPS.size() ? NONE : Math.max(0, to));
    }

    /** Ends the tour. */
    public void end() {
        step.set(NONE);
    }
}
