package org.lobescope.ui.engine;

import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.service.engine.DownloadProspect;
import org.lobescope.service.engine.EngineStart;
import org.lobescope.service.engine.EngineState;

/** Which PyTorch computes now and from the next start on, and what is being done about it. */
public final class EngineModel {
    private final EngineStart start;
    private final ObjectProperty<EngineState> state;
    private final ObjectProperty<@Nullable DownloadProspect> prospect = new SimpleObjectProperty<>();
    private final StringProperty busy = new SimpleStringProperty("");
    private final BooleanProperty downloading = new SimpleBooleanProperty();
    private final DoubleProperty progress = new SimpleDoubleProperty();
    private final StringProperty progressWords = new SimpleStringProperty("");
    private final StringProperty done = new SimpleStringProperty("");
    private final StringProperty problem = new SimpleStringProperty("");

    /** The state after that start. */
    public EngineModel(EngineStart start) {
        this.start = start;
        this.state = new SimpleObjectProperty<>(start.state());
    }

    /** How this start went: what computes now. */
    public EngineStart start() {
        return start;
    }

    /** What is chosen: it computes from the next start on. */
    public ObjectProperty<EngineState> state() {
        return state;
    }

    /** What there is to download, while a person is asked about it; null otherwise. */
    public ObjectProperty<@Nullable DownloadProspect> prospect() {
        return prospect;
    }

    /** What is being done, for people; empty for nothing. */
    public StringProperty busy() {
        return busy;
    }

    /** Whether something is being done. */
    public BooleanExpression isBusy() {
        return busy.isNotEmpty();
    }

    /** Whether that is a download, which can be stopped. */
    public BooleanProperty downloading() {
        return downloading;
    }

    /** How far the download is, 0 to 1. */
    public DoubleProperty progress() {
        return progress;
    }

    /** How far it is, for people: amounts and the time that is left. */
    public StringProperty progressWords() {
        return progressWords;
    }

    /** What the last choice has brought; empty for nothing. */
    public StringProperty done() {
        return done;
    }

    /** Why the last choice did not work; empty when it did. */
    public StringProperty problem() {
        return problem;
    }
}
