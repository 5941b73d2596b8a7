package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file read back by the library that wrote it; what it holds does not depend on how it is drawn. */
class PdfFigureTest {
    private static final PanelContent CONTENT = Contents.of(60, 40, 10, 2, true, "");
    private static final FigureOptions COLUMN = FigureOptions.JOURNAL.withWidth(88);
    private static final String SESSION = "{\"words\": \"σ and ″\"}";

    @TempDir
    Path folder;

    private Path write(String name, PanelStyle style) {
        Path file = folder.resolve(name);
        PanelWriter.write(file, PanelFigure.of(CONTENT, style), Optional.of(SESSION));
        return file;
    }

    @Test
    void allWordsAreTextInEmbeddedFonts() throws IOException {
        for (FontFamily family : FontFamily.values()) {
            PanelStyle style = PanelStyle.DEFAULT.withContours(true).withFigure(COLUMN.withFont(family, 7));
            try (PDDocument document = Loader.loadPDF(write("f.pdf", style).toFile())) {
                String text = new PDFTextStripper().getText(document);
                for (String words :
                        List.of("(a) image", "(b) ", "(k) Score-CAM", "∂S/∂x", "ΔS", "mJy/beam", "+40°", "″")) {
                    assertTrue(text.contains(words), words + " is not in " + text);
                }
                List<PDFont> fonts = new ArrayList<>();
                List<PDImageXObject> images = new ArrayList<>();
                collect(document.getPage(0).getResources(), fonts, images);
                assertFalse(fonts.isEmpty());
                for (PDFont font : fonts) {
                    assertTrue(font.isEmbedded(), font.getName());
                    assertFalse(font instanceof PDType3Font, font.getName());
                    assertTrue(font.getName().matches("[A-Z]{6}\\+.*"), font.getName() + " is reduced to what occurs");
                    assertTrue(font.getName().contains(family == FontFamily.SANS ? "Inter" : "Liberation"));
                }
                // One picture for each tile and one for each colour bar: words and lines are none.
                assertEquals(22, images.size());
            }
        }
    }

    private static void collect(PDResources resources, List<PDFont> fonts, List<PDImageXObject> images)
            throws IOException {
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDFormXObject form) {
                collect(form.getResources(), fonts, images);
            } else if (object instanceof PDImageXObject image) {
                images.add(image);
            }
        }
    }

    @Test
    void thePageIsAsWideAsTheColumnAndPicturesAreFine() throws IOException {
        try (PDDocument document = Loader.loadPDF(
                write("f.pdf", PanelStyle.DEFAULT.withFigure(COLUMN)).toFile())) {
            assertEquals(88 / 25.4 * 72, document.getPage(0).getMediaBox().getWidth(), 1e-3);
            List<PDImageXObject> images = new ArrayList<>();
            collect(document.getPage(0).getResources(), new ArrayList<>(), images);
            for (PDImageXObject image : images) {
                if (image.getHeight() > 1) {
                    assertEquals(0, image.getWidth() % 60, "whole squares for pixels");
                    assertTrue(image.getWidth() / (22 / 25.4) >= 290, image.getWidth() + " pixels on about 22 mm");
                }
            }
        }
    }

    @Test
    void theSessionIsAttached() throws IOException {
        try (PDDocument document =
                Loader.loadPDF(write("f.pdf", PanelStyle.DEFAULT).toFile())) {
            var names = document.getDocumentCatalog().getNames();
            assertNotNull(names);
            byte[] bytes = names.getEmbeddedFiles()
                    .getValue(PanelWriter.SESSION)
                    .getEmbeddedFile()
                    .toByteArray();
            assertEquals(SESSION, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void theSameFigureGivesTheSameBytes() throws IOException {
        for (PanelStyle style : List.of(PanelStyle.DEFAULT.withContours(true), PanelStyle.DEFAULT.withFigure(COLUMN))) {
            assertArrayEquals(Files.readAllBytes(write("one.pdf", style)), Files.readAllBytes(write("two.pdf", style)));
        }
    }

    /** The page looks as the picture does: both are painted by the same hand. */
    @Test
    void theSamePainterDrawsPageAndPicture() throws IOException {
        PanelStyle style = PanelStyle.DEFAULT.withFigure(COLUMN.withDpi(150));
        BufferedImage picture = PanelWriter.picture(PanelFigure.of(CONTENT, style), (int) Math.round(88 / 25.4 * 150));
        BufferedImage page;
        try (PDDocument document = Loader.loadPDF(write("f.pdf", style).toFile())) {
            page = new PDFRenderer(document).renderImageWithDPI(0, 150);
        }
        assertEquals(picture.getWidth(), page.getWidth(), 1);
        assertEquals(picture.getHeight(), page.getHeight(), 2);
        double difference = 0;
        int n = 0;
        for (int y = 0; y < Math.min(picture.getHeight(), page.getHeight()); y++) {
            for (int x = 0; x < Math.min(picture.getWidth(), page.getWidth()); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    difference +=
                            Math.abs((picture.getRGB(x, y) >> shift & 0xff) - (page.getRGB(x, y) >> shift & 0xff));
                    n++;
                }
            }
        }
        // The maps are noise, pixel by pixel, so half a pixel's shift shows.
        assertTrue(difference / n < 16, "mean difference " + difference / n);
    }
}
