package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lobescope.cli.Outcome.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.session.CarriedSession;
import org.lobescope.session.SessionFile;
import org.lobescope.sky.ImageFile;
import org.lobescope.sky.ImageReader;

/** Figures made by the command line and made again from what they carry. */
class FigureCommandTest {
    @TempDir
    static Path folder;

    private static Path image;

    @BeforeAll
    static void makeFigures() throws IOException {
        image = folder.resolve("data").resolve("source.fits");
        Files.createDirectories(image.getParent());
        Files.copy(Path.of("assets", "samples", "frii.fits"), image);
        for (String ending : List.of("pdf", "svg", "png")) {
            Outcome outcome = run(
                    "explain",
                    image,
                    "--classifier",
                    "lenet",
                    "--methods",
                    "vanilla-gradient,smoothgrad,grad-cam",
                    "--option",
                    "smoothgrad.samples=3",
                    "--panel",
                    folder.resolve("f." + ending),
                    "--figure-width",
                    "aa",
                    "--contours=3,9",
                    "--session",
                    folder.resolve("s.json"),
                    "--caption",
                    folder.resolve("c.tex"),
                    "--cube",
                    folder.resolve("cube.fits"),
                    "--regions",
                    folder.resolve("regions"),
                    "--statistics",
                    folder.resolve("s.csv"));
            assertEquals(0, outcome.code(), outcome.err());
        }
    }

    @Test
    void aFigureMakesItselfAgainByteByByteWhereverItIsWritten() throws IOException {
        for (String ending : List.of("pdf", "svg")) {
            Path again = folder.resolve("deep").resolve("er").resolve("again." + ending);
            Outcome outcome = run("figure", folder.resolve("f." + ending), "--out", again);
            assertEquals(0, outcome.code(), outcome.err());
            assertArrayEquals(Files.readAllBytes(folder.resolve("f." + ending)), Files.readAllBytes(again), ending);
        }
    }

    @Test
    void theSessionFileMakesTheSameFigure() throws IOException {
        for (String ending : List.of("pdf", "svg")) {
            Path again = folder.resolve("again." + ending);
            assertEquals(
                    0, run("figure", folder.resolve("s.json"), "--out", again).code());
            assertArrayEquals(Files.readAllBytes(folder.resolve("f." + ending)), Files.readAllBytes(again), ending);
        }
    }

    @Test
    void mapsMayBeContourLinesOverTheImage() throws IOException {
        Path lines = folder.resolve("lines.svg");
        Outcome outcome = run("figure", folder.resolve("f.svg"), "--out", lines, "--map-contours=70,95");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(
                List.of(70.0, 95.0),
                CarriedSession.read(lines).session().figure().mapContours());
        String colours = Files.readString(folder.resolve("f.svg"));
        String drawn = Files.readString(lines);
        assertTrue(drawn.split("<path", -1).length > colours.split("<path", -1).length, "lines are vectors");
        // Two pictures in colour are a PNG for image and map each, and one for each colour bar: these are gone.
        assertTrue(drawn.split("<image", -1).length < colours.split("<image", -1).length);
        assertTrue(drawn.contains("70, 95 %"));
        Path again = folder.resolve("lines-again.svg");
        assertEquals(0, run("figure", lines, "--out", again).code());
        assertArrayEquals(Files.readAllBytes(lines), Files.readAllBytes(again));
        Path back = folder.resolve("back.svg");
        assertEquals(
                0, run("figure", lines, "--out", back, "--map-contours=none").code());
        assertArrayEquals(Files.readAllBytes(folder.resolve("f.svg")), Files.readAllBytes(back));
        assertEquals(
                2, run("figure", lines, "--out", back, "--map-contours=100").code());
    }

    @Test
    void theHomeIsChosenAsForExplain() throws IOException {
        Path there = folder.resolve("there.svg");
        assertEquals(
                0,
                run("figure", folder.resolve("f.svg"), "--out", there, "--device", "cpu")
                        .code());
        assertArrayEquals(Files.readAllBytes(folder.resolve("f.svg")), Files.readAllBytes(there));
        assertEquals(
                2,
                run("figure", folder.resolve("f.svg"), "--out", there, "--home", "nowhere")
                        .code());
    }

