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
    private static final double BESIDE = 8;
    private static final double BELOW = 4;
    private static final int TICKS_DOWN = 5;
    private static final int TICKS_ACROSS = 3;

    private final Picture picture;
    /** As wide as the axis at the left has to be; never seen. */
    private final Label widest = Words.label("+00°00′", "axis-label");

    private final List<Label> across = new ArrayList<>();
    private final List<Label> down = new ArrayList<>();
    private @Nullable RadioImage image;
    private @Nullable Axes axes;

    /** Axes around that picture. */
    public SourcePicture(Picture picture) {
        this.picture = picture;
        getStyleClass().add("source-picture");
        widest.setVisible(false);
        widest.setManaged(false);
        getChildren().addAll(picture, widest);
    }

    /** The image whose coordinates the axes show. */
    public void show(RadioImage shown) {
        image = shown;
        requestLayout();
    }

    private double left() {
        return Math.ceil(widest.prefWidth(-1)) + BESIDE;
    }

    private double bottom() {
        return Math.ceil(widest.prefHeight(-1)) + BELOW;
    }

    private double aspect() {
        Area area = picture.extent();
        return area.height() / area.width();
    }

    @Override
    protected double computePrefHeight(double width) {
        double w = width > 0 ? width : getWidth();
        return Math.round(Math.clamp((w - left()) * aspect(), 60, 520)) + bottom();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 240 + left();
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth() - left();
        double h = getHeight() - bottom();
        double pw = Math.floor(Math.min(w, h / aspect()));
        double ph = Math.round(pw * aspect());
        picture.resizeRelocate(left(), 0, Math.max(1, pw), Math.max(1, ph));
        labels(pw, ph);
    }

    private void labels(double pw, double ph) {
        RadioImage shown = image;
        if (shown == null) {
            use(across, 0);
            use(down, 0);
            return;
        }
        Axes now = axes(shown, picture.projection().seen());
        double free = -1;
        double left = left();
        double line = Math.ceil(widest.prefHeight(-1));
        List<SkyAxis.Tick> bottom = now.across().ticks();
        use(across, bottom.size());
        int every = Math.max(1, (bottom.size() + TICKS_ACROSS - 1) / TICKS_ACROSS);
        for (int i = 0; i < bottom.size(); i++) {
            Label label = across.get(i);
            label.setText(bottom.get(i).label());
            double x = left + (bottom.get(i).pixel() + 0.5) / now.columns() * pw;
            double lw = label.prefWidth(-1);
            double start = Math.clamp(x - lw / 2, 0, Math.max(0, left + pw - lw));
            label.setVisible(i % every == 0 && start > free);
            if (label.isVisible()) {
                free = start + lw + 8;
            }
            layoutInArea(label, start, ph, lw, bottom(), 0, HPos.CENTER, VPos.CENTER);
        }
        List<SkyAxis.Tick> side = now.down().ticks();
        use(down, side.size());
        for (int i = 0; i < side.size(); i++) {
            Label label = down.get(i);
            label.setText(side.get(i).label());
            double y = ph - (side.get(i).pixel() + 0.5) / now.rows() * ph;
            layoutInArea(
                    label,
                    0,
                    Math.clamp(y - line / 2, 0, Math.max(0, ph - line)),
                    left - 6,
                    line,
                    0,
                    HPos.RIGHT,
                    VPos.CENTER);
        }
    }

    /** The axes of what is seen; the window lays itself out far more often than they change. */
    private Axes axes(RadioImage shown, Area seen) {
        Axes now = axes;
        if (now == null || now.image() != shown || !now.seen().equals(seen)) {
            now = Axes.of(shown, seen);
            axes = now;
        }
        return now;
    }

    /** Leaves so many labels to be seen; those that are there are used again, which is much less work than new ones. */
    private void use(List<Label> labels, int count) {
        while (labels.size() < count) {
            Label label = Words.label("", "axis-label");
            label.setManaged(false);
            labels.add(label);
            getChildren().add(label);
            label.applyCss();
        }
        for (int i = 0; i < labels.size(); i++) {
            labels.get(i).setVisible(i < count);
        }
    }

    /** Both axes of the part of an image that is seen, which is so many columns and rows large. */
    private record Axes(RadioImage image, Area seen, int columns, int rows, SkyAxis across, SkyAxis down) {
        static Axes of(RadioImage image, Area seen) {
            int columns = Math.max(1, (int) Math.round(seen.width()));
            int rows = Math.max(1, (int) Math.round(seen.height()));
            List<SkyAxis> axes = image.wcs()
                    .map(wcs -> SkyAxis.of(wcs.cut(seen.x() + 0.5, seen.y() + 0.5, 1), columns, rows, TICKS_DOWN))
                    .orElseGet(() -> List.of(pixels(seen.x(), columns), pixels(seen.y(), rows)));
            return new Axes(image, seen, columns, rows, axes.get(0), axes.get(1));
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
