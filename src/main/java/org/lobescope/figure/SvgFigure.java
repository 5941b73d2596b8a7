package org.lobescope.figure;

import java.awt.Font;
import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.GenericImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A panel as an SVG drawing. Text is text; its fonts are embedded, reduced to the glyphs that occur, and named, so that
 * programs that don't read embedded fonts take the installed ones. Images and maps are embedded PNG pictures. How the
 * figure was made stands in its metadata.
 */
final class SvgFigure {
    private static final String SVG = "http://www.w3.org/2000/svg";

    /** What is kept of a font: tables about pairs and ligatures would speak of glyphs that are gone. */
    private static final List<String> TABLES = List.of(
            "head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp", "OS/2", "name", "cmap",
            "post");

    private SvgFigure() {}

    static void write(Path file, Panel panel, Optional<String> session) throws IOException {
        PanelPainter painter = new PanelPainter(panel, 0);
        double scale = panel.options().widthPoints() / painter.width();
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(4);
        context.setGenericImageHandler(new EmbeddedPictures());
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.scale(scale, scale);
        painter.paint(g);
        Element root = g.getRoot();

        double width = painter.width() * scale;
        double height = painter.height() * scale;
        root.setAttribute("width", number(panel.options().width()) + "mm");
        root.setAttribute("height", number(panel.options().width() * height / width) + "mm");
        root.setAttribute("viewBox", "0 0 " + number(width) + " " + number(height));
        FontFamily family = panel.options().font();
        Map<Typeface, SortedSet<Integer>> used = nameFonts(root, family);
        Element style = document.createElementNS(SVG, "style");
        style.setTextContent(fontFaces(used, family));
        root.insertBefore(style, root.getFirstChild());
        session.ifPresent(json -> {
            Element metadata = document.createElementNS(SVG, "metadata");
            Element carried = document.createElementNS(PanelWriter.SESSION_NAMESPACE, "session");
            carried.setTextContent(json);
            metadata.appendChild(carried);
            root.insertBefore(metadata, root.getFirstChild());
        });
        Element description = document.createElementNS(SVG, "desc");
        description.setTextContent(panel.signature() + ". " + PanelWriter.description(panel));
        root.insertBefore(description, root.getFirstChild());
        Element title = document.createElementNS(SVG, "title");
        title.setTextContent(panel.source().title());
        root.insertBefore(title, root.getFirstChild());
        try (OutputStream out = Files.newOutputStream(file)) {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives all text the family's name with a weight, and finds which characters occur in which. */
    private static Map<Typeface, SortedSet<Integer>> nameFonts(Element root, FontFamily family) {
        Map<Typeface, SortedSet<Integer>> used = new EnumMap<>(Typeface.class);
        NodeList texts = root.getElementsByTagNameNS(SVG, "text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            Typeface weight = weight(inherited(text, "font-family"), family);
            text.setAttribute("font-family", "'" + family.family() + "', " + family.substitutes());
            text.setAttribute("font-weight", Integer.toString(weight.weight()));
            SortedSet<Integer> characters = used.computeIfAbsent(weight, w -> new TreeSet<>());
            text.getTextContent().codePoints().forEach(characters::add);
        }
        return used;
    }

    private static String inherited(Element element, String attribute) {
        for (Element at = element; at != null; at = at.getParentNode() instanceof Element parent ? parent : null) {
            if (at.hasAttribute(attribute)) {
                return at.getAttribute(attribute);
            }
        }
        return "";
    }

    private static Typeface weight(String name, FontFamily family) {
        for (Typeface weight : Typeface.values()) {
            Font font = weight.at(family, 1);
            if (name.replace("'", "").equals(font.getFamily())) {
                return weight;
            }
        }
        return Typeface.REGULAR;
    }

    private static String fontFaces(Map<Typeface, SortedSet<Integer>> used, FontFamily family) throws IOException {
        StringBuilder css = new StringBuilder();
        for (Map.Entry<Typeface, SortedSet<Integer>> each : used.entrySet()) {
            try (InputStream in = each.getKey().file(family);
                    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
                TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
                each.getValue().forEach(subsetter::add);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                subsetter.writeToStream(bytes);
                css.append("@font-face{font-family:'")
                        .append(family.family())
                        .append("';font-weight:")
                        .append(each.getKey().weight())
                        .append(";src:url(data:font/ttf;base64,")
                        .append(Base64.getEncoder().encodeToString(bytes.toByteArray()))
                        .append(") format('truetype')}\n");
            }
        }
        return css.toString();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** Puts pictures into the drawing as PNG files in base 64. */
    private static final class EmbeddedPictures implements GenericImageHandler {
        @Override
        public void setDOMTreeManager(org.apache.batik.svggen.DOMTreeManager manager) {
            // the drawing's elements need nothing from it
        }

        @Override
        public Element createElement(SVGGeneratorContext context) {
            return context.getDOMFactory().createElementNS(SVG, "image");
        }

        @Override
        public @Nullable AffineTransform handleImage(
                Image image, Element element, int x, int y, int width, int height, SVGGeneratorContext context) {
            return embed((BufferedImage) image, element, x, y, width, height);
        }

        @Override
        public @Nullable AffineTransform handleImage(
                RenderedImage image,
                Element element,
                int x,
                int y,
                int width,
                int height,
                SVGGeneratorContext context) {
            return embed(image, element, x, y, width, height);
        }

        @Override
        public @Nullable AffineTransform handleImage(
                RenderableImage image,
                Element element,
                double x,
                double y,
                double width,
                double height,
                SVGGeneratorContext context) {
            return embed(image.createDefaultRendering(), element, x, y, width, height);
        }

        private static @Nullable AffineTransform embed(
                RenderedImage image, Element element, double x, double y, double width, double height) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                ImageIO.write(image, "png", bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            element.setAttributeNS(
                    "http://www.w3.org/1999/xlink",
                    "xlink:href",
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray()));
            element.setAttribute("x", number(x));
            element.setAttribute("y", number(y));
            element.setAttribute("width", number(width));
            element.setAttribute("height", number(height));
            element.setAttribute("preserveAspectRatio", "none");
            return null;
        }
    }
}
