package org.lobescope.ui.source;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.SkyAxis;
import org.lobescope.sky.RadioImage;
import org.lobescope.ui.part.Words;
import org.lobescope.ui.picture.Area;
import org.lobescope.ui.picture.Picture;

/** The image with sky coordinates along its left and bottom edges; pixel coordinates where it has no sky. */
public final class SourcePicture extends Region {
    private static final double LEFT = 54;
    private static final double BOTTOM = 18;
    private static final int TICKS_DOWN = 5;
    private static final int TICKS_ACROSS = 3;

    private final Picture picture;
    private final List<Label> across = new ArrayList<>();
    private final List<Label> down = new ArrayList<>();
    private @Nullable RadioImage image;

    /** Axes around that picture. */
    public SourcePicture(Picture picture) {
        this.picture = picture;
        getStyleClass().add("source-picture");
        getChildren().add(picture);
    }

    /** The image whose coordinates the axes show. */
    public void show(RadioImage shown) {
        image = shown;
        requestLayout();
    }

    private double aspect() {
        Area area = picture.extent();
        return area.height() / area.width();
    }

    @Override
    protected double computePrefHeight(double width) {
        double w = width > 0 ? width : getWidth();
        return Math.round(Math.clamp((w - LEFT) * aspect(), 60, 520)) + BOTTOM;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 240 + LEFT;
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth() - LEFT;
        double h = getHeight() - BOTTOM;
        double pw = Math.floor(Math.min(w, h / aspect()));
        double ph = Math.round(pw * aspect());
        picture.resizeRelocate(LEFT, 0, Math.max(1, pw), Math.max(1, ph));
        labels(pw, ph);
    }

    private void labels(double pw, double ph) {
        getChildren().removeAll(across);
        getChildren().removeAll(down);
        across.clear();
        down.clear();
        RadioImage shown = image;
        if (shown == null) {
            return;
        }
        Area seen = picture.projection().seen();
        int columns = Math.max(1, (int) Math.round(seen.width()));
        int rows = Math.max(1, (int) Math.round(seen.height()));
        List<SkyAxis> axes = shown.wcs()
                .map(wcs -> SkyAxis.of(wcs.cut(seen.x() + 0.5, seen.y() + 0.5, 1), columns, rows, TICKS_DOWN))
                .orElseGet(() -> List.of(pixels(seen.x(), columns), pixels(seen.y(), rows)));
        double free = -1;
        int place = 0;
        List<SkyAxis.Tick> bottom = axes.get(0).ticks();
        int every = Math.max(1, (bottom.size() + TICKS_ACROSS - 1) / TICKS_ACROSS);
        for (SkyAxis.Tick tick : bottom) {
            Label label = Words.label(tick.label(), "axis-label");
            double x = LEFT + (tick.pixel() + 0.5) / columns * pw;
            label.setManaged(false);
            getChildren().add(label);
            across.add(label);
            label.applyCss();
            double lw = label.prefWidth(-1);
            double left = Math.clamp(x - lw / 2, 0, Math.max(0, LEFT + pw - lw));
            label.setVisible(place++ % every == 0 && left > free);
            if (label.isVisible()) {
                free = left + lw + 8;
            }
            layoutInArea(label, left, ph, lw, BOTTOM, 0, HPos.CENTER, VPos.CENTER);
        }
        for (SkyAxis.Tick tick : axes.get(1).ticks()) {
            Label label = Words.label(tick.label(), "axis-label");
            double y = ph - (tick.pixel() + 0.5) / rows * ph;
            label.setManaged(false);
            getChildren().add(label);
            down.add(label);
            label.applyCss();
            layoutInArea(
                    label, 0, Math.clamp(y - 8, 0, Math.max(0, ph - 16)), LEFT - 6, 16, 0, HPos.RIGHT, VPos.CENTER);
        }
    }

    private static SkyAxis pixels(double first, int count) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(1, count))));
        if (count / step < 2) {
            step /= 5;
        } else if (count / step < 4) {
            step /= 2;
        }
        step = Math.max(1, step);
        List<SkyAxis.Tick> ticks = new ArrayList<>();
        for (double v = Math.ceil((first + 0.5) / step) * step; v <= first + count; v += step) {
            ticks.add(new SkyAxis.Tick(v - first - 0.5, Long.toString((long) v)));
        }
        return new SkyAxis(false, ticks);
    }
}
