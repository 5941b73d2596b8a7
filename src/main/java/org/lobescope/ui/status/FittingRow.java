package org.lobescope.ui.status;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A row that shows as many of its children as fit whole, from the left; the others are left out. */
final class FittingRow extends Pane {
    private static final double GAP = 14;

    FittingRow() {
        setMinWidth(0);
    }

    void show(List<? extends Region> nodes) {
        getChildren().setAll(nodes);
    }

    @Override
    protected double computePrefWidth(double height) {
        double sum = 0;
        for (Node node : getManagedChildren()) {
            sum += node.prefWidth(-1) + GAP;
        }
        return sum;
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        boolean room = true;
        for (Node node : getManagedChildren()) {
            double w = snapSizeX(node.prefWidth(-1));
            room &= x + w <= getWidth();
            node.setVisible(room);
            layoutInArea(node, x, 0, w, getHeight(), 0, javafx.geometry.HPos.LEFT, VPos.CENTER);
            x += w + GAP;
        }
    }
}
