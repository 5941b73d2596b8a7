package org.lobescope.ui.figure;

import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.Vision;

/** How the figure is made up that is exported. */
public final class FigureModel {
    private final ObjectProperty<FigureOptions> options = new SimpleObjectProperty<>(FigureOptions.JOURNAL);
    private final ObjectProperty<Vision> vision = new SimpleObjectProperty<>(Vision.NORMAL);

    /** What stands where, how large, with which marks. */
    public ObjectProperty<FigureOptions> options() {
        return options;
    }

    /** As whom the preview is seen; files are not changed by it. */
    public ObjectProperty<Vision> vision() {
        return vision;
    }

    /** Changes the options. */
    public void change(UnaryOperator<FigureOptions> change) {
        options.set(change.apply(options.get()));
    }
}
