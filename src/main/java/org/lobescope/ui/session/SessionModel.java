package org.lobescope.ui.session;

import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Which session file the window belongs to. */
public final class SessionModel {
    private final ObjectProperty<@Nullable Path> file = new SimpleObjectProperty<>();

    /** The file that was opened or saved last; null before. */
    public ObjectProperty<@Nullable Path> file() {
        return file;
    }
}
