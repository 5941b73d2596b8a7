package org.lobescope.ui.tile;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.explain.Explanation;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.Heatmap;
import org.lobescope.service.RequestState;

/** One method's tile: how the method is set, where its answer is, and the map to show. */
public final class TileModel {
    /**
     * A map on show.
     *
     * @param heatmap the map
     * @param explanation the answer it belongs to; null for a map that is not finished
     */
    public record Shown(Heatmap heatmap, @Nullable Explanation explanation) {}

    private final MethodId id;
    private final ObjectProperty<Method> method;
    private final ObjectProperty<RequestState> state = new SimpleObjectProperty<>(new RequestState.Waiting());
    private final ObjectProperty<@Nullable Shown> shown = new SimpleObjectProperty<>();
    private final BooleanProperty outdated = new SimpleBooleanProperty();
    private final BooleanProperty changed = new SimpleBooleanProperty();

    /** The tile of a method. */
    public TileModel(Method method) {
        this.id = method.id();
        this.method = new SimpleObjectProperty<>(method);
    }

    /** Which method it is. */
    public MethodId id() {
        return id;
    }

    /** The method with its options. */
    public ObjectProperty<Method> method() {
        return method;
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
