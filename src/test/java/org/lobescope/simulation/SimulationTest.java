package org.lobescope.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lobescope.Problem;
import org.lobescope.Problems;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.RadioImage;
import org.lobescope.sky.SkyPosition;

class SimulationTest {
    private static final double FWHM = 2 * Math.sqrt(2 * Math.log(2));

    /** Nothing but the galaxy. */
    private static Simulation quiet(Survey survey, double extent, double flux) {
        Survey silent = new Survey(survey.name(), survey.pixelScale(), survey.beam(), 0, survey.frequency(), 0);
        return new Simulation(silent, 128, OptionalDouble.of(extent), OptionalDouble.of(flux), 0);
    }

    @Test
    void sameSeedSameImage() {
        Simulation simulation = new Simulation(Survey.FIRST);
        float[] once = simulation.source(SourceKind.FRII, 5).pixels();
        assertArrayEquals(
                once, new Simulation(Survey.FIRST).source(SourceKind.FRII, 5).pixels());
        assertFalse(Arrays.equals(once, simulation.source(SourceKind.FRII, 6).pixels()));
    }

    /** The pixels' sum over the beam's area is the flux that was asked for, at 1.4 GHz and at another frequency. */
    @ParameterizedTest
    @EnumSource(SourceKind.class)
    void fluxIsKept(SourceKind kind) {
        for (Survey survey : new Survey[] {Survey.FIRST, Survey.LOTSS}) {
            double extent = kind == SourceKind.COMPACT ? 3 : 40;
            float[] pixels = quiet(survey, extent, 80).source(kind, 3).pixels();
            double sum = 0;
            for (float pixel : pixels) {
                sum += pixel;
            }
            double sigma = survey.beam().major() * 3600 / survey.pixelScale() / FWHM;
            double flux = sum / (2 * Math.PI * sigma * sigma) * 1e3;
            assertEquals(80 * Math.pow(survey.frequency() / 1400, -0.7), flux, 0.01 * flux, kind + " " + survey);
        }
    }

    /** A point has its flux as peak, and falls to half at half the beam's width. */
    @Test
    void aPointIsTheBeam() {
        Survey survey = new Survey("test", 1, new org.lobescope.sky.Beam(12 / 3600.0, 8 / 3600.0, 90), 0, 1400, 0);
        double[] image = SkyPainter.paint(java.util.List.of(new Blob(0.5, 0.5, 10, 0, 0, 0)), survey, 64);
        int x = 31;
        int y = 32;
        assertEquals(0.010, image[y * 64 + x], 1e-12);
        assertEquals(0.005, image[y * 64 + x + 6], 1e-12, "the major axis points east");
        assertEquals(0.005, image[(y - 4) * 64 + x], 1e-12, "the minor axis points north");
    }

    /** FIRST's own noise correlates by 0.69 and 0.22 at one and two pixels. */
    @Test
    void noiseHasTheRightSizeAndCorrelation() {
        for (double arms : new double[] {0, 0.35}) {
            Survey survey = new Survey("test", 1.8, Survey.FIRST.beam(), 0.15, 1400, arms);
            int size = 256;
            double[] noise = new UvCoverage(survey, 0.3).noise(size, new java.util.Random(4));
            double square = 0;
            double one = 0;
            double two = 0;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size - 2; x++) {
                    double here = noise[y * size + x];
                    square += here * here;
                    one += here * noise[y * size + x + 1];
                    two += here * noise[y * size + x + 2];
                }
            }
            assertEquals(0.15e-3, Math.sqrt(square / size / (size - 2)), 0.01e-3);
            assertEquals(Math.exp(-4 * Math.log(2) / 9), one / square, 0.06);
            assertEquals(Math.exp(-16 * Math.log(2) / 9), two / square, 0.1);
        }
    }

    /** Fanaroff and Riley's own criterion: how far apart the brightest places are, beside the whole extent. */
    @ParameterizedTest
    @EnumSource(names = {"FRI", "FRII"})
    void kindsKeepFanaroffAndRileysCriterion(SourceKind kind) {
        for (int seed = 1; seed <= 20; seed++) {
            Painted image =
                    new Painted(quiet(Survey.FIRST, 90, 100).source(kind, seed).pixels(), 128, 1.8);
            boolean outer = image.peakDistance() > 90 / 4.0;
            assertEquals(kind == SourceKind.FRII, outer, kind + " " + seed);
        }
    }

    private record Painted(float[] pixels, int size, double scale) {
        double peakDistance() {
            int peak = 0;
            for (int i = 0; i < pixels.length; i++) {
                peak = pixels[i] > pixels[peak] ? i : peak;
            }
            double centre = (size - 1) / 2.0;
            return Math.hypot(peak % size - centre, peak / size - centre) * scale;
        }
    }

    @Test
    void filesHaveCoordinatesBeamAndUnit(@TempDir Path folder) {
        SimulatedSource source = new Simulation(Survey.LOTSS).source(SourceKind.FRII_CORE, 12);
        assertEquals("frii-core-000012", source.name());
        Path file = folder.resolve("a.fits");
        source.write(file);
        RadioImage image = ImageReader.read(file);
        assertEquals("JY/BEAM", image.unit());
        assertEquals(6.0 / 3600, image.beam().orElseThrow().major(), 1e-9);
        assertEquals(1.5 / 3600, image.wcs().orElseThrow().scale(), 1e-9);
        SkyPosition centre =
                image.wcs().orElseThrow().toSky(new PixelPosition(149.5, 149.5)).orElseThrow();
        assertEquals(source.longitude(), centre.longitude(), 1e-6);
        assertEquals(source.latitude(), centre.latitude(), 1e-6);
        assertArrayEquals(source.pixels(), image.pixels());
    }

    /** The same galaxy in two surveys: the hot spots are at the same place on the sky. */
    @Test
    void aSeedIsTheSameGalaxyEverywhere() {
        double fine = new Painted(
                        quiet(Survey.FIRST, 100, 100).source(SourceKind.FRII, 9).pixels(), 128, 1.8)
                .peakDistance();
        double other = new Painted(
                        quiet(Survey.LOTSS, 100, 100).source(SourceKind.FRII, 9).pixels(), 128, 1.5)
                .peakDistance();
        assertEquals(fine, other, 2.5);
    }

    @Test
    void companionsAreAdded() {
        Simulation alone = quiet(Survey.FIRST, 40, 100);
        Simulation joined = new Simulation(alone.survey(), 128, alone.extent(), alone.flux(), 4);
        double more = 0;
        float[] without = alone.source(SourceKind.FRI, 2).pixels();
        float[] with = joined.source(SourceKind.FRI, 2).pixels();
        for (int i = 0; i < with.length; i++) {
            more = Math.max(more, with[i] - without[i]);
        }
        assertTrue(more > 1e-3, "" + more);
    }

    @Test
    void impossibleSurveysAreRefused() {
        Survey coarse = new Survey("test", 6, Survey.FIRST.beam(), 0.1, 1400, 0);
        String sentence = Problems.sentence(() -> new Simulation(coarse));
        assertTrue(sentence.contains("at most 2.70 arcsec"), sentence);
        assertThrows(
                Problem.class,
                () -> new Simulation(Survey.FIRST, 3, OptionalDouble.empty(), OptionalDouble.empty(), 0));
        assertThrows(
                Problem.class,
                () -> new Simulation(Survey.FIRST, 300, OptionalDouble.of(-1), OptionalDouble.empty(), 0));
    }
}
