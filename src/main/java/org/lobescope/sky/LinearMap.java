package org.lobescope.sky;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.Problem;

/**
 * The linear part of world coordinates: pixel position to the plane of projection, in deg (FITS WCS paper I, section
 * 2.1).
 *
 * @param lonX d longitude / d column, deg per pixel
 * @param lonY d longitude / d row
 * @param latX d latitude / d column
 * @param latY d latitude / d row
 * @param x0 column of the reference point, first pixel 0
 * @param y0 row of the reference point, first pixel 0
 */
record LinearMap(double lonX, double lonY, double latX, double latY, double x0, double y0) {
    private static final int MOST_AXES = 9;

    /**
     * What the header says for one plane of an array: CDi_j before PCi_j with CDELTi before CROTAi with CDELTi.
     *
     * @throws Problem where the map cannot be inverted
     */
    static LinearMap of(
            FitsHeader header,
            CelestialAxes axes,
            int column,
            int row,
            int[] position,
            double lonUnit,
            double latUnit) {
        Matrix matrix = new Matrix(header, axes);
        int lon = axes.longitude();
        int lat = axes.latitude();
        double a = matrix.at(lon, column) * lonUnit;
        double b = matrix.at(lon, row) * lonUnit;
        double c = matrix.at(lat, column) * latUnit;
        double d = matrix.at(lat, row) * latUnit;
        double determinant = a * d - b * c;
        if (determinant == 0 || !Double.isFinite(determinant)) {
            throw new Problem("The pixel size on the cards " + matrix.kind() + " is zero.");
        }
        // Axes that are not the image's shift the plane when they are not at their reference pixel.
        double u = 0;
        double v = 0;
        for (int axis = 0; axis < position.length; axis++) {
            if (axis != column && axis != row) {
                double distance = position[axis] + 1 - header.number("CRPIX" + (axis + 1), 0);
                u += matrix.at(lon, axis) * lonUnit * distance;
                v += matrix.at(lat, axis) * latUnit * distance;
            }
        }
        double x0 = header.number("CRPIX" + (column + 1), 0) - 1 - (d * u - b * v) / determinant;
        double y0 = header.number("CRPIX" + (row + 1), 0) - 1 - (a * v - c * u) / determinant;
        return new LinearMap(a, b, c, d, x0, y0);
    }

    double determinant() {
        return lonX * latY - lonY * latX;
    }

    Projection.Point toPlane(PixelPosition pixel) {
        double dx = pixel.x() - x0;
        double dy = pixel.y() - y0;
        return new Projection.Point(lonX * dx + lonY * dy, latX * dx + latY * dy);
    }

    PixelPosition toPixel(Projection.Point plane) {
        double determinant = determinant();
        return new PixelPosition(
                x0 + (latY * plane.x() - lonY * plane.y()) / determinant,
                y0 + (lonX * plane.y() - latX * plane.x()) / determinant);
    }

    /** The map of an array whose first pixel is centred on (x, y) here and whose pixels are {@code step} wide. */
    LinearMap cut(double x, double y, double step) {
        return new LinearMap(lonX * step, lonY * step, latX * step, latY * step, (x0 - x) / step, (y0 - y) / step);
    }

    /**
     * CRPIX, and CDELT or CD.
     *
     * @param lon which axis is the longitude, 1 or 2
     */
    List<HeaderCard> cards(int lon) {
        List<HeaderCard> cards = new ArrayList<>();
        cards.add(HeaderCard.number("CRPIX1", x0 + 1, ""));
        cards.add(HeaderCard.number("CRPIX2", y0 + 1, ""));
        double[] longitude = {lonX, lonY};
        double[] latitude = {latX, latY};
        boolean straight = longitude[2 - lon] == 0 && latitude[lon - 1] == 0;
        for (int axis = 1; axis <= 2; axis++) {
            double[] world = axis == lon ? longitude : latitude;
            if (straight) {
                cards.add(HeaderCard.number("CDELT" + axis, world[axis - 1], "deg per pixel"));
            } else {
                cards.add(HeaderCard.number("CD" + axis + "_1", world[0], "deg per pixel"));
                cards.add(HeaderCard.number("CD" + axis + "_2", world[1], "deg per pixel"));
            }
        }
        return cards;
    }

    /** The elements that the cards tell, in one of the three spellings. */
    private static final class Matrix {
        private final FitsHeader header;
        private final CelestialAxes axes;
        private final String kind;
        private final double rotation;

        Matrix(FitsHeader header, CelestialAxes axes) {
            this.header = header;
            this.axes = axes;
            this.rotation = Math.toRadians(header.number("CROTA" + (axes.latitude() + 1), 0));
            this.kind = has("CD") ? "CD" : has("PC") ? "PC" : "CDELT";
        }

        String kind() {
            return kind.equals("PC") ? "PC and CDELT" : kind;
        }

        private boolean has(String name) {
            for (int i = 0; i < MOST_AXES; i++) {
                for (int j = 0; j < MOST_AXES; j++) {
                    if (header.text(key(name, i, j)).isPresent()) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** {@code CD1_2}; before 2000 the PC matrix was spelt {@code PC001002}. */
        private String key(String name, int i, int j) {
            String key = name + (i + 1) + "_" + (j + 1);
            String old = String.format(java.util.Locale.ROOT, "PC%03d%03d", i + 1, j + 1);
            return name.equals("PC")
                            && header.text(key).isEmpty()
                            && header.text(old).isPresent()
                    ? old
                    : key;
        }

        /** d world axis i / d pixel axis j. */
        double at(int i, int j) {
            double step = header.number("CDELT" + (i + 1), 1);
            double same = i == j ? 1 : 0;
            return switch (kind) {
                case "CD" -> header.number(key("CD", i, j), 0);
                case "PC" -> step * header.number(key("PC", i, j), same);
                default -> turned(i, j, step * same);
            };
        }

        /** AIPS: the rotation of the latitude axis turns both (paper II, section 6.1). */
        private double turned(int i, int j, double straight) {
            int lon = axes.longitude();
            int lat = axes.latitude();
            if (rotation == 0 || (i != lon && i != lat) || (j != lon && j != lat)) {
                return straight;
            }
            double step = header.number("CDELT" + (j + 1), 1);
            if (i == j) {
                return step * Math.cos(rotation);
            }
            return i == lon ? -step * Math.sin(rotation) : step * Math.sin(rotation);
        }
    }
}
