package org.lobescope.ui.status;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.lobescope.service.ServiceStatus;

/** What the status bar says: what is under the crosshair and what the service does. */
public final class StatusModel {
    /**
     * How far the ten answers are.
     *
     * @param done answers that have ended, well or not
     * @param all answers that were asked for
     * @param fraction 0 to 1, counting parts of answers
     */
    public record Progress(int done, int all, double fraction) {}

    private final ObjectProperty<Reading> reading = new SimpleObjectProperty<>(Reading.NONE);
    private final ObjectProperty<ServiceStatus> service =
            new SimpleObjectProperty<>(new ServiceStatus("", false, 0, 0));
    private final ObjectProperty<Progress> progress = new SimpleObjectProperty<>(new Progress(0, 0, 0));
    private final StringProperty busy = new SimpleStringProperty("");

    /** Everything under the crosshair. */
    public ObjectProperty<Reading> reading() {
        return reading;
    }

    /** What the service does. */
    public ObjectProperty<ServiceStatus> service() {
        return service;
    }

    /** How far the ten answers are. */
    public ObjectProperty<Progress> progress() {
        return progress;
    }

    /** What is going on beside the answers, such as a file being read; empty for nothing. */
    public StringProperty busy() {
        return busy;
    }
}
