package org.lobescope.ui.display;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.RangeSlider;
import org.lobescope.figure.ColorLimits.PerMap;
import org.lobescope.figure.ColorMap;
import org.lobescope.figure.ColorMaps;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.ui.display.DisplayModel.Scope;
import org.lobescope.ui.part.Choice;
import org.lobescope.ui.part.ItemWords;
import org.lobescope.ui.part.LateTip;
import org.lobescope.ui.part.Section;
import org.lobescope.ui.part.Seen;
import org.lobescope.ui.part.WrapRow;
import org.lobescope.ui.picture.BlinkModel;

/** Threshold, colours with their limits, and opacity of all maps. */
public final class DisplayView extends Region {
    private static final double BETWEEN = 22;
    private static final double BELOW = 14;
    /** What the sections take of a row beyond what they need, in these proportions. */
    private static final double[] SHARES = {230, 400, 180};

    private final DisplayModel model;
    private boolean following;
    private boolean preferTwoRows;

    private final RangeSlider threshold = new RangeSlider(0, 100, 0, 100);
    private final CheckBox outline = new CheckBox("Outline");
    private final ColorLimitsSlider limits;
    private final ComboBox<ColorMap> sequential = maps(ColorMaps.sequential(), "Colours of maps without sign");
    private final ComboBox<ColorMap> diverging = maps(ColorMaps.diverging(), "Colours of maps with a sign");
    private final CheckBox invert = new CheckBox("Invert");
    private final Slider opacity = new Slider(0, 1, 0.8);
    private final CheckBox fading = new CheckBox("Fade");
    private final CheckBox overlay = new CheckBox("Maps");
    private final CompareBox compare;
    private final CheckBox contours = new CheckBox("Contours");
    private final WrapRow colorRow;
    private final Section thresholdSection = new Section("THRESHOLD");
    private final Section colorSection = new Section("COLOURS");
    private final Section opacitySection = new Section("OPACITY");

