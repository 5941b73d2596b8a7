package org.lobescope.ui.source;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.lobescope.figure.BeamMark;
import org.lobescope.figure.PixelFrame;
import org.lobescope.figure.ScaleBar;
import org.lobescope.sky.Beam;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.Wcs;
import org.lobescope.ui.picture.Overlay;

/** What stands over the source: the beam and a scale bar. */
final class SkyOverlays {
    private static final double MARGIN = 9;
    private static final double BAR_PART = 0.3;
    private static final Color MARK = Color.web("#ffffff", 0.95);
    private static final Color SHADE = Color.web("#000000", 0.6);

    private SkyOverlays() {}

    /** The beam at half maximum, lower left. */
    static Overlay beam(RadioImage image) {
        return (g, p) -> {
            Optional<Beam> beam = image.beam();
            Optional<Wcs> wcs = image.wcs();
            if (beam.isEmpty() || wcs.isEmpty()) {
                return;
            }
            PixelFrame whole = new PixelFrame(
                    0, 0, image.width() * p.scale(), image.height() * p.scale(), image.width(), image.height());
            BeamMark.of(beam.get(), wcs.get(), whole, 0).ifPresent(shape -> {
                Rectangle2D bounds = shape.getBounds2D();
                if (bounds.getWidth() < p.width() / 2 && bounds.getHeight() < p.height() / 2) {
                    trace(
                            g,
                            shape,
                            AffineTransform.getTranslateInstance(
                                    MARGIN - bounds.getMinX(), p.height() - MARGIN - bounds.getMaxY()));
                    stroke(g);
                }
            });
        };
    }

    /** A round length on the sky, lower right. */
    static Overlay scaleBar(Wcs wcs, double redshift) {
        return (g, p) -> {
            ScaleBar bar =
                    ScaleBar.of(wcs, Math.max(1, (int) Math.round(p.seen().width())), BAR_PART, redshift);
            double length = bar.pixels() * p.scale();
            Text label = new Text(bar.label());
            label.setFont(Font.font("Inter", 11));
            // A label that is longer than the bar stays within the picture.
            double room = Math.max(0, (label.getLayoutBounds().getWidth() - length) / 2);
            double right = Math.round(p.width() - MARGIN - room) + 0.5;
            double y = Math.round(p.height() - MARGIN - 1) + 0.5;
            g.beginPath();
            g.moveTo(right - length, y);
            g.lineTo(right, y);
            stroke(g);
            g.setFont(Font.font("Inter", 11));
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.BOTTOM);
            g.setStroke(SHADE);
            g.setLineWidth(2);
            g.strokeText(bar.label(), right - length / 2, y - 3);
            g.setFill(MARK);
            g.fillText(bar.label(), right - length / 2, y - 3);
        };
    }

    private static void stroke(GraphicsContext g) {
        g.setStroke(SHADE);
        g.setLineWidth(3.2);
        g.stroke();
        g.setStroke(MARK);
        g.setLineWidth(1.3);
        g.stroke();
    }

    private static void trace(GraphicsContext g, Shape shape, AffineTransform place) {
        double[] c = new double[6];
        g.beginPath();
        for (PathIterator it = shape.getPathIterator(place); !it.isDone(); it.next()) {
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
