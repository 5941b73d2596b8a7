package org.lobescope.figure;

import de.rototor.pdfbox.graphics2d.IPdfBoxGraphics2DFontTextDrawer.IFontTextDrawerEnv;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/**
 * A panel as a PDF page of the panel's own size. Text is text in embedded fonts, reduced to the glyphs that occur; lines
 * are lines; only images and maps are pixels. How the figure was made is attached as a file.
 */
final class PdfFigure {
    /** Names the document in place of the time, so that the same figure gives the same bytes. */
    private static final long DOCUMENT = 1;

    private PdfFigure() {}

    static void write(Path file, Panel panel, Optional<String> session) throws IOException {
        PanelPainter painter = new PanelPainter(panel, 0);
        double scale = panel.options().widthPoints() / painter.width();
        double width = painter.width() * scale;
        double height = painter.height() * scale;
        Page page = new Page(width, height, panel.source().title(), PanelWriter.description(panel), panel.signature());
        write(file, page, panel.options().font(), session, g -> {
            g.scale(scale, scale);
            painter.paint(g);
        });
    }

    /**
     * A page that holds one drawing.
     *
     * @param width points
     * @param height points
     * @param title of the document
     * @param subject of the document
     * @param creator program and version
     */
    record Page(double width, double height, String title, String subject, String creator) {}

    /** Writes any drawing with the window's fonts. */
    static void write(Path file, Page page, Consumer<Graphics2D> paint) throws IOException {
        write(file, page, FontFamily.SANS, Optional.empty(), paint);
    }

    private static void write(
            Path file, Page drawing, FontFamily font, Optional<String> session, Consumer<Graphics2D> paint)
            throws IOException {
        float width = (float) drawing.width;
        float height = (float) drawing.height;
        try (PDDocument document = new PDDocument();
                Fonts fonts = new Fonts(document, font)) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            g.setFontTextDrawer(fonts);
            paint.accept(g);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(new Matrix());
                content.drawForm(g.getXFormObject());
            }
            PDDocumentInformation information = document.getDocumentInformation();
            information.setTitle(drawing.title);
            information.setSubject(drawing.subject);
            information.setCreator(drawing.creator);
            if (session.isPresent()) {
                attach(document, session.get());
            }
            document.setDocumentId(DOCUMENT);
            document.save(file.toFile());
        }
    }

    private static void attach(PDDocument document, String session) throws IOException {
        byte[] bytes = session.getBytes(StandardCharsets.UTF_8);
        PDEmbeddedFile embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(bytes));
        embedded.setSubtype("application/json");
        embedded.setSize(bytes.length);
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile(PanelWriter.SESSION);
        specification.setFileUnicode(PanelWriter.SESSION);
        specification.setFileDescription("How this figure was made: lobescope figure THIS.pdf makes it again");
        specification.setEmbeddedFile(embedded);
        specification.setEmbeddedFileUnicode(embedded);
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(PanelWriter.SESSION, specification));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }

    /** Draws all text as text, in the figure's own fonts. */
    private static final class Fonts extends PdfBoxGraphics2DFontTextDrawer {
        private final FontFamily family;
        private final Map<Typeface, PDFont> fonts = new EnumMap<>(Typeface.class);
        private final PDDocument document;

        Fonts(PDDocument document, FontFamily family) {
            this.document = document;
            this.family = family;
        }

        @Override
        protected boolean hasDynamicFontMapping() {
            return true;
        }

        @Override
        protected PDFont mapFont(Font font, IFontTextDrawerEnv env) throws IOException {
            Typeface weight = Typeface.REGULAR;
            for (Typeface candidate : Typeface.values()) {
                if (candidate.at(family, 1).getFontName().equals(font.getFontName())) {
                    weight = candidate;
                    break;
                }
            }
            PDFont known = fonts.get(weight);
            if (known == null) {
                try (InputStream in = weight.file(family)) {
                    known = PDType0Font.load(document, in, true);
                }
                fonts.put(weight, known);
            }
            return known;
        }
    }
}
