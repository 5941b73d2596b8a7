package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;

/**
 * Round sky coordinates along one edge of an image.
 *
 * @param longitude whether the ticks are longitudes (right ascension); else latitudes
 * @param ticks in the order of the edge
 */
public record SkyAxis(boolean longitude, List<Tick> ticks) {
    private static final int SAMPLES = 256;
    /** Round steps in seconds of hours or degrees. */
    private static final double[] STEPS = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800,
        18000, 36000, 54000, 108000, 162000
    };

    public SkyAxis {
        ticks = List.copyOf(ticks);
    }

    /**
     * A round coordinate.
     *
     * @param pixel column on the bottom edge, row on the left edge
     * @param label in full where the leading parts change, else only what differs from the tick before
     */
    public record Tick(double pixel, String label) {}

    /** The two axes of an image, bottom and left; the bottom shows what changes more along it. */
    public static List<SkyAxis> of(Wcs wcs, int columns, int rows, int wanted) {
        Optional<LocalSky> local = LocalSky.at(wcs, (columns - 1) / 2.0, (rows - 1) / 2.0);
        boolean turned = local.isPresent()
                && Math.abs(local.get().northX()) > Math.abs(local.get().eastX());
        return List.of(
                along(wcs, columns, rows, true, !turned, wanted), along(wcs, columns, rows, false, turned, wanted));
    }

    private static SkyAxis along(Wcs wcs, int columns, int rows, boolean bottom, boolean longitude, int wanted) {
        double end = bottom ? columns - 0.5 : rows - 0.5;
        double[] place = new double[SAMPLES];
        double[] value = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            place[i] = -0.5 + (end + 0.5) * i / (SAMPLES - 1);
            Optional<SkyPosition> sky =
                    wcs.toSky(bottom ? new PixelPosition(place[i], -0.5) : new PixelPosition(-0.5, place[i]));
            if (sky.isEmpty()) {
                return new SkyAxis(longitude, List.of());
            }
            value[i] = longitude ? sky.get().longitude() : sky.get().latitude();
            if (longitude && i > 0) {
                // Longitudes run on through 0: no jump of a whole turn between neighbours.
                value[i] -= 360 * Math.rint((value[i] - value[i - 1]) / 360);
            }
        }
        Sexagesimal notation = longitude ? Sexagesimal.longitudeOf(wcs.frame()) : Sexagesimal.DEGREES;
        return new SkyAxis(longitude, ticks(place, value, notation, wanted));
    }

    private static List<Tick> ticks(double[] place, double[] value, Sexagesimal notation, int wanted) {
        double low = value[0];
        double high = value[0];
        for (double v : value) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        double second = notation.degreesPerSecond();
        double seconds = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0; i--) {
            if ((high - low) / second / STEPS[i] <= wanted) {
                seconds = STEPS[i];
            }
        }
        int last = seconds < 60 ? 2 : seconds < 3600 ? 1 : 0;
        int decimals = seconds < 0.1 ? 2 : seconds < 1 ? 1 : 0;
        double step = seconds * second;
        List<double[]> found = new ArrayList<>();
        for (int i = 1; i < place.length; i++) {
            double from = Math.min(value[i - 1], value[i]);
            double to = Math.max(value[i - 1], value[i]);
            for (double k = Math.floor(from / step) + 1; k * step <= to; k++) {
                double t = (k * step - value[i - 1]) / (value[i] - value[i - 1]);
                found.add(new double[] {place[i - 1] + t * (place[i] - place[i - 1]), k * step});
            }
        }
        List<Tick> ticks = new ArrayList<>();
        List<String> before = List.of();
        for (double[] tick : found) {
            List<String> parts = notation.parts(tick[1], last, decimals);
            ticks.add(new Tick(tick[0], different(parts, before)));
            before = parts;
        }
        return ticks;
    }

    private static String different(List<String> parts, List<String> before) {
        int same = 0;
        while (same < before.size()
                && same < parts.size() - 1
                && parts.get(same).equals(before.get(same))) {
            same++;
        }
        return String.join("", parts.subList(same, parts.size()));
    }
}
