package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Shared;
import org.lobescope.classifier.InputStatistics;
import org.lobescope.training.FurtherImages;
import org.lobescope.training.LabelledImage;
import org.lobescope.training.LabelledImages;
import org.lobescope.training.Where;
import picocli.CommandLine;

class TrainCommandTest {
    private static final int SIDE = 40;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void trainsFromATableAndSaysHowToDoItAgain() throws IOException {
        List<String> rows = new ArrayList<>(List.of("name,kind,split,quality"));
        for (int i = 0; i < 48; i++) {
            picture("png/s" + i + ".png", i % 2, i);
            rows.add("s" + i + "," + (i % 2 == 0 ? "point" : "double") + "," + (i < 40 ? "train" : "test") + ","
                    + (i < 32 || i >= 40 ? "good" : "poor"));
        }
        Files.write(folder.resolve("labels.csv"), rows);
        String table = folder.resolve("labels.csv").toString();
        String model = folder.resolve("out/net.onnx").toString();
        int code = run(
                "train",
                "--data",
                table,
                "--class-column",
                "kind",
                "--where",
                "quality=good",
                "--architecture",
                "tiny",
                "--size",
                "40",
                "--epochs",
                "3",
                "--batch",
                "8",
                "--test",
                "--about",
                "points and pairs",
                "--beam",
                "5.4",
                "--out",
                model);
        assertEquals(0, code, err.toString());
        assertTrue(err.toString().contains("epoch 3 of 3: loss "), err.toString());
        assertTrue(out.toString().contains("seed 1: validation loss "), out.toString());
        JsonObject card = JsonParser.parseString(Files.readString(folder.resolve("out/net.json")))
                .getAsJsonObject();
        assertEquals(5.4, card.get("beam_arcsec").getAsDouble());
        assertEquals(
                Set.copyOf(InputStatistics.NAMES),
                card.getAsJsonObject("input_statistics").keySet());
        JsonObject training = card.getAsJsonObject("training");
        assertEquals("[\"double\",\"point\"]", card.get("classes").toString());
        assertEquals(28, training.get("training_images").getAsInt());
        assertEquals(8, training.getAsJsonObject("test").get("images").getAsInt());
        assertEquals(3, training.getAsJsonArray("curves").size());
        String command = training.get("command").getAsString();
        assertTrue(command.startsWith("lobescope train --data "), command);
        assertTrue(command.contains("--about 'points and pairs'"), command);
        BufferedImage curves = ImageIO.read(folder.resolve("out/net-curves.png").toFile());
        assertEquals(1800, curves.getWidth());
        assertEquals(0, run("model", "inspect", model));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        picture("data/FRI/a.png", 0, 1);
        picture("data/FRI/b.png", 0, 2);
        String data = folder.resolve("data").toString();
        String model = folder.resolve("net.onnx").toString();
        assertEquals(1, run("train", "--data", data, "--size", "40", "--architecture", "tiny", "--out", model));
        assertTrue(err.toString().contains("All images are of the class FRI"), err.toString());
        Files.createDirectories(folder.resolve("data/FRII"));
        assertEquals(1, run("train", "--data", data, "--out", model));
        assertTrue(err.toString().contains("holds no FITS or PNG image"), err.toString());
        assertEquals(2, run("train", "--data", data, "--epochs", "0", "--out", model));
        assertTrue(err.toString().contains("--epochs must be 1 or more"), err.toString());
        picture("data/FRII/c.png", 1, 3);
        picture("data/FRII/d.png", 1, 4);
        assertEquals(1, run("train", "--data", data, "--architecture", "vgg", "--out", model));
        assertTrue(err.toString().contains("There is no architecture 'vgg'"), err.toString());
    }

    /** No test source, nor anything within 2' of one, is among the images that the bundled networks learnt from. */
    @Test
    void bundledNetworksLearntFromNothingNearTestSources() {
        Path table = Shared.path("data/mirabest/labels.csv");
        Where confident = Where.of(List.of("confidence=confident", "fr_class=FRI", "fr_class=FRII"));
        Where uncertain = Where.of(List.of("confidence=uncertain", "fr_class=FRI", "fr_class=FRII", "split=train"));
        LabelledImages used =
                LabelledImages.read(table, null, "fr_class", confident).clearOfTests(2);
        LabelledImages whole = LabelledImages.read(table, null, "fr_class", Where.ALL);
        FurtherImages further = new FurtherImages(used, whole, 2);
        further.add(LabelledImages.read(table, null, "fr_class", uncertain), 0.5);
        int ofMiraBest = (int) further.images().count();
        Path more = Shared.path("data/first4class");
        further.add(LabelledImages.read(more, null, "", Where.of(List.of("class=FRI", "class=FRII"))), 0.7);
        List<LabelledImage> learnt = new ArrayList<>(used.split(LabelledImage.TRAIN));
        further.images().forEach(learnt::add);
        assertTrue(
                ofMiraBest > 250 && learnt.size() > 1600 && further.near() > 500,
                ofMiraBest + ", " + learnt.size() + " and " + further.near() + " near");
        List<LabelledImage> tests = whole.split(LabelledImage.TEST);
        assertEquals(157, tests.size());
        assertApart(learnt, tests);

        LabelledImages four = LabelledImages.read(more, null, "", Where.ALL).clearOfTests(2);
        assertEquals(2154, four.images().size());
        List<LabelledImage> others = new ArrayList<>(four.split(LabelledImage.TRAIN));
        others.addAll(four.split(LabelledImage.VALIDATION));
        assertEquals(200, four.split(LabelledImage.TEST).size());
        assertApart(others, four.split(LabelledImage.TEST));
    }

    /** By the cosine rule, so not by the way that chose them. */
    private static void assertApart(List<LabelledImage> learnt, List<LabelledImage> tests) {
        for (LabelledImage image : learnt) {
            double ra1 = Math.toRadians(image.position().orElseThrow().longitude());
            double dec1 = Math.toRadians(image.position().orElseThrow().latitude());
            for (LabelledImage test : tests) {
                double ra2 = Math.toRadians(test.position().orElseThrow().longitude());
                double dec2 = Math.toRadians(test.position().orElseThrow().latitude());
                double cos = Math.sin(dec1) * Math.sin(dec2) + Math.cos(dec1) * Math.cos(dec2) * Math.cos(ra1 - ra2);
                assertTrue(cos < Math.cos(Math.toRadians(1.999 / 60)), image.name() + " is near " + test.name());
            }
        }
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    /** A point, or a pair of points. */
    private void picture(String name, int kind, int seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        double angle = random.nextDouble(Math.PI);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double dx = i % SIDE - SIDE / 2.0;
            double dy = i / SIDE - SIDE / 2.0;
            double reach = kind * 7;
            double a = Math.hypot(dx - reach * Math.cos(angle), dy - reach * Math.sin(angle));
            double b = Math.hypot(dx + reach * Math.cos(angle), dy + reach * Math.sin(angle));
            double level = Math.exp(-a * a / 6) + kind * Math.exp(-b * b / 6);
            picture.getRaster().setSample(i % SIDE, i / SIDE, 0, (int) Math.min(255, 250 * level));
        }
        ImageIO.write(picture, "png", file.toFile());
    }
}
