package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problems;

class FitsWriterTest {
    @TempDir
    Path folder;

    private static FitsWriter.Image image(String name, List<HeaderCard> cards) {
        return new FitsWriter.Image(name, 3, 2, new float[] {1, 2.5f, Float.NaN, -4e-7f, 5e20f, 0}, cards);
    }

    @Test
    void whatIsWrittenIsRead() {
        Wcs wcs = Samples.all().getFirst().read().wcs().orElseThrow().cut(75, 75, 1);
        List<HeaderCard> cards = new ArrayList<>(wcs.cards());
        cards.addAll(new Beam(0.0015, 0.00149999, -12.345).cards());
        cards.add(HeaderCard.text("BUNIT", "Jy/beam", ""));
        cards.add(HeaderCard.number("SEED", 1234567890123L, "of the noise"));
        cards.add(HeaderCard.number("TINY", 1.2345678901234567e-17, ""));
        cards.add(new HeaderCard("DONE", "T", "", false));
        cards.add(HeaderCard.text("NUMERAL", "007", "a text that looks like a number"));
        cards.add(HeaderCard.text("QUOTE", "Miley's source", ""));
        cards.add(HeaderCard.number("NAXIS1", 99, "describes another array"));
        cards.add(HeaderCard.history("3 \u00d7 \u03c3 clipped at 5\u00b0, " + "word ".repeat(30) + "x".repeat(100)));
        Path file = folder.resolve("map.fits");
        FitsWriter.write(file, List.of(image("FIRST", cards), image("SECOND", List.of())));

        ImageFile read = ImageReader.open(file);
        assertEquals(
                List.of("FIRST", "SECOND"),
                read.images().stream().map(ImageEntry::name).toList());
        RadioImage first = read.read();
        assertArrayEquals(image("", List.of()).pixels(), first.pixels());
        assertEquals("Jy/beam", first.unit());
        assertEquals(new Beam(0.0015, 0.00149999, -12.345), first.beam().orElseThrow());
        FitsHeader header = new FitsHeader(first.header());
        assertEquals(1234567890123.0, header.number("SEED", 0));
        assertEquals(1.2345678901234567e-17, header.number("TINY", 0));
        assertTrue(header.isTrue("DONE"));
        assertEquals("007", header.text("NUMERAL").orElseThrow());
        assertEquals("Miley's source", header.text("QUOTE").orElseThrow());
        List<String> history = header.history().toList();
        assertTrue(history.getFirst().startsWith("3 x sigma clipped at 5 deg, word"), history.toString());
        assertTrue(history.stream().allMatch(line -> line.length() <= 72 && !line.endsWith("&")));
        assertEquals(30, String.join(" ", history).split("word", -1).length - 1);
        SkyPosition here =
                first.wcs().orElseThrow().toSky(new PixelPosition(1, 1)).orElseThrow();
        SkyPosition there = wcs.toSky(new PixelPosition(1, 1)).orElseThrow();
        assertEquals(there.longitude(), here.longitude(), 1e-12);
        assertEquals(there.latitude(), here.latitude(), 1e-12);
        assertEquals(wcs.frame(), first.wcs().orElseThrow().frame());
    }

    @Test
    void theFileIsOfWholeBlocks() throws IOException {
        Path file = folder.resolve("a.fits");
        FitsWriter.write(file, List.of(image("", List.of(HeaderCard.text("AUTHOR", "M\u00fcller \u4e2d", "")))));
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(2 * 2880, bytes.length);
        assertTrue(new String(bytes, 0, 2880, StandardCharsets.ISO_8859_1).contains("'Muller ?'"));
    }

    @Test
    void linesAreWrappedBetweenWords() {
        assertEquals(List.of(""), FitsWriter.wrapped(""));
        assertEquals(List.of("a", "b"), FitsWriter.wrapped("a\nb"));
        assertEquals(List.of("ab ".repeat(23).strip(), "  ab ab"), FitsWriter.wrapped("ab ".repeat(25)));
        assertEquals(List.of("y".repeat(70), "  " + "y".repeat(30)), FitsWriter.wrapped("y".repeat(100)));
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        Path old = folder.resolve("old");
        Files.createDirectory(old);
        Files.writeString(old.resolve("kept"), "kept");
        List<FitsWriter.Image> images = List.of(image("", List.of()));
        assertTrue(Problems.sentence(() -> FitsWriter.write(old, images)).contains(old.toString()));
        assertTrue(Problems.sentence(() -> FitsWriter.write(old.resolve("kept").resolve("a.fits"), images))
                .contains("a.fits could not be written"));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(old), left.toList());
        }
    }

    @Test
    void aFullDiskIsSaidInTheDisksOwnWords() {
        IOException full = new IOException("No space left on device");
        OutputStream disk = new OutputStream() {
            private int room = 5000; // the header fits, the pixels do not

            @Override
            public void write(int b) throws IOException {
                if (room-- <= 0) {
                    throw full;
                }
            }
        };
        FitsWriter.Image large = new FitsWriter.Image("", 200, 200, new float[40000], List.of());
        assertSame(full, assertThrows(IOException.class, () -> FitsWriter.write(disk, List.of(large))));
    }
}
