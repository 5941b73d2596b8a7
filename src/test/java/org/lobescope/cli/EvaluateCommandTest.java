package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.Shared;
import picocli.CommandLine;

class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int run(Object... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return command.execute(words);
    }

    private Path simulated() {
        Path data = folder.resolve("simulated");
        assertEquals(0, run("simulate", "--kind", "fri,frii,hybrid", "--count", 9, "--seed", 40, "--out", data));
        return data;
    }

    @Test
    void simulatedSourcesAreJudgedAndDrawn() throws IOException {
        Path labels = simulated().resolve("labels.csv");
        Path pdf = folder.resolve("new").resolve("e.pdf");
        Path png = folder.resolve("e.png");
        assertEquals(
                0, run("evaluate", "--labels", labels, "--figure", pdf, "--json", folder.resolve("e.json")), "" + err);
        assertTrue(out.toString().contains("on 6 images (labels.csv)"), out.toString());
        assertTrue(out.toString().contains("3 hybrid"), out.toString());
        assertTrue(Files.readString(folder.resolve("e.json")).contains("\"classifier\": \"d4\""));
        try (var document = Loader.loadPDF(pdf.toFile())) {
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("Calibration") && text.contains("ROC"), text);
        }
        assertEquals(0, run("evaluate", "--labels", labels, "--figure", png));
        assertEquals(2125, ImageIO.read(png.toFile()).getWidth());
    }

    @Test
    void whatIsWrongIsToldInASentence() throws IOException {
        Path labels = simulated().resolve("labels.csv");
        assertEquals(2, run("evaluate"));
        assertTrue(err.toString().contains("either --labels (a table) or --data"), err.toString());
        assertEquals(2, run("evaluate", "--labels", labels, "--data", folder));
        assertEquals(2, run("evaluate", "--labels", labels, "--figure", folder.resolve("e.svg")));
        assertEquals(2, run("evaluate", "--labels", labels, "--where", "split"));
        assertTrue(err.toString().contains("'split' is no condition"), err.toString());
        assertEquals(1, run("evaluate", "--labels", labels, "--where", "fr_class=hybrid"));
        assertTrue(err.toString().contains("The images are labelled hybrid, but the classifier tells FRI, FRII apart"));
        assertEquals(1, run("evaluate", "--labels", labels, "--where", "split=test"));
        assertEquals(1, run("evaluate", "--labels", folder.resolve("absent.csv")));
        assertTrue(err.toString().contains("absent.csv"), err.toString());
        assertEquals(1, run("evaluate", "--labels", labels, "--classifier", "nobody"));
        assertTrue(err.toString().contains("nobody"), err.toString());
        Files.writeString(labels.resolveSibling("fri-000040.fits"), "SIMPLE  = broken");
        out.getBuffer().setLength(0);
        assertEquals(1, run("evaluate", "--labels", labels));
        assertTrue(err.toString().contains("fri-000040.fits"), err.toString());
        assertFalse(err.toString().contains("Exception"), err.toString());
        assertEquals("", out.toString());
    }

    /** The accuracy on the cards, from the command line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resnets | 92.3 % (96 of 104), 95 % interval 85.6 to 96.1 %",
                "lenet   | 92.3 % (96 of 104), 95 % interval 85.6 to 96.1 %",
                "d4      | 94.2 % (98 of 104), 95 % interval 88.0 to 97.3 %"
            })
    void theCardsAreTrue(String id, String accuracy) {
        Path labels = Shared.path("data/mirabest/labels.csv");
        Path images = Shared.path("data/mirabest/png");
        assertEquals(
                0,
                run(
                        "evaluate",
                        "--classifier",
                        id,
                        "--labels",
                        labels,
                        "--images",
                        images,
                        "--where",
                        "split=test,confidence=confident"),
                "" + err);
        assertTrue(out.toString().contains(accuracy), out.toString());
    }
}
