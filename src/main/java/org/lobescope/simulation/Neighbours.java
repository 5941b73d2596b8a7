package org.lobescope.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Other sources in the field: those that any field has, and companions near the galaxy where they are wanted. */
final class Neighbours {
    /** Sources per square degree above 1 mJy at 1.4 GHz, as in FIRST. */
    private static final double DENSITY = 90;

    /** Number of sources brighter than S goes as S to the power of minus this. */
    private static final double SLOPE = 0.8;

    private static final double BRIGHTEST = 200;

    private Neighbours() {}

    /**
     * The sources of an ordinary field.
     *
     * @param width of the field, arcsec
     * @param free nothing within this radius, arcsec
     */
    static List<Blob> field(double width, double free, Random random) {
        double expected = DENSITY * width * width / (3600.0 * 3600.0);
        List<Blob> sources = new ArrayList<>();
        for (double time = -Math.log(1 - random.nextDouble());
                time < expected;
                time -= Math.log(1 - random.nextDouble())) {
            double east = (random.nextDouble() - 0.5) * width;
            double north = (random.nextDouble() - 0.5) * width;
            double flux = Math.min(BRIGHTEST, Math.pow(1 - random.nextDouble(), -1 / SLOPE));
            double size = 0.3 + 1.2 * random.nextDouble();
            if (Math.hypot(east, north) > free) {
                sources.addAll(source(east, north, flux, size, random));
            }
        }
        return sources;
    }

    /**
     * Companions around the galaxy.
     *
     * @param inner nearest, arcsec
     * @param outer furthest, arcsec
     * @param flux of the galaxy, mJy; companions have 3 to 12 % of it
     */
    static List<Blob> near(int count, double inner, double outer, double flux, Random random) {
        List<Blob> sources = new ArrayList<>();
        double first = 2 * Math.PI * random.nextDouble();
        for (int i = 0; i < count; i++) {
            double angle = first + 2 * Math.PI * (i + 0.5 * random.nextDouble()) / count;
            double distance = inner + (outer - inner) * random.nextDouble();
            sources.addAll(source(
                    distance * Math.sin(angle),
                    distance * Math.cos(angle),
                    flux * (0.03 + 0.09 * random.nextDouble()),
                    0.3 + 1.2 * random.nextDouble(),
                    random));
        }
        return sources;
    }

    /** A point, or now and then a small double. */
    private static List<Blob> source(double east, double north, double flux, double size, Random random) {
        if (random.nextInt(5) > 0) {
            return List.of(Blob.round(east, north, flux, size));
        }
        double angle = Math.PI * random.nextDouble();
        double apart = 4 + 8 * random.nextDouble();
        double share = 0.35 + 0.3 * random.nextDouble();
        return List.of(
                Blob.round(east, north, flux * share, size),
                Blob.round(east + apart * Math.sin(angle), north + apart * Math.cos(angle), flux * (1 - share), size));
    }
}