    @Test
    void aPictureHasTheSamePixels() throws IOException {
        Path again = folder.resolve("again.png");
        assertEquals(0, run("figure", folder.resolve("f.png"), "--out", again).code());
        BufferedImage first = ImageIO.read(folder.resolve("f.png").toFile());
        BufferedImage second = ImageIO.read(again.toFile());
        assertEquals(Math.round(88 / 25.4 * 300), first.getWidth());
        assertArrayEquals(pixels(first), pixels(second));
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Test
    void allThreeKindsCarryTheSessionOfTheFile() {
        for (String ending : List.of("pdf", "svg", "png")) {
            CarriedSession carried = CarriedSession.read(folder.resolve("f." + ending));
            assertTrue(carried.figure());
            assertEquals(SessionFile.read(folder.resolve("s.json")), carried.session(), ending);
            assertEquals(3, carried.session().methods().size());
            assertFalse(carried.session().pure(), "smoothgrad has fewer samples");
        }
    }

    @Test
    void aMissingAndAChangedImageAreSaidAndCanBePointedTo() throws IOException {
        Path moved = Files.createDirectory(folder.resolve("moved"));
        Path session = Files.copy(folder.resolve("s.json"), moved.resolve("s.json"));
        Path out = moved.resolve("f.pdf");
        Outcome missing = run("figure", session, "--out", out);
        assertEquals(1, missing.code());
        assertTrue(missing.err().contains("source.fits") && missing.err().contains("--image"), missing.err());
        assertFalse(Files.exists(out));
        Path other = Files.copy(Path.of("assets", "samples", "fri.fits"), moved.resolve("other.fits"));
        Outcome changed = run("figure", session, "--out", out, "--image", other);
        assertEquals(1, changed.code());
        assertTrue(changed.err().contains("content is another"), changed.err());
        assertEquals(0, run("figure", session, "--out", out, "--image", image).code());
        assertTrue(Files.size(out) > 10_000);
        // Beside the session it is found by its name.
        Files.copy(image, moved.resolve("source.fits"));
        assertEquals(0, run("figure", session, "--out", out).code());
    }

    @Test
    void anotherClassifierIsSaid() throws IOException {
        String text =
                Files.readString(folder.resolve("s.json")).replaceAll("(\"id\": \"lenet\",\\s+\"sha256\": \").", "$1X");
        Path session = Files.writeString(folder.resolve("other-net.json"), text);
        Outcome outcome = run("figure", session, "--out", folder.resolve("n.pdf"));
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("lenet") && outcome.err().contains("--classifier"), outcome.err());
    }

    @Test
    void aFigureCanBeMadeUpAnew() throws IOException {
        Path wide = folder.resolve("wide.svg");
        Outcome outcome = run(
                "figure",
                folder.resolve("f.pdf"),
                "--out",
                wide,
                "--figure-width",
                "mnras-page",
                "--no-axes",
                "--font",
                "serif",
                "--figure-methods",
                "grad-cam",
                "--no-letters");
        assertEquals(0, outcome.code(), outcome.err());
        String svg = Files.readString(wide);
        assertTrue(svg.contains("width=\"177mm\""));
        assertTrue(svg.contains(">Grad-CAM<") && !svg.contains(">SmoothGrad<") && svg.contains("'Liberation Serif'"));
        assertTrue(CarriedSession.read(wide).session().figure().width() == 177);
    }

    @Test
    void aPreviewShowsOtherColours() throws IOException {
        Path preview = folder.resolve("grey.png");
        assertEquals(
                0,
                run("figure", folder.resolve("f.png"), "--out", preview, "--preview", "greyscale")
                        .code());
        for (int pixel : pixels(ImageIO.read(preview.toFile()))) {
            assertEquals(pixel & 0xff, pixel >> 16 & 0xff);
        }
        Outcome pdf =
                run("figure", folder.resolve("f.png"), "--out", folder.resolve("g.pdf"), "--preview", "greyscale");
        assertEquals(2, pdf.code());
        assertTrue(pdf.err().contains(".png"), pdf.err());
    }

