package org.lobescope.ui.figure;

import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.Vision;

/** How the figure is made up that is exported, and its preview. */
public final class FigureModel {
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObjectProperty<FigureOptions> options = new SimpleObjectProperty<>(FigureOptions.OVERVIEW);
    private final ObjectProperty<Vision> vision = new SimpleObjectProperty<>(Vision.NORMAL);
    private final IntegerProperty previewWidth = new SimpleIntegerProperty(800);
    private final ObjectProperty<@Nullable Image> preview = new SimpleObjectProperty<>();
    private final StringProperty caption = new SimpleStringProperty("");

    /** Whether the editor is on show. */
    public BooleanProperty open() {
        return open;
    }

    /** What stands where, how large, with which marks. */
    public ObjectProperty<FigureOptions> options() {
        return options;
    }

    /** As whom the preview is seen; files are not changed by it. */
    public ObjectProperty<Vision> vision() {
        return vision;
    }

    /** Pixels across that the preview is painted with. */
    public IntegerProperty previewWidth() {
        return previewWidth;
    }

    /** The figure as it would be written; null before it was painted. */
    public ObjectProperty<@Nullable Image> preview() {
        return preview;
    }

    /** The caption for LaTeX. */
    public StringProperty caption() {
        return caption;
    }

    /** Changes the options. */
    public void change(UnaryOperator<FigureOptions> change) {
        options.set(change.apply(options.get()));
    }
}
