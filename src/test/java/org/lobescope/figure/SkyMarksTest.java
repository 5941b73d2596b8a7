package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.lobescope.sky.Beam;
import org.lobescope.sky.Wcs;

/** Beam and scale bar. */
class SkyMarksTest {
    private static final PixelFrame FRAME = new PixelFrame(100, 50, 300, 300, 150, 150);

    private static Rectangle2D beam(Beam beam, Wcs wcs) {
        return BeamMark.of(beam, wcs, FRAME, 7).orElseThrow().getBounds2D();
    }

    @Test
    void theBeamHasItsSizeAndStandsInTheLowerLeftCorner() {
        Wcs wcs = Skies.equatorial(180, 30, 150, 150, 1.8);
        Rectangle2D round = beam(new Beam(5.4 / 3600, 5.4 / 3600, 0), wcs);
        // 5.4 arcsec are 3 pixels, 6 units of the figure.
        assertEquals(6, round.getWidth(), 0.01);
        assertEquals(6, round.getHeight(), 0.01);
        assertEquals(107, round.getMinX(), 0.01);
        assertEquals(343, round.getMaxY(), 0.01);
    }

    @Test
    void thePositionAngleRunsFromNorthThroughEast() {
        Wcs wcs = Skies.equatorial(180, 30, 150, 150, 1.8);
        Rectangle2D northSouth = beam(new Beam(18 / 3600.0, 5.4 / 3600, 0), wcs);
        assertEquals(20, northSouth.getHeight(), 0.05);
        Rectangle2D eastWest = beam(new Beam(18 / 3600.0, 5.4 / 3600, 90), wcs);
        assertEquals(20, eastWest.getWidth(), 0.05);
        // East is on the left: at 45 deg the ellipse leans to the upper left.
        var tilted = BeamMark.of(new Beam(18 / 3600.0, 1.8 / 3600, 45), wcs, FRAME, 7)
                .orElseThrow();
        Rectangle2D box = tilted.getBounds2D();
        assertTrue(tilted.contains(box.getMinX() + 0.2 * box.getWidth(), box.getMinY() + 0.2 * box.getHeight()));
        assertTrue(!tilted.contains(box.getMaxX() - 0.2 * box.getWidth(), box.getMinY() + 0.2 * box.getHeight()));
    }

    @Test
    void theBeamTurnsWithTheImage() {
        Wcs turned = Skies.tan("RA--", "DEC-", 180, 30, 150, 150, 1.8 / 3600, 90);
        assertEquals(20, beam(new Beam(18 / 3600.0, 5.4 / 3600, 0), turned).getWidth(), 0.05);
    }

    @Test
    void aBeamThatWouldFillTheImageIsNotDrawn() {
        Wcs wcs = Skies.equatorial(180, 30, 150, 150, 1.8);
        assertTrue(BeamMark.of(new Beam(200 / 3600.0, 200 / 3600.0, 0), wcs, FRAME, 7)
                .isEmpty());
        assertTrue(BeamMark.of(new Beam(0, 0, 0), wcs, FRAME, 7).isEmpty());
    }

    @Test
    void scaleBarsAreRound() {
        ScaleBar bar = ScaleBar.of(Skies.equatorial(180, 30, 150, 150, 1.8), 150, 0.28);
        assertEquals("1′", bar.label());
        assertEquals(60 / 1.8, bar.pixels(), 1e-3);
        assertEquals(
                "30″",
                ScaleBar.of(Skies.equatorial(180, 0, 64, 40, 1.8), 64, 0.28).label());
        assertEquals(
                "5 mas",
                ScaleBar.of(Skies.equatorial(180, 0, 100, 100, 0.0002), 100, 0.28)
                        .label());
        assertEquals(
                "0.5″",
                ScaleBar.of(Skies.equatorial(180, 0, 100, 100, 0.02), 100, 0.28).label());
        assertEquals(
                "2°",
                ScaleBar.of(Skies.equatorial(180, 0, 100, 100, 360), 100, 0.28).label());
    }

    /** Against astropy 7.2, FlatLambdaCDM(H0=70, Om0=0.3). */
    @Test
    void kiloparsecsAreThoseOfAstropy() {
        double[][] values = {
            {0.001, 0.02073794430862171},
            {0.053, 1.0324725189075286},
            {0.5, 6.104209536262899},
            {2, 8.370893333113617},
            {7, 5.228474551837963}
        };
        for (double[] value : values) {
            assertEquals(1, Cosmology.kpcPerArcsecond(value[0]) / value[1], 1e-7, "z = " + value[0]);
        }
        ScaleBar bar = ScaleBar.of(Skies.equatorial(180, 30, 150, 150, 1.8), 150, 0.28, 0.053);
        assertEquals("1′ = 61.9 kpc", bar.label());
        assertEquals(
                "30″ = 251 kpc",
                ScaleBar.of(Skies.equatorial(180, 0, 64, 40, 1.8), 64, 0.28, 2).label());
        assertEquals(
                "5′ = 1.83 Mpc",
                ScaleBar.of(Skies.equatorial(180, 0, 640, 40, 1.8), 640, 0.28, 0.5)
                        .label());
    }
}
