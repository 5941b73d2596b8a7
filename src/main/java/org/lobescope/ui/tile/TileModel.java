package org.lobescope.ui.tile;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.Heatmap;
import org.lobescope.service.RequestState;

/**
 * One method's tile: how the method is set, where its answer is, and the map to show. Where maps are compared, a method has
 * two: its own and the counterpart beside it.
 */
public final class TileModel {
    /**
     * A map on show.
     *
     * @param heatmap the map
     * @param explanation the answer it belongs to; null for a map that is not finished
     */
    public record Shown(Heatmap heatmap, @Nullable Explanation explanation) {}

    private final MethodId id;
    private final boolean counterpart;
    private final StringProperty side = new SimpleStringProperty("");
    private final ObjectProperty<Method> method;
    private final ObjectProperty<RequestState> state = new SimpleObjectProperty<>(new RequestState.Waiting());
    private final ObjectProperty<@Nullable Shown> shown = new SimpleObjectProperty<>();
    private final StringProperty absence = new SimpleStringProperty("");
    private final BooleanProperty outdated = new SimpleBooleanProperty();
    private final BooleanProperty changed = new SimpleBooleanProperty();

    /** The tile of a method. */
    public TileModel(Method method) {
        this(method, false);
    }

    /** The tile of a method, or the one beside it. */
    TileModel(Method method, boolean counterpart) {
        this.id = method.id();
        this.counterpart = counterpart;
        this.method = new SimpleObjectProperty<>(method);
    }

    /** Which method it is. */
    public MethodId id() {
        return id;
    }

    /** Whether it stands beside the method's own tile, to be compared with it. */
    public boolean counterpart() {
        return counterpart;
    }

    /** What tells it from the other of its pair, such as the class; empty where maps are not compared. */
    public StringProperty side() {
        return side;
    }

    /** The name for people: {@code Grad-CAM, FRI}. */
    public String title() {
        return id.title() + (side.get().isEmpty() ? "" : ", " + side.get());
    }

    /** The method with its options. */
    public ObjectProperty<Method> method() {
        return method;
    }

    /** Why the classifier has nothing for this method to look at; empty where it has. Set before the state. */
    public StringProperty absence() {
        return absence;
    }

    /** Where the answer is. */
    public ObjectProperty<RequestState> state() {
        return state;
    }

    /** The map to show; null while there is none. */
    public ObjectProperty<@Nullable Shown> shown() {
        return shown;
    }

    /** Whether the map on show answers an older question (another layer, class or option). */
    public BooleanProperty outdated() {
        return outdated;
    }

    /** Whether the options differ from the preset's. */
    public BooleanProperty changed() {
        return changed;
    }
}
