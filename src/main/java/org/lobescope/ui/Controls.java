package org.lobescope.ui;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import org.lobescope.ui.display.DisplayView;
import org.lobescope.ui.layer.LayerView;

/** The controls below the tiles: layer and display, side by side where there is room, else one above the other. */
final class Controls extends Region {
    private static final double WIDE = 1020;
    private static final double GAP = 26;
    private static final double GAP_BELOW = 12;

    private final LayerView layers;
    private final DisplayView display;

    Controls(LayerView layers, DisplayView display) {
        this.layers = layers;
        this.display = display;
        getStyleClass().add("controls");
        getChildren().addAll(layers, display);
    }

    private boolean wide(double width) {
        return width >= WIDE && half(inner(width)) >= display.leastForTwoRows();
    }

    private double inner(double width) {
        return width - getInsets().getLeft() - getInsets().getRight();
    }

    private static double half(double inner) {
        return Math.floor((inner - GAP) / 2);
    }

    private double height(double width, boolean least) {
        Insets in = getInsets();
        double w = inner(width > 0 ? width : getWidth());
        display.setTwoRows(wide(width));
        double part = wide(width) ? half(w) : w;
        double above = least ? layers.minHeight(part) : layers.prefHeight(part);
        double below = least ? display.minHeight(part) : display.prefHeight(part);
        double both = wide(width) ? Math.max(above, below) : above + GAP_BELOW + below;
        return in.getTop() + both + in.getBottom();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return height(width, true);
    }

    @Override
    protected double computePrefHeight(double width) {
        return height(width, false);
    }

    @Override
    protected void layoutChildren() {
        Insets in = getInsets();
        double w = inner(getWidth());
        double h = getHeight() - in.getTop() - in.getBottom();
        display.setTwoRows(wide(getWidth()));
        if (wide(getWidth())) {
            double part = half(w);
            layers.resizeRelocate(in.getLeft(), in.getTop(), part, h);
            display.resizeRelocate(in.getLeft() + w - part, in.getTop(), part, h);
        } else {
            double below = display.prefHeight(w);
            layers.resizeRelocate(in.getLeft(), in.getTop(), w, h - below - GAP_BELOW);
            display.resizeRelocate(in.getLeft(), in.getTop() + h - below, w, below);
        }
    }
}