    @Test
    void captionCubeRegionsAndTableAreThere() throws IOException {
        String caption = Files.readString(folder.resolve("c.tex"));
        assertTrue(caption.startsWith("\\caption{") && caption.contains("source.fits"), caption);
        assertTrue(caption.contains("samples 3") && caption.contains("3, 9 times its noise"), caption);
        ImageFile cube = ImageReader.open(folder.resolve("cube.fits"));
        assertEquals(
                List.of("IMAGE", "VANILLA-GRADIENT", "SMOOTHGRAD", "GRAD-CAM"),
                cube.images().stream().map(entry -> entry.name()).toList());
        try (Stream<Path> regions = Files.list(folder.resolve("regions"))) {
            assertEquals(3, regions.count());
        }
        List<String> table = Files.readAllLines(folder.resolve("s.csv"));
        assertEquals(4, table.size());
        int columns = table.getFirst().split(",", -1).length;
        for (String row : table) {
            assertEquals(columns, row.split(",", -1).length, row);
        }
        assertTrue(table.get(3).contains(",FRI") && table.get(3).contains(",grad-cam,"), table.get(3));
        assertNotEquals("", table.get(3).split(",", -1)[16], "the peak has a right ascension");
    }

    @Test
    void theTableKeepsWhatAnEarlierRunFinished() throws IOException {
        Path images = Files.createDirectory(folder.resolve("many"));
        Files.copy(image, images.resolve("a, b.fits"));
        Path maps = folder.resolve("many-maps");
        Path table = folder.resolve("many.csv");
        Object[] command = {
            "explain", images, "--classifier", "lenet", "--methods", "grad-cam", "--maps", maps, "--statistics", table
        };
        assertEquals(0, run(command).code());
        String before = Files.readAllLines(table).get(1);
        Files.copy(image, images.resolve("c.fits"));
        assertEquals(0, run(command).code());
        List<String> after = Files.readAllLines(table);
        assertEquals(3, after.size());
        assertEquals(before, after.get(1));
        assertTrue(after.get(2).contains("c.fits"), after.get(2));
    }

    @Test
    void whatCarriesNoSessionIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("plain.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Path cut = folder.resolve("cut.pdf");
        byte[] whole = Files.readAllBytes(folder.resolve("f.pdf"));
        Files.write(cut, java.util.Arrays.copyOf(whole, 2000));
        Path png = folder.resolve("plain.png");
        ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
        Path entity = Files.writeString(
                folder.resolve("entity.svg"),
                "<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns:l='urn:lobescope:session'>"
                        + "<l:session>&x;</l:session></svg>");
        for (Path file : List.of(text, cut, png, entity, image, folder, folder.resolve("nowhere.pdf"))) {
            Outcome outcome = run("figure", file, "--out", folder.resolve("x.pdf"));
            assertEquals(1, outcome.code(), file + " " + outcome.err());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertFalse(outcome.err().contains("Exception") || outcome.err().contains("log file"), outcome.err());
        }
    }

    @Test
    void optionsThatMakeNoSenseAreSaidBeforeAnythingIsComputed() {
        for (List<String> wrong : List.of(
                List.of("--figure-width", "nature"),
                List.of("--figure-width", "5"),
                List.of("--columns", "0"),
                List.of("--paper", "blue"),
                List.of("--contours=a"),
                List.of("--dpi", "1"),
                List.of("--font-size", "100"),
                List.of("--figure-methods", "magic"),
                List.of("--threshold", "101"))) {
            Stream<Object> words =
                    Stream.concat(Stream.of("explain", image, "--panel", folder.resolve("w.pdf")), wrong.stream());
            Outcome outcome = run(words.toArray());
            assertEquals(2, outcome.code(), wrong + outcome.err());
            assertTrue(outcome.err().contains(wrong.getFirst().replaceAll("=.*", "")), outcome.err());
        }
        Outcome kind = run("explain", image, "--panel", folder.resolve("w.jpg"));
        assertEquals(2, kind.code());
        assertTrue(kind.err().contains(".pdf"), kind.err());
        assertFalse(Files.exists(folder.resolve("w.pdf")));
    }
}