    /** The controls of that model. */
    public DisplayView(DisplayModel model, BlinkModel blink) {
        this.model = model;
        this.compare = new CompareBox(blink);
        this.limits = new ColorLimitsSlider(model);
        getStyleClass().add("display");
        threshold.setAccessibleText("Threshold, percentiles of each map");
        new LateTip(
                threshold,
                "Only values between these percentiles of each map are shown; for maps with a"
                        + " sign their magnitudes count.");
        threshold.setBlockIncrement(1);
        opacity.setSkin(new ProgressSliderSkin(opacity));
        opacity.setAccessibleText("Opacity of the maps");
        for (Region fixed : List.of(outline, contours, invert, fading, overlay)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        new LateTip(
                outline,
                "Draws a line around what the threshold lets through; with the maps off it is a contour of each map"
                        + " over the image.");
        new LateTip(invert, "Runs the colours backwards.");
        new LateTip(fading, "Weak values let the image show through.");
        new LateTip(overlay, "Shows the maps over the image; off, the image alone (Space).");
        new LateTip(contours, "Contours of the image at 3, 6, 12, … times its noise (C).");
        Choice<Scope> scope = new Choice<>(
                model.scope(),
                List.of(Scope.PER_MAP, Scope.SHARED),
                s -> s == Scope.PER_MAP ? "Per map" : "Shared",
                s -> s == Scope.PER_MAP
                        ? "Every map has a scale of its own: weak maps look as strong as others."
                        : "Maps of the same unit share one scale: noise looks like noise.");
        scope.getStyleClass().add("small");
        scope.setMinWidth(Region.USE_PREF_SIZE);

        thresholdSection.getChildren().addAll(threshold, row(outline, contours));
        for (Region fixed : List.of(sequential, diverging)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        colorRow = new WrapRow(12, 6, sequential, diverging, scope, invert);
        colorSection.getChildren().addAll(limits, colorRow);
        opacitySection.getChildren().addAll(opacity, row(fading, overlay, compare));
        getChildren().addAll(thresholdSection, colorSection, opacitySection);
        connect();
        follow();
    }

    /** The narrowest that all three fit side by side, px. */
    private double leastForOneRow() {
        return thresholdSection.minWidth(-1) + colorSection.minWidth(-1) + opacityLeast(false) + 2 * BETWEEN;
    }

    /** The narrowest that threshold and opacity fit side by side, with colours below them, px. */
    public double leastForTwoRows() {
        return Math.max(thresholdSection.minWidth(-1) + BETWEEN + opacityLeast(true), colorSection.minWidth(-1));
    }

    /** With or without the box that says how maps and image are compared, which keys do as well. */
    private double opacityLeast(boolean withComparing) {
        double box = compare.prefWidth(-1) + ((HBox) compare.getParent()).getSpacing();
        double now = opacitySection.minWidth(-1);
        return compare.isManaged() == withComparing ? now : withComparing ? now + box : now - box;
    }

    /** Whether there are two rows in that width: all three side by side need much of it. */
    private boolean twoRows(double width) {
        return preferTwoRows || leastForOneRow() > width;
    }

    /** Prefers colours below threshold and opacity to all three side by side. */
    public void setTwoRows(boolean wanted) {
        if (wanted != preferTwoRows) {
            preferTwoRows = wanted;
            requestLayout();
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return prefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double first = Math.max(thresholdSection.prefHeight(-1), opacitySection.prefHeight(-1));
        double w = width > 0 ? width : getWidth();
        if (twoRows(w)) {
            return first + BELOW + colorSection.prefHeight(w);
        }
        return Math.max(first, colorSection.prefHeight(colorWidth(w)));
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        boolean two = twoRows(w);
        Seen.set(compare, two);
        if (two) {
            double first = Math.max(thresholdSection.prefHeight(-1), opacitySection.prefHeight(-1));
            place(0, first, w, thresholdSection, opacitySection);
            place(first + BELOW, colorSection.prefHeight(w), w, colorSection);
        } else {
            place(0, prefHeight(w), w, thresholdSection, colorSection, opacitySection);
        }
    }

    /** A row of sections: each as wide as it has to be, and its share of the rest. */
    private void place(double y, double height, double width, Section... sections) {
        double rest = width - BETWEEN * (sections.length - 1);
        for (Section section : sections) {
            rest -= section.minWidth(-1);
        }
        double x = 0;
        for (Section section : sections) {
            double w = width(section, Math.max(0, rest), sections);
            section.resizeRelocate(x, y, w, height);
            x += w + BETWEEN;
        }
    }

    /** Width of the colours beside both others, px. */
    private double colorWidth(double width) {
        return width(
                colorSection, Math.max(0, width - leastForOneRow()), thresholdSection, colorSection, opacitySection);
    }

    /**
     * Width of a section of a row, px. Before anything is shared out, colours beside both others get what they need to stand
     * in one line.
     *
     * @param rest what the row has beyond what its sections need
     */
    private double width(Section section, double rest, Section... row) {
        double forColors =
                row.length == 3 ? Math.clamp(colorRow.prefWidth(-1) - colorSection.minWidth(-1), 0, rest) : 0;
        double shares = Stream.of(row).mapToDouble(this::share).sum();
        double more = (rest - forColors) * share(section) / shares;
        return Math.floor(section.minWidth(-1) + more + (section == colorSection ? forColors : 0));
    }

    private double share(Section section) {
        return section == thresholdSection ? SHARES[0] : section == colorSection ? SHARES[1] : SHARES[2];
    }

    private static HBox row(Region... nodes) {
        HBox row = new HBox(nodes);
        row.getStyleClass().add("control-row");
        return row;
    }

    private void connect() {
        threshold.lowValueProperty().addListener((o, before, now) -> thresholdMoved());
        threshold.highValueProperty().addListener((o, before, now) -> thresholdMoved());
        outline.setOnAction(e -> model.restyle(s -> s.withOutlined(outline.isSelected())));
        sequential.setOnAction(e -> change(() -> model.restyle(s -> s.withSequential(sequential.getValue()))));
        diverging.setOnAction(e -> change(() -> model.restyle(s -> s.withDiverging(diverging.getValue()))));
        invert.setOnAction(e -> model.restyle(s -> s.withInverted(invert.isSelected())));
        opacity.valueProperty()
                .addListener((o, before, now) -> change(() -> model.restyle(s -> s.withOpacity(now.doubleValue()))));
        fading.setOnAction(e -> model.restyle(s -> s.withFading(fading.isSelected())));
        overlay.selectedProperty().bindBidirectional(model.overlay());
        contours.selectedProperty().bindBidirectional(model.contours());
        model.style().addListener((o, before, now) -> follow());
    }

    private void thresholdMoved() {
        double low = Math.rint(Math.min(threshold.getLowValue(), threshold.getHighValue()));
        double high = Math.rint(Math.max(threshold.getLowValue(), threshold.getHighValue()));
        change(() -> model.restyle(s -> s.withThreshold(low, high)));
    }

    private void change(Runnable action) {
        if (!following) {
            action.run();
        }
    }

    private void follow() {
        HeatmapStyle style = model.style().get();
        following = true;
        if (!threshold.isLowValueChanging() && !threshold.isHighValueChanging()) {
            threshold.setHighValue(style.thresholdHigh());
            threshold.setLowValue(style.thresholdLow());
        }
        outline.setSelected(style.outlined());
        sequential.setValue(style.sequential());
        diverging.setValue(style.diverging());
        invert.setSelected(style.inverted());
        if (!opacity.isValueChanging()) {
            opacity.setValue(style.opacity());
        }
        fading.setSelected(style.fading());
        thresholdSection.aside().setText(words(style));
        PerMap each = model.limits();
        colorSection.aside().setText(percent(each.lower()) + " to " + percent(each.upper()) + " % of each map");
        opacitySection.aside().setText(Math.round(100 * style.opacity()) + " %");
        following = false;
    }

    private static String words(HeatmapStyle style) {
        double low = style.thresholdLow();
        double high = style.thresholdHigh();
        if (style.showsAll()) {
            return "all shown";
        }
        if (high >= 100) {
            return "top " + percent(100 - low) + " %";
        }
        return low <= 0 ? "bottom " + percent(high) + " %" : percent(low) + " to " + percent(high) + " %";
    }

    private static String percent(double value) {
        double tenths = Math.rint(10 * value) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }

    private static ComboBox<ColorMap> maps(List<ColorMap> items, String words) {
        ComboBox<ColorMap> box = new ComboBox<>();
        box.getItems().setAll(items);
        box.setCellFactory(list -> new ColorMapCell(true));
        box.setButtonCell(new ColorMapCell(false));
        box.setConverter(new ItemWords<>(ColorMap::label));
        box.setAccessibleText(words);
        new LateTip(box, words);
        box.getStyleClass().addAll("small", "swatch");
        return box;
    }
}
