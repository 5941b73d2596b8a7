package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for files. */
public interface Dialogs {
    /** An image to open; begins where the last one was. */
    Optional<Path> chooseImage(List<Path> recent);

    /** A model file to add. */
    Optional<Path> chooseModel();

    /** Where to write the figure. */
    Optional<Path> chooseFigure(String suggestedName);
}
