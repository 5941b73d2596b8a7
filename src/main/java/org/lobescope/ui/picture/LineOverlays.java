package org.lobescope.ui.picture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.lobescope.figure.Contours;

/** Contours and outlines, given in the pixels of an array, over the area of the image that the array covers. */
public final class LineOverlays {
    private static final Color CONTOUR = Color.web("#e8f1ff", 0.75);
    private static final Color OUTLINE = Color.web("#ffffff", 0.95);
    private static final Color SHADE = Color.web("#000000", 0.55);

    private LineOverlays() {}

    /**
     * Contour lines; negative ones are dashed.
     *
     * @param scale pixels of the image per pixel of the array that the contours were drawn for
     */
    public static Overlay contours(Contours contours, Area area, double scale) {
        return (g, p) -> {
            g.setStroke(CONTOUR);
            g.setLineWidth(0.8);
            for (Contours.Line line : contours.lines()) {
                g.setLineDashes(line.multiple() < 0 ? new double[] {3, 3} : new double[0]);
                trace(g, line.path(), p, area, scale, scale);
                g.stroke();
            }
        };
    }

    /**
     * The outline of a region of a map.
     *
     * @param sx pixels of the image per column of the map
     * @param sy pixels of the image per row of the map
     */
    public static Overlay outline(Path2D path, Area area, double sx, double sy) {
        return (g, p) -> {
            trace(g, path, p, area, sx, sy);
            g.setStroke(SHADE);
            g.setLineWidth(2.4);
            g.stroke();
            g.setStroke(OUTLINE);
            g.setLineWidth(1.1);
            g.stroke();
        };
    }

    private static void trace(GraphicsContext g, Path2D path, Projection p, Area area, double sx, double sy) {
        // Array pixel (0, 0) has its centre half a pixel inside the area's corner.
        AffineTransform toScreen = new AffineTransform();
        toScreen.translate(0, p.height());
        toScreen.scale(p.width() / p.seen().width(), -p.height() / p.seen().height());
        toScreen.translate(area.x() - p.seen().x(), area.y() - p.seen().y());
        toScreen.scale(sx, sy);
        toScreen.translate(0.5, 0.5);
        double[] c = new double[6];
        g.beginPath();
        for (PathIterator it = path.getPathIterator(toScreen); !it.isDone(); it.next()) {
            switch (it.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> g.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> g.lineTo(c[0], c[1]);
                case PathIterator.SEG_QUADTO -> g.quadraticCurveTo(c[0], c[1], c[2], c[3]);
                case PathIterator.SEG_CUBICTO -> g.bezierCurveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> g.closePath();
            }
        }
    }
}
