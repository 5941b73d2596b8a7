package org.lobescope.ui.part;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;

/**
 * Controls side by side, each as wide as it wants to be; those for which there is no room go on in a line below. What is
 * left of a line goes to those in it that grow ({@link HBox#setHgrow}).
 */
public final class WrapRow extends Pane {
    private final double gap;
    private final double lineGap;

    /**
     * A row of these.
     *
     * @param gap between two controls, px
     * @param lineGap between two lines, px
     */
    public WrapRow(double gap, double lineGap, Node... controls) {
        super(controls);
        this.gap = gap;
        this.lineGap = lineGap;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double wanted(Node node) {
        return Math.ceil(node.prefWidth(-1));
    }

    private List<List<Node>> lines(double width) {
        List<List<Node>> lines = new ArrayList<>();
        double x = 0;
        for (Node node : getManagedChildren()) {
            double w = wanted(node);
            if (lines.isEmpty() || x + gap + w > width) {
                lines.add(new ArrayList<>());
                x = w;
            } else {
                x += gap + w;
            }
            lines.getLast().add(node);
        }
        return lines;
    }

    private static double height(List<Node> line) {
        return line.stream().mapToDouble(node -> node.prefHeight(-1)).max().orElse(0);
    }

    private double inner(double width) {
        Insets in = getInsets();
        return width - in.getLeft() - in.getRight();
    }

    @Override
    protected double computePrefWidth(double height) {
        double sum = 0;
        for (Node node : getManagedChildren()) {
            sum += (sum == 0 ? 0 : gap) + wanted(node);
        }
        return getInsets().getLeft() + sum + getInsets().getRight();
    }

    /** The widest control has to fit. */
    @Override
    protected double computeMinWidth(double height) {
        return getInsets().getLeft()
                + getManagedChildren().stream().mapToDouble(this::wanted).max().orElse(0)
                + getInsets().getRight();
    }

    @Override
    protected double computePrefHeight(double width) {
        List<List<Node>> lines = lines(width > 0 ? inner(width) : Double.MAX_VALUE);
        double sum = lines.stream().mapToDouble(WrapRow::height).sum();
        Insets in = getInsets();
        return Math.ceil(in.getTop() + sum + lineGap * Math.max(0, lines.size() - 1) + in.getBottom());
    }

    @Override
    protected double computeMinHeight(double width) {
        return prefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = inner(getWidth());
        double y = getInsets().getTop();
        for (List<Node> line : lines(width)) {
            double used = gap * (line.size() - 1)
                    + line.stream().mapToDouble(this::wanted).sum();
            long growing = line.stream().filter(WrapRow::grows).count();
            double more = growing == 0 ? 0 : Math.floor(Math.max(0, width - used) / growing);
            double h = height(line);
            double x = getInsets().getLeft();
            for (Node node : line) {
                double w = Math.min(width, wanted(node) + (grows(node) ? more : 0));
                layoutInArea(node, x, y, w, h, 0, Insets.EMPTY, true, false, HPos.LEFT, VPos.CENTER);
                x += w + gap;
            }
            y += h + lineGap;
        }
    }

    private static boolean grows(Node node) {
        return HBox.getHgrow(node) == Priority.ALWAYS;
    }
}
