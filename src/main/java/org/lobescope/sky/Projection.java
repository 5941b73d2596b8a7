package org.lobescope.sky;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map projection: native spherical coordinates (phi, theta) to the plane of projection (x, y) and back, all in deg
 * (FITS WCS paper II, section 5: Calabretta &amp; Greisen 2002, A&amp;A 395, 1077).
 */
sealed interface Projection permits Projection.Zenithal, Projection.Orthographic, Projection.Cylindrical {
    /** 180 / pi, the radius of a sphere on which a degree is one long. */
    double RADIUS = Math.toDegrees(1);

    /** A point, in native coordinates or in the plane. */
    record Point(double x, double y) {}

    /** From the plane to native coordinates; null where no point of the sphere falls there. */
    @Nullable
    Point toNative(double x, double y);

    /** From native coordinates to the plane; null where the point has no image. */
    @Nullable
    Point toPlane(double phi, double theta);

    /** The native latitude theta_0 of the reference point: 90 for zenithal projections, 0 for most others. */
    double referenceLatitude();

    /**
     * The projection of that name.
     *
     * @param code three letters of CTYPE
     * @param first parameter 1 of the latitude axis (PVi_1)
     * @param second parameter 2 of the latitude axis (PVi_2)
     * @param latitude CRVAL of the latitude axis, deg
     * @return empty where Lobescope does not know it
     */
    static Optional<Projection> of(String code, double first, double second, double latitude) {
        return Optional.ofNullable(
                switch (code.toUpperCase(Locale.ROOT)) {
                    case "TAN" -> Zenithal.TAN;
                    case "STG" -> Zenithal.STG;
                    case "ARC" -> Zenithal.ARC;
                    case "ZEA" -> Zenithal.ZEA;
                    case "SIN" -> new Orthographic(first, second);
                    // An east-west array's projection: the orthographic one, slanted to the celestial pole.
                    case "NCP" -> new Orthographic(0, 1 / Math.tan(Math.toRadians(latitude)));
                    case "CAR" -> new Cylindrical(false, 0);
                    case "SFL" -> new Cylindrical(true, 0);
                    // Sanson-Flamsteed as AIPS wrote it, before oblique systems were defined.
                    case "GLS" -> new Cylindrical(true, latitude);
                    default -> null;
                });
    }

    /** Seen from above the native pole: circles of equal latitude stay circles. */
    enum Zenithal implements Projection {
        /** Gnomonic. */
        TAN {
            @Override
            double radius(double theta) {
                return theta > 0 ? RADIUS / Math.tan(Math.toRadians(theta)) : Double.NaN;
            }

            @Override
            double distance(double r) {
                return Math.toDegrees(Math.atan(r / RADIUS));
            }
        },
        /** Stereographic. */
        STG {
            @Override
            double radius(double theta) {
                return theta > -90 ? 2 * RADIUS * Math.tan(Math.toRadians(90 - theta) / 2) : Double.NaN;
            }

            @Override
            double distance(double r) {
                return 2 * Math.toDegrees(Math.atan(r / (2 * RADIUS)));
            }
        },
        /** Zenithal equidistant. */
        ARC {
            @Override
            double radius(double theta) {
                return 90 - theta;
            }

            @Override
            double distance(double r) {
                return r <= 180 ? r : Double.NaN;
            }
        },
        /** Zenithal equal-area. */
        ZEA {
            @Override
            double radius(double theta) {
                return 2 * RADIUS * Math.sin(Math.toRadians(90 - theta) / 2);
            }

            @Override
            double distance(double r) {
                return 2 * Math.toDegrees(Math.asin(r / (2 * RADIUS)));
            }
        };

        /** Distance from the reference point in the plane, deg, of native latitude theta; NaN where there is none. */
        abstract double radius(double theta);

        /** Distance from the native pole on the sphere, deg, at a radius in the plane; NaN where there is none. */
        abstract double distance(double r);

        @Override
        public @Nullable Point toNative(double x, double y) {
            double distance = distance(Math.hypot(x, y));
            return Double.isNaN(distance) ? null : new Point(Math.toDegrees(Math.atan2(x, -y)), 90 - distance);
        }

        @Override
        public @Nullable Point toPlane(double phi, double theta) {
            double r = radius(theta);
            double angle = Math.toRadians(phi);
            return Double.isNaN(r) ? null : new Point(r * Math.sin(angle), -r * Math.cos(angle));
        }

        @Override
        public double referenceLatitude() {
            return 90;
        }
    }

    /**
     * Orthographic, slanted by (xi, eta) (paper II, section 5.1.5).
     *
     * <p>With z = 1 - sin(theta), the sphere is seen at X = cos(theta) sin(phi) + xi z, Y = -cos(theta) cos(phi) + eta z;
     * eliminating phi gives (xi^2 + eta^2 + 1) z^2 - 2 (1 + xi X + eta Y) z + X^2 + Y^2 = 0. Solved for z, not for
     * sin(theta), it keeps all digits near the reference point.
     */
    record Orthographic(double xi, double eta) implements Projection {
        @Override
        public @Nullable Point toNative(double x, double y) {
            double u = x / RADIUS;
            double v = y / RADIUS;
            double a = xi * xi + eta * eta + 1;
            double b = 1 + xi * u + eta * v;
            double c = u * u + v * v;
            double root = b * b - a * c;
            if (root < 0 || b < 0) {
                return null;
            }
            double z = c / (b + Math.sqrt(root));
            double theta = 90 - 2 * Math.toDegrees(Math.asin(Math.sqrt(z / 2)));
            return new Point(Math.toDegrees(Math.atan2(u - xi * z, eta * z - v)), theta);
        }

        @Override
        public @Nullable Point toPlane(double phi, double theta) {
            double angle = Math.toRadians(phi);
            double limb = -Math.toDegrees(Math.atan(xi * Math.sin(angle) - eta * Math.cos(angle)));
            if (theta < limb) {
                return null;
            }
            double half = Math.sin(Math.toRadians(90 - theta) / 2);
            double z = 2 * half * half;
            double cos = Math.cos(Math.toRadians(theta));
            return new Point(RADIUS * (cos * Math.sin(angle) + xi * z), RADIUS * (eta * z - cos * Math.cos(angle)));
        }

        @Override
        public double referenceLatitude() {
            return 90;
        }
    }

    /**
     * Parallels stay straight and equally spaced.
     *
     * @param sinusoidal whether they shrink to their true length (SFL, GLS), else all are as long as the equator (CAR)
     * @param referenceLatitude native latitude theta_0 at y = 0: 0, but for GLS, whose native system is the celestial one
     */
    record Cylindrical(boolean sinusoidal, double referenceLatitude) implements Projection {
        private static final double ROUNDING = 1e-12;

        private double length(double theta) {
            return sinusoidal ? Math.cos(Math.toRadians(theta)) : 1;
        }

        @Override
        public @Nullable Point toNative(double x, double y) {
            double theta = y + referenceLatitude;
            double phi = x == 0 ? 0 : x / length(theta);
            return Math.abs(theta) <= 90 + ROUNDING && Math.abs(phi) <= 180 + ROUNDING ? new Point(phi, theta) : null;
        }

        @Override
        public Point toPlane(double phi, double theta) {
            return new Point(phi * length(theta), theta - referenceLatitude);
        }
    }
}
