package org.lobescope.ui.source;

import org.lobescope.classifier.CutOut;
import org.lobescope.sky.ImageEntry;

/** What a person can do with the image, and with the part of it that goes into the network. */
public interface SourceActions {
    /** Shows another image of the file, or another plane of it, from 0. */
    void show(ImageEntry image, int plane);

    /** Moves its box, as far as the image goes; the maps stay until {@link #takeCutOut()}. */
    void moveCutOut(CutOut to);

    /**
     * Gives its box another size around the same centre, of the shape that the network takes; the maps stay until {@link
     * #takeCutOut()}.
     *
     * @param width pixels of the image
     */
    void resizeCutOut(double width);

    /** Makes its box a step larger (1) or smaller (-1). */
    void growCutOut(int steps);

    /** Lets the classifier look at where the box is now. */
    void takeCutOut();

    /** Puts it back into the middle of the image, in the size that the network takes. */
    void centreCutOut();
}
