package org.lobescope.cli;

import java.nio.file.Path;
import org.lobescope.UserFolders;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.service.worker.TrialProcess;

/** The networks that whoever runs the program has added to its own. */
final class UserModels {
    private UserModels() {}

    /** Where they are. */
    static Path folder() {
        return UserFolders.current().data().resolve("models");
    }

    /** They and the program's own; opens also what only PyTorch itself can run. */
    static ClassifierLibrary library() {
        return new ClassifierLibrary(folder(), new TrialProcess());
    }
}
