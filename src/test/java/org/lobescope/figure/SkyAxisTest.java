package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;
import org.lobescope.sky.Wcs;

class SkyAxisTest {
    private static List<String> labels(SkyAxis axis) {
        return axis.ticks().stream().map(SkyAxis.Tick::label).toList();
    }

    @Test
    void labelsRepeatOnlyWhatChanges() {
        List<SkyAxis> axes = SkyAxis.of(Skies.equatorial(187.5, 12.4, 150, 150, 1.8), 150, 150, 4);
        assertEquals(
                List.of("12ʰ30ᵐ05ˢ", "00ˢ", "29ᵐ55ˢ"),
                labels(axes.get(0)).stream().toList());
        assertEquals(List.of("+12°22′", "24′", "26′"), labels(axes.get(1)));
    }

    @Test
    void ticksLieAtTheirCoordinate() {
        Wcs wcs = Skies.equatorial(10.68, -41.27, 120, 90, 2.5);
        List<SkyAxis> axes = SkyAxis.of(wcs, 120, 90, 4);
        assertTrue(axes.get(0).longitude());
        for (SkyAxis.Tick tick : axes.get(0).ticks()) {
            SkyPosition sky = wcs.toSky(new PixelPosition(tick.pixel(), -0.5)).orElseThrow();
            double seconds = sky.longitude() / 15 * 3600;
            assertEquals(0, seconds - Math.rint(seconds), 1e-3);
        }
        for (SkyAxis.Tick tick : axes.get(1).ticks()) {
            SkyPosition sky = wcs.toSky(new PixelPosition(-0.5, tick.pixel())).orElseThrow();
            assertEquals(0, sky.latitude() * 60 - Math.rint(sky.latitude() * 60), 1e-4);
        }
    }

    @Test
    void rightAscensionRunsOnThroughZero() {
        List<SkyAxis> axes = SkyAxis.of(Skies.equatorial(0, 0, 150, 150, 1.8), 150, 150, 4);
        assertEquals(List.of("00ʰ00ᵐ05ˢ", "00ˢ", "23ʰ59ᵐ55ˢ"), labels(axes.get(0)));
        assertTrue(labels(axes.get(1)).contains("+00°00′"), labels(axes.get(1)).toString());
    }

    @Test
    void aTurnedImageHasDeclinationsBelow() {
        Wcs wcs = Skies.tan("RA--", "DEC-", 50, 20, 100, 100, 0.001, 90);
        List<SkyAxis> axes = SkyAxis.of(wcs, 100, 100, 4);
        assertFalse(axes.get(0).longitude());
        assertTrue(axes.get(1).longitude());
        assertFalse(axes.get(0).ticks().isEmpty());
        assertFalse(axes.get(1).ticks().isEmpty());
    }

    @Test
    void otherFramesHaveLongitudesInDegrees() {
        Wcs wcs = Skies.tan("GLON", "GLAT", 120, -3, 100, 100, 0.01, 0);
        assertTrue(labels(SkyAxis.of(wcs, 100, 100, 4).get(0)).getFirst().contains("°"));
    }

    @Test
    void anyImageHasFewTicks() {
        for (double arcsec : new double[] {0.0005, 0.05, 0.3, 1.8, 15, 120, 900}) {
            for (double dec : new double[] {-89.9, -30, 0, 60, 89.99}) {
                for (SkyAxis axis : SkyAxis.of(Skies.equatorial(200, dec, 150, 100, arcsec), 150, 100, 4)) {
                    assertTrue(axis.ticks().size() <= 9, arcsec + " " + dec + " " + axis);
                }
            }
        }
    }

    @Test
    void anglesAreRoundedIntoTheNextMinute() {
        assertEquals("12ʰ31ᵐ00.0ˢ", Sexagesimal.HOURS.format((12 + 30 / 60.0 + 59.97 / 3600) * 15, 1));
        assertEquals("−00°00′30″", Sexagesimal.DEGREES.format(-30 / 3600.0, 0));
        assertEquals("+00°00′00″", Sexagesimal.DEGREES.format(-1e-9, 0));
        assertEquals("00ʰ00ᵐ00ˢ", Sexagesimal.HOURS.format(359.9999999, 0));
        assertEquals("23ʰ59ᵐ56ˢ", Sexagesimal.HOURS.format(-1 / 60.0, 0));
    }
}
