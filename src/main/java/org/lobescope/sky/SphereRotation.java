package org.lobescope.sky;

/**
 * The rotation between native and celestial spherical coordinates (FITS WCS paper II, section 2.4).
 *
 * @param poleLongitude celestial longitude of the native pole, deg
 * @param poleLatitude celestial latitude of the native pole, deg
 * @param nativeLongitude native longitude of the celestial pole (LONPOLE), deg
 */
record SphereRotation(double poleLongitude, double poleLatitude, double nativeLongitude) {
    private static final double TOLERANCE = 1e-10;

    /**
     * The rotation that puts the reference point, at native longitude 0, onto a celestial position.
     *
     * @param theta0 native latitude of the reference point, deg
     * @param longitude its celestial longitude (CRVAL), deg
     * @param latitude its celestial latitude (CRVAL), deg
     * @param lonPole LONPOLE, deg
     * @param latPole LATPOLE, deg, which chooses between two solutions
     * @throws org.lobescope.Problem where no rotation does that
     */
    static SphereRotation of(double theta0, double longitude, double latitude, double lonPole, double latPole) {
        if (theta0 == 90) {
            return new SphereRotation(longitude, latitude, lonPole);
        }
        double delta = poleLatitude(theta0, latitude, lonPole, latPole);
        return new SphereRotation(poleLongitude(theta0, longitude, latitude, lonPole, delta), delta, lonPole);
    }

    /** Paper II, equation 8. */
    private static double poleLatitude(double theta0, double latitude, double lonPole, double latPole) {
        double cosTheta = cos(theta0);
        double u = Math.toDegrees(Math.atan2(sin(theta0), cosTheta * cos(lonPole)));
        double length = Math.hypot(sin(theta0), cosTheta * cos(lonPole));
        if (length < TOLERANCE) {
            if (Math.abs(latitude) > TOLERANCE) {
                throw impossible();
            }
            return latPole;
        }
        double ratio = sin(latitude) / length;
        if (Math.abs(ratio) > 1 + TOLERANCE) {
            throw impossible();
        }
        double v = Math.toDegrees(Math.acos(Math.clamp(ratio, -1.0, 1.0)));
        double first = wrap(u + v);
        double second = wrap(u - v);
        boolean firstIsNear = Math.abs(latPole - first) < Math.abs(latPole - second);
        double near = firstIsNear ? first : second;
        double far = firstIsNear ? second : first;
        double chosen = Math.abs(near) <= 90 + TOLERANCE ? near : far;
        if (Math.abs(chosen) > 90 + TOLERANCE) {
            throw impossible();
        }
        return Math.clamp(chosen, -90.0, 90.0);
    }

    /** Paper II, equations 9 and 10. */
    private static double poleLongitude(
            double theta0, double longitude, double latitude, double lonPole, double delta) {
        if (Math.abs(cos(latitude)) < TOLERANCE) {
            return longitude;
        }
        if (delta > 90 - TOLERANCE) {
            return longitude + lonPole - 180;
        }
        if (delta < -90 + TOLERANCE) {
            return longitude - lonPole;
        }
        double x = (sin(theta0) - sin(delta) * sin(latitude)) / cos(delta);
        double y = sin(lonPole) * cos(theta0);
        return longitude - Math.toDegrees(Math.atan2(y, x));
    }

    private static org.lobescope.Problem impossible() {
        return new org.lobescope.Problem("The cards CRVAL, LONPOLE and LATPOLE contradict each other.");
    }

    /** The celestial position of native coordinates. */
    SkyPosition toSky(double phi, double theta) {
        double[] turned = turn(phi - nativeLongitude, theta);
        return new SkyPosition(positive(turned[0] + poleLongitude), turned[1]);
    }

    /** The native coordinates of a celestial position; longitude in -180..180. */
    Projection.Point toNative(SkyPosition sky) {
        double[] turned = turn(sky.longitude() - poleLongitude, sky.latitude());
        return new Projection.Point(wrap(turned[0] + nativeLongitude), turned[1]);
    }

    /** Paper II, equations 2 and 5: the same turn leads there and back. */
    private double[] turn(double longitude, double latitude) {
        double x = sin(latitude) * cos(poleLatitude) - cos(latitude) * sin(poleLatitude) * cos(longitude);
        double y = -cos(latitude) * sin(longitude);
        double z = sin(latitude) * sin(poleLatitude) + cos(latitude) * cos(poleLatitude) * cos(longitude);
        return new double[] {Math.toDegrees(Math.atan2(y, x)), Math.toDegrees(Math.atan2(z, Math.hypot(x, y)))};
    }

    static double positive(double angle) {
        double rest = angle % 360;
        double turned = rest < 0 ? rest + 360 : rest;
        return turned >= 360 ? 0 : turned;
    }

    private static double wrap(double angle) {
        double turned = positive(angle);
        return turned > 180 ? turned - 360 : turned;
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
