package org.lobescope.ui.source;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.lobescope.figure.Interval;
import org.lobescope.figure.Limits;
import org.lobescope.figure.PrintedUnit;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Words;

/** How often which value occurs, with the two limits of the colours, which can be dragged. */
final class HistogramView extends Region {
    private static final double BARS = 44;
    private static final double NUMBERS = 18;

    private final ImageDisplayModel model;
    private final Path bars = new Path();
    private final Rectangle between = new Rectangle();
    private final Rectangle low = new Rectangle(2, BARS);
    private final Rectangle high = new Rectangle(2, BARS);
    private final Label lowNumber = Words.label("", "scale-number");
    private final Label unitLabel = Words.label("", "scale-number", "quiet");
    private final Label highNumber = Words.label("", "scale-number");
    private PrintedUnit unit = new PrintedUnit("", 1);
    private boolean dragsLow;

    HistogramView(ImageDisplayModel model) {
        this.model = model;
        getStyleClass().add("histogram");
        bars.getStyleClass().add("histogram-bars");
        between.getStyleClass().add("histogram-range");
        low.getStyleClass().add("histogram-limit");
        high.getStyleClass().add("histogram-limit");
        for (var node : java.util.List.of(between, bars, low, high)) {
            node.setManaged(false);
            node.setMouseTransparent(true);
        }
        getChildren().addAll(between, bars, low, high, lowNumber, unitLabel, highNumber);
        setCursor(Cursor.H_RESIZE);
        setAccessibleText("Histogram of the image with the limits of its colours");
        javafx.scene.control.Tooltip.install(
                this, Words.tip("Drag a line to set that limit by hand. The axis is logarithmic beyond the noise."));
        model.histogram().addListener((o, before, now) -> requestLayout());
        model.limits().addListener((o, before, now) -> requestLayout());
        setOnMousePressed(e -> {
            Histogram h = model.histogram().get();
            if (h != null) {
                Limits limits = model.limits().get();
                double toLow = Math.abs(e.getX() - x(h, limits.low()));
                double toHigh = Math.abs(e.getX() - x(h, limits.high()));
                dragsLow = toLow < toHigh || (toLow == toHigh && e.getX() < x(h, limits.low()));
                drag(h, e.getX());
            }
        });
        setOnMouseDragged(e -> {
            Histogram h = model.histogram().get();
            if (h != null) {
                drag(h, e.getX());
            }
        });
    }

    /** The unit of the numbers. */
    void setUnit(PrintedUnit printed) {
        unit = printed;
        requestLayout();
    }

    private void drag(Histogram h, double x) {
        double value = h.value(Math.clamp(x / Math.max(1, getWidth()), 0, 1));
        Limits now = model.limits().get();
        double lower = dragsLow ? Math.min(value, now.high()) : now.low();
        double upper = dragsLow ? now.high() : Math.max(value, now.low());
        model.restyle(style -> style.withInterval(new Interval.Manual(lower, upper)));
    }

    private double x(Histogram h, double value) {
        return Math.clamp(h.place(value), 0, 1) * getWidth();
    }

    @Override
    protected double computePrefHeight(double width) {
        return BARS + NUMBERS;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 200;
    }

    @Override
    protected void layoutChildren() {
        Histogram h = model.histogram().get();
        bars.getElements().clear();
        boolean there = h != null;
        low.setVisible(there);
        high.setVisible(there);
        between.setVisible(there);
        if (h == null) {
            return;
        }
        double w = getWidth();
        int n = h.counts().length;
        double step = w / n;
        for (int i = 0; i < n; i++) {
            double top = BARS - Math.max(h.counts()[i] * (BARS - 4), h.counts()[i] > 0 ? 1.5 : 0);
            double x = i * step + step / 2;
            bars.getElements().addAll(new MoveTo(x, BARS), new LineTo(x, top));
        }
        bars.setStrokeWidth(Math.max(1, step - 1));
        Limits limits = model.limits().get();
        double from = x(h, limits.low());
        double to = x(h, limits.high());
        low.setX(Math.clamp(from - 1, 0, w - 2));
        high.setX(Math.clamp(to - 1, 0, w - 2));
        between.setX(from);
        between.setWidth(Math.max(0, to - from));
        between.setHeight(BARS);
        lowNumber.setText(Numbers.brief(limits.low() * unit.factor()));
        highNumber.setText(Numbers.brief(limits.high() * unit.factor()));
        unitLabel.setText(unit.label());
        layoutInArea(lowNumber, 0, BARS, w, NUMBERS, 0, HPos.LEFT, VPos.CENTER);
        layoutInArea(unitLabel, 0, BARS, w, NUMBERS, 0, HPos.CENTER, VPos.CENTER);
        layoutInArea(highNumber, 0, BARS, w, NUMBERS, 0, HPos.RIGHT, VPos.CENTER);
    }
}
