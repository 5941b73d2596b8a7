package org.lobescope.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.lobescope.Problem;
import org.lobescope.figure.PanelWriter;
import org.w3c.dom.Node;

/**
 * The session that a file holds: a session file, or a figure that carries one.
 *
 * @param session what it says
 * @param text as it stands in the file
 * @param figure whether it was carried by a figure
 */
public record CarriedSession(Session session, String text, boolean figure) {
    /**
     * Reads a session file, or the session of a PNG, PDF or SVG figure; by what is in it, not by its name.
     *
     * @throws Problem when it holds none
     */
    public static CarriedSession read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file)) {
            throw new Problem(file + " is a folder; give a session file or a figure.");
        }
        if (!Files.exists(file)) {
            throw new Problem("There is no file " + file + "; check its name.");
        }
        String start = start(file);
        boolean figure = true;
        Optional<String> text;
        try {
            if (start.startsWith("%PDF")) {
                text = pdf(file);
            } else if (start.startsWith("\u0089PNG")) {
                text = png(file);
            } else if (start.stripLeading().startsWith("<")) {
                text = svg(file);
            } else {
                figure = false;
                text = Optional.of(SessionFile.content(file));
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            if (e instanceof Problem problem) {
                throw problem;
            }
            throw new Problem(name + " is damaged: its figure can't be read; use another copy of it.", e);
        }
        String found = text.orElseThrow(() -> new Problem(
                name + " carries no session of Lobescope: it was made by another program, or changed by one."));
        return new CarriedSession(SessionFile.parse(found, name, SessionFile.folder(file)), found, figure);
    }

    /** Whether a file is a PNG figure that carries a session; an image of the sky is none. Reads the file's head only. */
    public static boolean inPng(Path file) {
        try {
            return Files.isRegularFile(file)
                    && start(file).startsWith("\u0089PNG")
                    && png(file).isPresent();
        } catch (IOException | RuntimeException e) {
            return false; // who opens it as an image will say what is wrong
        }
    }

    private static String start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).replace("\u00ef\u00bb\u00bf", "");
        } catch (IOException e) {
            throw new Problem(file + " can't be read; check its permissions.", e);
        }
    }

    private static Optional<String> pdf(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
            PDEmbeddedFilesNameTreeNode files = names == null ? null : names.getEmbeddedFiles();
            PDComplexFileSpecification session = files == null ? null : files.getValue(PanelWriter.SESSION);
            if (session == null || session.getEmbeddedFile() == null) {
                return Optional.empty();
            }
            return Optional.of(new String(session.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> png(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in, true, false);
            Node root = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            for (Node chunk = root.getFirstChild(); chunk != null; chunk = chunk.getNextSibling()) {
                for (Node entry = chunk.getFirstChild(); entry != null; entry = entry.getNextSibling()) {
                    Node keyword = entry.getAttributes().getNamedItem("keyword");
                    Node text = entry.getAttributes().getNamedItem("text");
                    if (keyword != null
                            && text != null
                            && keyword.getNodeValue().equals(PanelWriter.SESSION)) {
                        return Optional.of(text.getNodeValue());
                    }
                }
            }
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Optional<String> svg(Path file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("session")
                        && PanelWriter.SESSION_NAMESPACE.equals(reader.getNamespaceURI())) {
                    return Optional.of(reader.getElementText());
                }
            }
            return Optional.empty();
        }
    }
}
