package org.lobescope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.explain.MethodId;
import org.lobescope.figure.ColumnWidth;
import org.lobescope.figure.FigureOptions;
import org.lobescope.figure.Vision;
import org.lobescope.session.CarriedSession;
import org.lobescope.session.Session;

/** The figure editor: what is changed is seen, and what is seen is written. */
class FigureEditorTest {
    @TempDir
    Path folder;

    private TestWindow window;
    private ExplorerModel model;

    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(new PatternService(), folder, Optional.empty());
        model = window.model();
        window.openSample();
        window.key(KeyCode.E, "e", true);
        TestWindow.until(() -> preview() != null);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Image preview() {
        return model.figure().preview().get();
    }

    /** Does something and waits for the preview that shows it. */
    private Image after(Runnable change) throws Exception {
        Image before = preview();
        TestWindow.fx(change);
        TestWindow.until(() -> preview() != before);
        TestWindow.settle();
        return preview();
    }

    private FigureOptions options() {
        return model.figure().options().get();
    }

    private static double shape(Image image) {
        return image.getHeight() / image.getWidth();
    }

    @Test
    void everythingThatIsChangedIsSeen() throws Exception {
        assertTrue(window.find("#figure-editor").isVisible());
        double overview = shape(preview());
        Image journal = after(() -> window.<Button>find("#figure-journal").fire());
        assertEquals(FigureOptions.JOURNAL, options());
        assertTrue(shape(journal) < overview, "without words it is lower");
        ComboBox<ColumnWidth> widths = window.find("#figure-journal-width");
        assertEquals(ColumnWidth.AA_PAGE, widths.getValue());
        Image column = after(() -> widths.setValue(ColumnWidth.MNRAS));
        assertEquals(84, options().width());
        assertEquals(84, window.<Spinner<Double>>find("#figure-width").getValue());
        assertTrue(shape(column) > shape(journal), "narrow, it is higher");
        after(() -> window.<CheckBox>find("#figure-score-cam").fire());
        assertEquals(9, options().tiles().size());
        assertFalse(options().tiles().contains(MethodId.SCORE_CAM));
        after(() -> window.<CheckBox>find("#figure-score-cam").fire());
        assertEquals(List.of(), options().tiles(), "all of them is no choice");
        Image two =
                after(() -> window.<ComboBox<Integer>>find("#figure-columns").setValue(2));
        assertTrue(shape(two) > shape(column));
        TestWindow.fx(() ->
                window.<Spinner<Double>>find("#figure-width").getValueFactory().setValue(120.0));
        assertEquals(120, options().width());
        assertEquals(ColumnWidth.AA_SIDE, widths.getValue(), "as wide as that journal");
        after(() -> window.<CheckBox>find("#figure-letters").fire());
        assertFalse(options().letters());
    }

    @Test
    void aFigureKeepsAtLeastOneMap() throws Exception {
        TestWindow.fx(() -> model.figure().change(o -> o.withTiles(List.of(MethodId.XRAI))));
        CheckBox last = window.find("#figure-xrai");
        assertTrue(last.isSelected());
        TestWindow.fx(last::fire);
        assertTrue(last.isSelected());
        assertEquals(List.of(MethodId.XRAI), options().tiles());
    }

    @Test
    void thePreviewIsSeenWithOtherEyes() throws Exception {
        Image grey = after(() -> window.<ComboBox<Vision>>find("#figure-vision").setValue(Vision.GREYSCALE));
        for (int y = 0; y < grey.getHeight(); y += 7) {
            for (int x = 0; x < grey.getWidth(); x += 7) {
                Color c = grey.getPixelReader().getColor(x, y);
                assertEquals(c.getRed(), c.getBlue(), 1e-9);
                assertEquals(c.getRed(), c.getGreen(), 1e-9);
            }
        }
    }

