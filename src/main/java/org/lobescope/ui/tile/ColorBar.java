package org.lobescope.ui.tile;

import java.util.function.DoubleFunction;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.lobescope.figure.ColorMap;
import org.lobescope.figure.ColorScale;
import org.lobescope.figure.Heatmap;
import org.lobescope.figure.HeatmapStyle;
import org.lobescope.ui.part.Numbers;
import org.lobescope.ui.part.Words;

/** The colours of a map with the numbers that they stand for. */
public final class ColorBar extends Region {
    private static final double BAR = 7;
    private static final double NUMBERS_GAP = 5;
    private static final double BETWEEN_NUMBERS = 5;

    /** Equal rows: with a single one, smoothing mixes in what lies beside it in memory. */
    private static final int ROWS = 8;

    private final WritableImage colors = new WritableImage(ColorMap.LEVELS, ROWS);
    private final ImageView bar = new ImageView(colors);
    private final Rectangle clip = new Rectangle();
    private final Label low = Words.label("", "scale-number");
    private final Label zero = Words.label("0", "scale-number");
    private final Label high = Words.label("", "scale-number");
    private @Nullable HeatmapStyle shownStyle;
    private int shownSky;
    private ColorScale scale = new ColorScale(false, 0, 0);

    /** An empty bar. */
    public ColorBar() {
        getStyleClass().add("color-bar");
        bar.setManaged(false);
        clip.setArcWidth(4);
        clip.setArcHeight(4);
        bar.setClip(clip);
        getChildren().addAll(bar, low, zero, high);
        hide();
    }

    /** Shows nothing but keeps its place. */
    public void hide() {
        for (var node : getChildren()) {
            node.setVisible(false);
        }
    }

    /**
     * Shows the colours of a map as they look over the sky: as faint as there where weak values fade.
     *
     * @param sky opaque colour of the empty sky below the map
     */
    public void show(Heatmap map, HeatmapStyle style, int sky) {
        ColorScale limits = map.scale(style);
        if (bar.isVisible() && limits.equals(scale) && sky == shownSky && style.equals(shownStyle)) {
            return;
        }
        scale = limits;
        shownStyle = style;
        shownSky = sky;
        int[] row = org.lobescope.figure.ColorBar.of(map, style, "", sky).colors();
        colors.getPixelWriter().setPixels(0, 0, row.length, ROWS, PixelFormat.getIntArgbInstance(), row, 0, 0);
        bar.setVisible(true);
        low.setVisible(true);
        high.setVisible(true);
        zero.setVisible(limits.signed());
        requestLayout();
    }

    /** The numbers that are shown now. */
    public ColorScale scale() {
        return scale;
    }

    /** Numbers that would touch each other are said in fewer digits, and the zero between them is left out. */
    private void fit(double width) {
        if (!bar.isVisible()) {
            return;
        }
        boolean room = numbers(Numbers::brief) <= width;
        DoubleFunction<String> words = room ? Numbers::brief : Numbers::shortest;
        low.setText(words.apply(scale.low()));
        high.setText(words.apply(scale.high()));
        boolean middle = numbers(words) + zero.prefWidth(-1) + BETWEEN_NUMBERS <= width;
        zero.setVisible(scale.signed() && middle);
    }

    /** Width of both ends, px; the longer one counts twice, since the zero stands in the middle. */
    private double numbers(DoubleFunction<String> words) {
        double longer = Math.max(
                Words.width(words.apply(scale.low()), low.getFont()),
                Words.width(words.apply(scale.high()), high.getFont()));
        return 2 * longer + BETWEEN_NUMBERS;
    }

    /** Bar and numbers, px; it does not change with what is shown. */
    @Override
    protected double computePrefHeight(double width) {
        return BAR + Math.ceil(zero.prefHeight(-1)) + NUMBERS_GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        bar.setFitWidth(w);
        bar.setFitHeight(BAR);
        clip.setWidth(w);
        clip.setHeight(BAR);
        fit(w);
        double h = getHeight() - BAR;
        layoutInArea(low, 0, BAR, w, h, 0, HPos.LEFT, VPos.CENTER);
        layoutInArea(zero, 0, BAR, w, h, 0, HPos.CENTER, VPos.CENTER);
        layoutInArea(high, 0, BAR, w, h, 0, HPos.RIGHT, VPos.CENTER);
    }
}
