package org.lobescope.ui.display;

import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lobescope.figure.ColorLimits.PerMap;
import org.lobescope.figure.HeatmapStyle;

/** How all maps are drawn. */
public final class DisplayModel {
    /** Whose values decide the limits of the colours. */
    public enum Scope {
        /** Each map by itself. */
        PER_MAP,
        /** All maps of the same unit together. */
        SHARED
    }

    private final ObjectProperty<HeatmapStyle> style = new SimpleObjectProperty<>(HeatmapStyle.DEFAULT);
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.PER_MAP);
    private final BooleanProperty overlay = new SimpleBooleanProperty(true);
    private final BooleanProperty contours = new SimpleBooleanProperty(false);

    /** Colours, limits, threshold and opacity; the limits are percentiles of each map ({@link #limits()}). */
    public ObjectProperty<HeatmapStyle> style() {
        return style;
    }

    /** Whose values decide the limits. */
    public ObjectProperty<Scope> scope() {
        return scope;
    }

    /** Whether the maps are shown at all; off, the image alone (blink). */
    public BooleanProperty overlay() {
        return overlay;
    }

    /** Whether contours of the image are drawn over the maps. */
    public BooleanProperty contours() {
        return contours;
    }

    /** The percentiles of each map that get the first and last colour. */
    public PerMap limits() {
        return (PerMap) style.get().limits();
    }

    /** Changes the style. */
    public void restyle(UnaryOperator<HeatmapStyle> change) {
        style.set(change.apply(style.get()));
    }
}
