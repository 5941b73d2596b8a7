package org.lobescope.ui.source;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.Contours;
import org.lobescope.figure.ImageStyle;
import org.lobescope.figure.Limits;

/** How the radio image is drawn. */
public final class ImageDisplayModel {
    private final BooleanProperty whole = new SimpleBooleanProperty();
    private final ObjectProperty<ImageStyle> style = new SimpleObjectProperty<>(ImageStyle.DEFAULT);
    private final ObjectProperty<List<Double>> contourLevels =
            new SimpleObjectProperty<>(Arrays.stream(Contours.usual()).boxed().toList());
    private final ObjectProperty<Limits> limits = new SimpleObjectProperty<>(new Limits(0, 1));
    private final ObjectProperty<@Nullable Histogram> histogram = new SimpleObjectProperty<>();

    /** Whether the source panel shows the whole image, however large; else the cut-out with its surroundings. */
    public BooleanProperty whole() {
        return whole;
    }

    /** Interval, stretch and colours. */
    public ObjectProperty<ImageStyle> style() {
        return style;
    }

    /** The values that the interval comes to for the image that is open. */
    public ObjectProperty<Limits> limits() {
        return limits;
    }

    /** How often which value occurs; null before the first image. */
    public ObjectProperty<@Nullable Histogram> histogram() {
        return histogram;
    }

    /** At which multiples of the noise contours of the image are drawn. */
    public ObjectProperty<List<Double>> contourLevels() {
        return contourLevels;
    }

    /** Changes the style. */
    public void restyle(UnaryOperator<ImageStyle> change) {
        style.set(change.apply(style.get()));
    }
}
