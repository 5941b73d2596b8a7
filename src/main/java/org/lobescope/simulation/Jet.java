package org.lobescope.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One jet: a path that leaves the core, along which it widens and its brightness changes.
 *
 * @param direction at the core, rad, from north through east
 * @param length along the path, arcsec
 * @param bend by which its direction has turned at the end, rad; positive through east
 * @param bendPower how late it turns: 1 evenly, 3 near the end, 0.3 near the core
 */
record Jet(double direction, double length, double bend, double bendPower) {
    private static final double STEP = 0.8;

    /** A place on the path. */
    record Place(double fraction, double east, double north, double direction) {}

    /** What a jet does along its path, at a fraction of its length. */
    @FunctionalInterface
    interface Profile {
        double at(double fraction);
    }

    /** The path, with a small meander. */
    List<Place> path(Random random) {
        double meander = 0.12 * random.nextGaussian();
        double phase = 2 * Math.PI * random.nextDouble();
        int steps = Math.max(8, (int) Math.round(length / STEP));
        List<Place> places = new ArrayList<>();
        double east = 0;
        double north = 0;
        for (int i = 1; i <= steps; i++) {
            double t = (double) i / steps;
            double heading = direction + bend * Math.pow(t, bendPower) + meander * Math.sin(phase + 7 * t);
            east += Math.sin(heading) * length / steps;
            north += Math.cos(heading) * length / steps;
            places.add(new Place(t, east, north, heading));
        }
        return places;
    }

    /**
     * The jet as parts of an arbitrary total flux.
     *
     * @param brightness flux per length
     * @param width standard deviation across, arcsec
     * @param knots how uneven it is: standard deviation of the logarithm of the brightness
     */
    List<Blob> blobs(List<Place> path, Profile brightness, Profile width, double knots, Random random) {
        List<Blob> blobs = new ArrayList<>();
        double knot = 0;
        // Neighbouring parts share a knot of about 4 arcsec.
        double memory = Math.exp(-STEP / 4);
        for (Place place : path) {
            knot = memory * knot + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            double across = width.at(place.fraction);
            double aside = 0.45 * across * random.nextGaussian();
            double flux = brightness.at(place.fraction) * Math.exp(knots * knot);
            blobs.add(new Blob(
                    place.east + aside * Math.cos(place.direction),
                    place.north - aside * Math.sin(place.direction),
                    flux,
                    Math.max(STEP, 0.9 * across),
                    0.85 * across,
                    place.direction));
        }
        return blobs;
    }
}
