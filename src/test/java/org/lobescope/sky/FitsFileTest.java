package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lobescope.Problems;

/** FITS files of many kinds against what astropy reads from them: resources/sky/fits, made by make_fits.py. */
class FitsFileTest {
    @SuppressWarnings("ArrayRecordComponent")
    record Expected(
            String file,
            int hdu,
            int plane,
            int width,
            int height,
            @Nullable Float[] pixels) {
        @Override
        public String toString() {
            return file + " " + hdu + " " + plane;
        }
    }

    static Stream<Expected> expected() throws IOException {
        try (Reader in = new InputStreamReader(
                FitsFileTest.class.getResourceAsStream("/sky/fits.json"), StandardCharsets.UTF_8)) {
            return Stream.of(new Gson().fromJson(in, Expected[].class));
        }
    }

    static Path file(String name) {
        try {
            return Path.of(FitsFileTest.class.getResource("/sky/fits/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImageEntry entry(ImageFile file, int hdu) {
        return file.images().stream().filter(e -> e.hdu() == hdu).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("expected")
    void pixelsAreThoseOfAstropy(Expected e) {
        ImageFile file = ImageReader.open(file(e.file));
        ImageEntry entry = entry(file, e.hdu);
        assertEquals(e.width, entry.width());
        assertEquals(e.height, entry.height());
        boolean blank = Stream.of(e.pixels).allMatch(p -> p == null);
        if (blank) {
            assertTrue(Problems.sentence(() -> file.read(entry, e.plane, entry.centre()))
                    .contains("plane " + (e.plane + 1) + " has no pixel with a value"));
            return;
        }
        RadioImage image = file.read(entry, e.plane, entry.centre());
        assertEquals(e.width, image.width());
        assertEquals(e.height, image.height());
        for (int i = 0; i < e.pixels.length; i++) {
            Float pixel = e.pixels[i];
            if (pixel == null) {
                assertTrue(Float.isNaN(image.pixels()[i]), e + " pixel " + i);
            } else {
                assertEquals(pixel, image.pixels()[i], Math.abs(pixel) * 1e-6f, e + " pixel " + i);
            }
        }
    }

    /** Parts of an array are read like the whole of it, compressed or not. */
    @ParameterizedTest
    @MethodSource("expected")
    void partsAreThoseOfTheWhole(Expected e) {
        if (e.width < 5 || Stream.of(e.pixels).allMatch(p -> p == null)) {
            return;
        }
        PixelBox box = new PixelBox(2, 3, 3, 5);
        for (long unpackedAtOnce : new long[] {0, Long.MAX_VALUE}) {
            float[] part =
                    FitsFile.open(file(e.file), e.file.endsWith(".gz")).readBox(e.hdu, e.plane, box, unpackedAtOnce);
            for (int i = 0; i < part.length; i++) {
                Float pixel = e.pixels[(box.y() + i / 3) * e.width + box.x() + i % 3];
                assertEquals(
                        pixel == null ? Float.NaN : pixel,
                        part[i],
                        pixel == null ? 0 : Math.abs(pixel) * 1e-6f,
                        e + " pixel " + i);
            }
        }
    }

    @Test
    void theFirstPlaneWithPixelsIsShown() {
        RadioImage image = ImageReader.read(file("cube.fits"));
        assertEquals(3, image.blanks());
        assertEquals(List.of("Plane 2 of 3 (FREQ = 1.40100e+09 Hz)."), image.notes());
        assertEquals(3, ImageReader.open(file("cube.fits")).images().getFirst().planes());
        RadioImage hyper = ImageReader.open(file("hypercube.fits"))
                .read(ImageReader.open(file("hypercube.fits")).images().getFirst(), 4, new PixelPosition(0, 0));
        assertEquals(List.of("Plane 5 of 6 (FREQ = 1.40100e+09 Hz, STOKES = 2.00000)."), hyper.notes());
    }

    @Test
    void severalImagesAreListed() {
        ImageFile file = ImageReader.open(file("extensions.fits"));
        assertEquals(
                List.of("HDU 2 SCI (14 x 9)", "HDU 3 RMS (14 x 9)"),
                file.images().stream().map(ImageEntry::toString).toList());
        assertEquals(
                List.of("The file holds 2 images; this is HDU 2 SCI (14 x 9)."),
                file.read().notes());
    }

    @Test
    void coordinatesDoNotDependOnTheOrderOfAxes() {
        for (String name : List.of("four-axes.fits", "cube.fits", "frequency-first.fits", "rice-float.fits.fz")) {
            RadioImage image = ImageReader.read(file(name));
            SkyPosition sky =
                    image.wcs().orElseThrow().toSky(new PixelPosition(6, 4)).orElseThrow();
            assertEquals(10, sky.longitude(), 1e-9, name);
            assertEquals(-20, sky.latitude(), 1e-9, name);
            SkyPosition east =
                    image.wcs().orElseThrow().toSky(new PixelPosition(5, 4)).orElseThrow();
            assertEquals(10 + 0.001 / Math.cos(Math.toRadians(20)), east.longitude(), 1e-6, name);
        }
        assertFalse(ImageReader.read(file("float32.fits")).wcs().isPresent());
    }

    @Test
    void beamsComeFromCardsHistoryOrCasasTable() {
        assertEquals(
                new Beam(1.5e-3, 1.25e-3, -30.5),
                ImageReader.read(file("aips-beam.fits")).beam().orElseThrow());
        ImageFile cube = ImageReader.open(file("casa-beams.fits"));
        assertEquals(1, cube.images().size());
        for (int plane = 0; plane < 3; plane++) {
            Beam beam = cube.read(cube.images().getFirst(), plane, new PixelPosition(0, 0))
                    .beam()
                    .orElseThrow();
            assertEquals((6 - plane / 2.0) / 3600, beam.major(), 1e-12);
            assertEquals((4 - plane / 2.0) / 3600, beam.minor(), 1e-12);
            assertEquals(10 + 10 * plane, beam.positionAngle());
        }
        assertFalse(ImageReader.read(file("float32.fits")).beam().isPresent());
    }

    @Test
    void infinitePixelsAreBlank() {
        RadioImage image = ImageReader.read(file("infinite.fits"));
        assertEquals(2, image.blanks());
        assertEquals(List.of("2 infinite pixels are taken as blank."), image.notes());
    }
}