    @Test
    void contourLevelsAreTakenOrRefusedInWords() throws Exception {
        TextField field = window.find("#contour-levels");
        after(() -> {
            model.display().contours().set(true);
            field.setText("5; 10 -5");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(
                List.of(-5.0, 5.0, 10.0), model.imageDisplay().contourLevels().get());
        String caption = model.figure().caption().get();
        assertTrue(caption.contains("5, 5, 10 times its noise"), caption);
        TestWindow.fx(() -> {
            field.setText("much");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(
                List.of(-5.0, 5.0, 10.0), model.imageDisplay().contourLevels().get());
        assertTrue(window.explorer().root().lookupAll(".wrong").stream()
                .anyMatch(n -> n.isVisible() && n.toString().contains("Give numbers")));
    }

    @Test
    void theCaptionIsCopied() throws Exception {
        TestWindow.until(() -> !model.figure().caption().get().isEmpty());
        TestWindow.fx(() -> window.<Button>find("#figure-copy").fire());
        String[] copied = new String[1];
        TestWindow.fx(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        assertTrue(copied[0].startsWith("\\caption{Saliency maps of"), copied[0]);
        assertTrue(copied[0].contains("PyTorch 0.0"), copied[0]);
    }

    @Test
    void everyFormatIsWrittenWithTheSessionThatMakesItAgain() throws Exception {
        after(() ->
                model.figure().options().set(FigureOptions.JOURNAL.withWidth(88).withTiles(List.of(MethodId.XRAI))));
        for (String ending : List.of("png", "pdf", "svg")) {
            Path file = folder.resolve("figure." + ending);
            window.dialogs.figure = Optional.of(file);
            TestWindow.fx(() -> window.<Button>find("#figure-export").fire());
            TestWindow.until(() -> !model.notices().notices().isEmpty());
            assertEquals(
                    "The figure was written to figure." + ending + ".",
                    model.notices().notices().getFirst().sentence());
            TestWindow.fx(() -> model.notices().notices().clear());
            CarriedSession carried = CarriedSession.read(file);
            assertTrue(carried.figure());
            Session session = carried.session();
            assertEquals(options(), session.figure());
            assertEquals(64, session.classifier().sha256().length());
        }
        try (var pdf = Loader.loadPDF(folder.resolve("figure.pdf").toFile())) {
            assertEquals(88, pdf.getPage(0).getMediaBox().getWidth() / 72 * 25.4, 0.1);
            assertTrue(new PDFTextStripper().getText(pdf).contains("XRAI"));
        }
        assertTrue(Files.readString(folder.resolve("figure.svg"), StandardCharsets.UTF_8)
                .contains("<svg"));
        var png = ImageIO.read(folder.resolve("figure.png").toFile());
        assertEquals(Math.round(88 / 25.4 * 300), png.getWidth());
        assertEquals(shape(preview()), (double) png.getHeight() / png.getWidth(), 0.02, "as in the preview");
        // A name without one of the endings is refused in words.
        window.dialogs.figure = Optional.of(folder.resolve("figure.tiff"));
        TestWindow.fx(() -> window.<Button>find("#figure-export").fire());
        TestWindow.until(() -> !model.notices().notices().isEmpty());
        assertTrue(model.notices().notices().getFirst().sentence().contains("let it end with .png, .pdf, .svg"));
    }

    @Test
    void escapeGoesBackToTheMaps() throws Exception {
        window.key(KeyCode.ESCAPE, "", false);
        assertFalse(window.find("#figure-editor").isVisible());
        assertFalse(model.figure().open().get());
        Image before = preview();
        TestWindow.fx(() -> model.figure().change(o -> o.withColumns(3)));
        TestWindow.settle();
        assertEquals(before, preview(), "nothing is painted that nobody sees");
        window.key(KeyCode.E, "e", true);
        TestWindow.until(() -> preview() != before);
        assertNotEquals(before, preview());
    }

    @Test
    void aRedshiftMakesKiloparsecsUntilAnotherImageComes() throws Exception {
        TextField field = window.find("#figure-redshift");
        TestWindow.fx(() -> {
            field.setText("0.0531");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(0.0531, model.figure().options().get().redshift());
        TestWindow.until(() -> model.figure().caption().get().contains("for a redshift of 0.0531"));
        TestWindow.fx(() -> {
            field.setText("near");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(0.0531, model.figure().options().get().redshift());
        Path other = Files.copy(Path.of("assets/samples/bent.fits"), folder.resolve("bent.fits"));
        window.open(other);
        TestWindow.until(() -> model.figure().options().get().redshift() == 0);
        assertEquals("", field.getText());
    }
}
