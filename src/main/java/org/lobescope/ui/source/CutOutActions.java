package org.lobescope.ui.source;

import org.lobescope.classifier.CutOut;

/** What a person can do with the part of the image that goes into the network. */
public interface CutOutActions {
    /** Moves its box, as far as the image goes; the maps stay until {@link #takeCutOut()}. */
    void moveCutOut(CutOut to);

    /** Lets the classifier look at where the box is now. */
    void takeCutOut();

    /** Puts it back into the middle of the image. */
    void centreCutOut();
}
