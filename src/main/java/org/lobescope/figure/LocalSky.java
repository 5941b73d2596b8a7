package org.lobescope.figure;

import java.util.Optional;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;

/**
 * Directions on the sky at one pixel.
 *
 * @param northX pixels to the right per degree to the north
 * @param northY pixels upwards per degree to the north
 * @param eastX pixels to the right per degree to the east
 * @param eastY pixels upwards per degree to the east
 */
record LocalSky(double northX, double northY, double eastX, double eastY) {
    /** Measured over a tenth of a pixel; empty where the projection has no sky or at a pole. */
    static Optional<LocalSky> at(Wcs wcs, double x, double y) {
        double step = wcs.scale() / 10;
        Optional<SkyPosition> here = wcs.toSky(new PixelPosition(x, y));
        if (here.isEmpty()) {
            return Optional.empty();
        }
        double longitude = here.get().longitude();
        double latitude = here.get().latitude();
        // Towards the equator, so that the step never leads over a pole.
        double north = latitude > 0 ? -step : step;
        double parallel = Math.cos(Math.toRadians(latitude));
        if (parallel * 90 < step) {
            return Optional.empty();
        }
        Optional<PixelPosition> upwards = wcs.toPixel(new SkyPosition(longitude, latitude + north));
        Optional<PixelPosition> leftwards = wcs.toPixel(new SkyPosition((longitude + step / parallel) % 360, latitude));
        if (upwards.isEmpty() || leftwards.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LocalSky(
                (upwards.get().x() - x) / north,
                (upwards.get().y() - y) / north,
                (leftwards.get().x() - x) / step,
                (leftwards.get().y() - y) / step));
    }
}
