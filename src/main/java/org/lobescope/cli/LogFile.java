package org.lobescope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lobescope.UserFolders;

/** Where the log is written. */
final class LogFile {
    /** The property that holds the folder; a child process gets it too. */
    private static final String PROPERTY = "lobescope.log.folder";

    private LogFile() {}

    /** Chooses the folder; to be called before the first logger is made. */
    static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, writable(UserFolders.current().logs()).toString());
        }
    }

    /** The folder of the log files; where none was chosen, the one for temporary files. */
    static Path folder() {
        return Path.of(System.getProperty(PROPERTY, System.getProperty("java.io.tmpdir", ".")));
    }

    /** The folder, or the one for temporary files: a read-only home folder keeps nobody from working. */
    static Path writable(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.isWritable(folder)) {
                return folder;
            }
        } catch (IOException e) {
            // taken for read-only
        }
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }
}
