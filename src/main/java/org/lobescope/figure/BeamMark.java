package org.lobescope.figure;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.util.Optional;
import org.lobescope.sky.Beam;
import org.lobescope.sky.Wcs;

/** The beam as an ellipse at half maximum, in the lower left corner of an image, at the image's scale and angle. */
public final class BeamMark {
    private BeamMark() {}

    /**
     * The ellipse in units of the figure.
     *
     * @param margin between the ellipse and the image's edges
     * @return empty when the beam would fill more than half of the image, or the image has no sky there
     */
    public static Optional<Shape> of(Beam beam, Wcs wcs, PixelFrame frame, double margin) {
        Optional<LocalSky> local = LocalSky.at(wcs, (frame.columns() - 1) / 2.0, (frame.rows() - 1) / 2.0);
        if (local.isEmpty() || !(beam.major() > 0) || !(beam.minor() > 0)) {
            return Optional.empty();
        }
        LocalSky sky = local.get();
        double toX = frame.width() / frame.columns();
        double toY = -frame.height() / frame.rows();
        double angle = Math.toRadians(beam.positionAngle());
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        // The unit circle's x axis becomes the half major axis, from north through east; y the half minor one.
        AffineTransform shape = new AffineTransform(
                beam.major() / 2 * (cos * sky.northX() + sin * sky.eastX()) * toX,
                beam.major() / 2 * (cos * sky.northY() + sin * sky.eastY()) * toY,
                beam.minor() / 2 * (-sin * sky.northX() + cos * sky.eastX()) * toX,
                beam.minor() / 2 * (-sin * sky.northY() + cos * sky.eastY()) * toY,
                0,
                0);
        Shape ellipse = shape.createTransformedShape(new Ellipse2D.Double(-1, -1, 2, 2));
        var bounds = ellipse.getBounds2D();
        if (bounds.getWidth() > frame.width() / 2 || bounds.getHeight() > frame.height() / 2) {
            return Optional.empty();
        }
        return Optional.of(AffineTransform.getTranslateInstance(
                        frame.x() + margin - bounds.getMinX(), frame.y() + frame.height() - margin - bounds.getMaxY())
                .createTransformedShape(ellipse));
    }
}
