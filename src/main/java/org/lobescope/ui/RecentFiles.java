package org.lobescope.ui;

import java.nio.file.Path;
import java.util.List;
import org.lobescope.ui.start.StartModel;

/** The files that were opened last, in the settings and on the start page. */
final class RecentFiles {
    private final Settings settings;
    private final StartModel start;

    /** Puts what the settings remember on the page. */
    RecentFiles(Settings settings, StartModel start) {
        this.settings = settings;
        this.start = start;
        start.recent().setAll(settings.recent());
    }

    /** The newest first. */
    List<Path> all() {
        return settings.recent();
    }

    /** Puts a file first. */
    void opened(Path file) {
        settings.opened(file);
        start.recent().setAll(settings.recent());
    }
}
