package org.lobescope.ui.display;

import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.RangeSlider;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.ColorLimits.PerMap;
import org.lobescope.figure.ColorMap;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.ui.part.Words;

/** A range slider on top of the colours themselves: which percentiles of a map get the first and the last colour. */
final class ColorLimitsSlider extends StackPane {
    private static final double HEIGHT = 9;

    private final ImageView colors = new ImageView();
    private final Rectangle clip = new Rectangle();
    private final RangeSlider slider = new RangeSlider(0, 100, 0, 99.5);
    private @Nullable ColorMap shown;
    private boolean inverted;
    private boolean following;

    ColorLimitsSlider(DisplayModel model) {
        getStyleClass().add("color-limits");
        colors.setManaged(false);
        clip.setArcWidth(6);
        clip.setArcHeight(6);
        colors.setClip(clip);
        slider.setBlockIncrement(0.5);
        slider.setAccessibleText("Limits of the colours, percentiles of each map");
        slider.setTooltip(
                Words.tip("The percentiles of each map that get the first and the last colour; pixels that are"
                        + " exactly 0 do not count."));
        getChildren().addAll(colors, slider);
        slider.lowValueProperty().addListener((o, before, now) -> moved(model));
        slider.highValueProperty().addListener((o, before, now) -> moved(model));
        model.style().addListener((o, before, now) -> follow(model));
        follow(model);
    }

    private void moved(DisplayModel model) {
        if (!following) {
            double low = tenths(Math.min(slider.getLowValue(), slider.getHighValue()));
            double high = tenths(Math.max(slider.getLowValue(), slider.getHighValue()));
            model.restyle(style -> style.withLimits(new PerMap(low, high)));
        }
    }

    private static double tenths(double value) {
        return Math.clamp(Math.rint(value * 10) / 10, 0, 100);
    }

    private void follow(DisplayModel model) {
        HeatmapStyle style = model.style().get();
        following = true;
        PerMap limits = model.limits();
        if (!slider.isLowValueChanging() && !slider.isHighValueChanging()) {
            slider.setHighValue(limits.upper());
            slider.setLowValue(limits.lower());
        }
        if (style.sequential() != shown || style.inverted() != inverted) {
            shown = style.sequential();
            inverted = style.inverted();
            colors.setImage(ColorMapCell.swatch(shown, inverted));
        }
        following = false;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        colors.setFitWidth(getWidth());
        colors.setFitHeight(HEIGHT);
        colors.relocate(0, Math.floor((getHeight() - HEIGHT) / 2));
        clip.setWidth(getWidth());
        clip.setHeight(HEIGHT);
    }
}
