package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.Problem;
import org.lobescope.Problems;

/** Files that are no images, or broken ones: one sentence each, never anything else. */
class BadImageFilesTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FitsFileTest.file(name));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static String sentence(Path file) {
        String sentence = Problems.sentence(() -> ImageReader.read(file));
        assertTrue(sentence.contains(file.getFileName().toString()), sentence);
        return sentence;
    }

    @Test
    void cutOffPixels() throws IOException {
        Path file = write("short.fits", Arrays.copyOf(bytes("float32.fits"), 3000));
        assertEquals(
                "short.fits is cut off: the header of HDU 0 promises 504 bytes of data from byte 2880 on, but the file ends"
                        + " at byte 3000; copy or download it again.",
                sentence(file));
    }

    @Test
    void missingPaddingDoesNotMatter() throws IOException {
        Path file = write("unpadded.fits", Arrays.copyOf(bytes("float32.fits"), 2880 + 504));
        assertEquals(14, ImageReader.read(file).width());
        byte[] longer = Arrays.copyOf(bytes("float32.fits"), 2880 * 2 + 100);
        assertEquals(14, ImageReader.read(write("junk.fits", longer)).width());
    }

    @Test
    void cutOffHeader() throws IOException {
        assertTrue(sentence(write("header.fits", Arrays.copyOf(bytes("float32.fits"), 400)))
                .contains("has no END card"));
    }

    @Test
    void cutOffArchive() throws IOException {
        byte[] packed = bytes("packed.fits.gz");
        assertTrue(sentence(write("half.fits.gz", Arrays.copyOf(packed, packed.length / 2)))
                .contains("packed by gzip and cut off"));
        assertTrue(sentence(write("start.fits.gz", Arrays.copyOf(packed, 8))).contains("gzip"));
    }

    @Test
    void nothingAtAll() throws IOException {
        assertEquals(
                "empty.fits is empty (0 bytes); copy or download it again.",
                sentence(write("empty.fits", new byte[0])));
        assertTrue(sentence(folder).contains("is a folder"));
        assertTrue(sentence(folder.resolve("absent.fits")).contains("There is no file"));
    }

    @Test
    void notAllowed() throws IOException {
        Path file = write("secret.fits", bytes("float32.fits"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "the administrator may read everything");
        assertTrue(sentence(file).contains("may not be read by you"));
    }

    @Test
    void otherKindsOfFiles() throws IOException {
        assertEquals(
                "notes.fits is no FITS, PNG or JPEG file (it begins with \"Dear diary, today\"); check that it is the"
                        + " right file and came over whole.",
                sentence(write("notes.fits", "Dear diary,\n today".getBytes(StandardCharsets.UTF_8))));
        assertTrue(sentence(write("error.fits", "<html>404</html>".getBytes(StandardCharsets.UTF_8)))
                .contains("web page"));
        assertTrue(sentence(write("a.fits", "PK\u0003\u0004xxxxxxxx".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("ZIP"));
        assertTrue(sentence(write("b.fits", "\u0089HDF\r\n".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("HDF5"));
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        assertTrue(sentence(write("noise.fits", noise)).contains("is no FITS, PNG or JPEG file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table-only.fits:the table SOURCES in HDU 1",
                "header-only.fits:a header (NAXIS = 0)",
                "spectrum.fits:a row of numbers in HDU 0 (NAXIS = 1)",
                "visibilities.fits:visibilities (random groups)"
            })
    void noImageInside(String nameAndContent) {
        String[] parts = nameAndContent.split(":");
        String sentence = sentence(FitsFileTest.file(parts[0]));
        assertTrue(sentence.contains("holds no image, only " + parts[1]), sentence);
    }

    @Test
    void allBlank() {
        assertEquals(
                "all-blank.fits, HDU 0: the image has no pixel with a value (all are blank); choose another image.",
                sentence(FitsFileTest.file("all-blank.fits")));
    }

    @Test
    void onePixelIsAnImage() {
        RadioImage image = ImageReader.read(FitsFileTest.file("one-pixel.fits"));
        assertEquals(1, image.width());
        assertEquals(3.5f, image.at(0, 0));
    }

    @Test
    void planesThatAreNotThere() {
        ImageFile cube = ImageReader.open(FitsFileTest.file("cube.fits"));
        assertTrue(Problems.sentence(() -> cube.read(cube.images().getFirst(), 3, new PixelPosition(0, 0)))
                .contains("has 3 planes and no plane 4"));
    }

    private Path withCard(String card, String key) throws IOException {
        byte[] bytes = bytes("four-axes.fits");
        String text = new String(bytes, 0, 2880, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(String.format("%-8s=", key));
        byte[] line = String.format("%-80s", card).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(line, 0, bytes, at, line.length);
        return write("card.fits", bytes);
    }

    @Test
    void brokenCards() throws IOException {
        assertTrue(
                sentence(withCard("BITPIX  =                   17", "BITPIX")).contains("BITPIX = 17"));
        assertTrue(sentence(withCard("NAXIS   =                   -2", "NAXIS")).contains("NAXIS = -2"));
        assertTrue(
                sentence(withCard("NAXIS1  =                 four", "NAXIS1")).contains("NAXIS1 = four"));
        assertTrue(
                sentence(withCard("NAXIS1  =           9999999999", "NAXIS1")).contains("NAXIS1 = 9999999999"));
        assertTrue(
                sentence(withCard("NAXIS1  =           1999999999", "NAXIS1")).contains("cut off"));
        assertTrue(
                sentence(withCard("BLANKED =                   14", "NAXIS1")).contains("NAXIS1 is missing"));
        // Broken coordinates do not keep the image from being looked at.
        RadioImage image = ImageReader.read(withCard("CRVAL1  = 'ten degrees'", "CRVAL1"));
        assertFalse(image.wcs().isPresent());
        assertEquals(List.of("No coordinates: The card CRVAL1 = 'ten degrees' should hold a number."), image.notes());
        assertEquals(
                List.of("No coordinates: The pixel size on the cards CDELT is zero."),
                ImageReader.read(withCard("CDELT1  = 0.0", "CDELT1")).notes());
    }

    /** 1.6 GB of pixels, read with a heap of 2 GB: only the middle, or a part that was chosen. */
    @Test
    void veryLargeImage() throws IOException {
        int side = 20000;
        Path file = folder.resolve("large.fits");
        StringBuilder header = new StringBuilder();
        for (String card : List.of(
                "SIMPLE  =                    T",
                "BITPIX  =                  -32",
                "NAXIS   =                    2",
                "NAXIS1  =                20000",
                "NAXIS2  =                20000",
                "CTYPE1  = 'RA---SIN'",
                "CTYPE2  = 'DEC--SIN'",
                "CRPIX1  =                10001",
                "CRPIX2  =                10001",
                "CRVAL1  =                 30.0",
                "CRVAL2  =                 -5.0",
                "CDELT1  =              -0.0005",
                "CDELT2  =               0.0005",
                "END")) {
            header.append(String.format("%-80s", card));
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(String.format("%-2880s", header).getBytes(StandardCharsets.US_ASCII));
            out.setLength(2880 + 4L * side * side + 2240);
            out.seek(2880 + 4 * (10000L * side + 10000));
            out.writeFloat(7);
            out.seek(2880 + 4 * (19990L * side + 15));
            out.writeFloat(9);
        }
        RadioImage image = ImageReader.read(file);
        assertEquals(4096, image.width());
        assertEquals(4096, image.height());
        assertEquals(
                List.of("The image has 20000 x 20000 pixels; only 4096 x 4096 pixels from column 7952, row 7952 were"
                        + " read."),
                image.notes());
        assertEquals(7, image.at(2048, 2048));
        SkyPosition sky =
                image.wcs().orElseThrow().toSky(new PixelPosition(2048, 2048)).orElseThrow();
        assertEquals(30, sky.longitude(), 1e-12);
        assertEquals(-5, sky.latitude(), 1e-12);
        ImageFile opened = ImageReader.open(file);
        RadioImage corner = opened.read(opened.images().getFirst(), 0, new PixelPosition(20, 19999));
        assertEquals(9, corner.at(15, 19990 - (20000 - 4096)));
    }

    /** Whatever is cut off or changed: an image or a sentence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "four-axes.fits",
                "int16.fits",
                "extensions.fits",
                "casa-beams.fits",
                "rice-float-edges.fits.fz",
                "gzip2-int.fits.fz",
                "hcompress-int.fits.fz",
                "plio-int.fits.fz",
                "packed.fits.gz"
            })
    void damage(String name) throws IOException {
        byte[] whole = bytes(name);
        Random random = new Random(20);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            if (i % 3 == 0) {
                damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
            } else {
                for (int k = 0; k <= i % 5; k++) {
                    int at = random.nextInt(i % 3 == 1 ? damaged.length : Math.min(damaged.length, 2880 * 2));
                    damaged[at] = (byte) (i % 2 == 0 ? random.nextInt(256) : ' ' + random.nextInt(95));
                }
            }
            Path file = write("damaged" + name.substring(name.indexOf('.')), damaged);
            try {
                ImageReader.read(file);
            } catch (Problem e) {
                String sentence = String.valueOf(e.getMessage());
                assertTrue(sentence.endsWith(".") && !sentence.contains("\n"), sentence);
            } catch (RuntimeException | OutOfMemoryError e) {
                Files.copy(
                        file,
                        Path.of(System.getProperty("java.io.tmpdir"), "damaged-" + name),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                fail(name + " damaged in round " + i, e);
            }
        }
    }
}
