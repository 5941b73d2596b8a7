package org.lobescope.cli;

import org.lobescope.UserFolders;
import org.lobescope.classifier.ClassifierLibrary;
import org.lobescope.service.worker.TrialProcess;

/** The networks that whoever runs the program has added to its own. */
final class UserModels {
    private UserModels() {}

    /** They and the program's own; opens also what only PyTorch itself can run. */
    static ClassifierLibrary library() {
        return new ClassifierLibrary(UserFolders.current().models(), new TrialProcess());
    }
}
