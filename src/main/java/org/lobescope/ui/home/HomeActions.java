package org.lobescope.ui.home;

import java.nio.file.Path;
import java.util.Optional;

/** What a person can do about where explanations are computed. */
public interface HomeActions {
    /** Moves there. */
    void move(String name, Optional<Path> tokenFile, Optional<Path> authority);
}
