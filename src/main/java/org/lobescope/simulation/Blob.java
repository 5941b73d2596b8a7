package org.lobescope.simulation;

/**
 * A part of a model: an elliptical Gaussian on the sky. Gaussians stay Gaussians under a beam, so a model made of them
 * has an exact image at any resolution.
 *
 * @param east of the source's centre, arcsec
 * @param north of the source's centre, arcsec
 * @param flux integrated, mJy at 1.4 GHz
 * @param major standard deviation along the long axis, arcsec; 0 for a point
 * @param minor standard deviation across it, arcsec
 * @param angle of the long axis, rad, from north through east
 */
record Blob(double east, double north, double flux, double major, double minor, double angle) {
    /** A round part. */
    static Blob round(double east, double north, double flux, double sigma) {
        return new Blob(east, north, flux, sigma, sigma, 0);
    }

    Blob times(double factor) {
        return new Blob(east, north, flux * factor, major, minor, angle);
    }

    Blob moved(double toEast, double toNorth) {
        return new Blob(east + toEast, north + toNorth, flux, major, minor, angle);
    }

    /** The shape's second moments, arcsec squared: east-east, east-north, north-north. */
    Moments moments() {
        return Moments.of(major, minor, angle);
    }

    /** Second moments of a Gaussian; those of a convolution add up. */
    record Moments(double ee, double en, double nn) {
        static Moments of(double major, double minor, double angle) {
            double s = Math.sin(angle);
            double c = Math.cos(angle);
            double a = major * major;
            double b = minor * minor;
            return new Moments(a * s * s + b * c * c, (a - b) * s * c, a * c * c + b * s * s);
        }

        Moments plus(Moments other) {
            return new Moments(ee + other.ee, en + other.en, nn + other.nn);
        }

        double determinant() {
            return ee * nn - en * en;
        }
    }
}
