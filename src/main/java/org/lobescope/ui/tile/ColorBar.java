package org.lobescope.ui.tile;

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
    /** Height of bar and numbers, px. */
    static final double HEIGHT = 25;

    private static final double BAR = 7;

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
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
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
        low.setText(Numbers.brief(limits.low()));
        high.setText(Numbers.brief(limits.high()));
        bar.setVisible(true);
        low.setVisible(true);
        high.setVisible(true);
        zero.setVisible(limits.signed());
    }

    /** The numbers that are shown now. */
    public ColorScale scale() {
        return scale;
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        bar.setFitWidth(w);
        bar.setFitHeight(BAR);
        clip.setWidth(w);
        clip.setHeight(BAR);
        double h = getHeight() - BAR;
        layoutInArea(low, 0, BAR, w, h, 0, HPos.LEFT, VPos.CENTER);
        layoutInArea(zero, 0, BAR, w, h, 0, HPos.CENTER, VPos.CENTER);
        layoutInArea(high, 0, BAR, w, h, 0, HPos.RIGHT, VPos.CENTER);
    }
}
