package org.lobescope.ui.home;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.lobescope.service.home.Home;

/** Where explanations are computed, and how a move is going. */
public final class HomeModel {
    private final ObjectProperty<Home> home = new SimpleObjectProperty<>(Home.USUAL);
    private final BooleanProperty moving = new SimpleBooleanProperty();
    private final StringProperty problem = new SimpleStringProperty("");

    /** Where it is computed now. */
    public ObjectProperty<Home> home() {
        return home;
    }

    /** Whether another home is being opened. */
    public BooleanProperty moving() {
        return moving;
    }

    /** Why the last choice could not be used, one sentence; empty when it could. */
    public StringProperty problem() {
        return problem;
    }
}
