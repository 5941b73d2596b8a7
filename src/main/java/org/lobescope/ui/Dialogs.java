package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for files. */
public interface Dialogs {
    /** Images to open; begins where the last one was. None: nothing is to be opened. */
    List<Path> chooseImages(List<Path> recent);

    /** A model file to add. */
    Optional<Path> chooseModel();

    /** A session, or a figure that carries one. */
    Optional<Path> chooseSession();

    /** Where to save the session. */
    Optional<Path> saveSession(String suggestedName);

    /**
     * Where a file is now.
     *
     * @param what it is, for people: {@code the image}
     * @param expected where it should be
     */
    Optional<Path> locate(String what, Path expected);

    /** A folder. */
    Optional<Path> chooseFolder(String title);

    /** Where to write the figure. */
    Optional<Path> chooseFigure(String suggestedName);
}
