package org.lobescope.ui.preferences;

import javafx.application.ColorScheme;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.ComputeSettings;
import org.lobescope.explain.Preset;

/** What the window remembers from one start to the next because a person has set it. */
public final class PreferencesModel {
    /** The usual size of running text, px. */
    public static final double USUAL_SIZE = 13;

    /** The smallest size that can be set, px. */
    public static final double SMALLEST_SIZE = 11;

    /** The largest size that can be set, px. */
    public static final double LARGEST_SIZE = 18;

    private final BooleanProperty open = new SimpleBooleanProperty();
    private final BooleanProperty about = new SimpleBooleanProperty();
    private final BooleanProperty engine = new SimpleBooleanProperty();
    private final StringProperty engineWords = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable ColorScheme> scheme = new SimpleObjectProperty<>();
    private final DoubleProperty fontSize = new SimpleDoubleProperty(USUAL_SIZE);
    private final ObjectProperty<Preset> preset = new SimpleObjectProperty<>(Preset.REFERENCE);
    private final ObjectProperty<ComputeSettings> compute = new SimpleObjectProperty<>(ComputeSettings.USUAL);

    /** Whether the page is on show. */
    public BooleanProperty open() {
        return open;
    }

    /** Whether the page about the program is on show, over this one. */
    public BooleanProperty about() {
        return about;
    }

    /** Whether the page about the PyTorch that computes is on show, over this one. */
    public BooleanProperty engine() {
        return engine;
    }

    /** Which PyTorch that is, for people; empty where it cannot be chosen. */
    public StringProperty engineWords() {
        return engineWords;
    }

    /** Light or dark; null: as the system has it. */
    public ObjectProperty<@Nullable ColorScheme> scheme() {
        return scheme;
    }

    /** Size of running text, px; all other sizes follow. */
    public DoubleProperty fontSize() {
        return fontSize;
    }

    /** The preset to begin with. */
    public ObjectProperty<Preset> preset() {
        return preset;
    }

    /** Threads and cache, from the next start. */
    public ObjectProperty<ComputeSettings> compute() {
        return compute;
    }
}
