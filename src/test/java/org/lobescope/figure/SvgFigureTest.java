package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgFigureTest {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final PanelContent CONTENT = Contents.of(60, 40, 10, 2, true, " <&>");
    private static final PanelStyle STYLE =
            PanelStyle.DEFAULT.withContours(true).withFigure(FigureOptions.JOURNAL.withWidth(88));

    @TempDir
    Path folder;

    private Path write(String name) {
        Path file = folder.resolve(name);
        PanelWriter.write(file, PanelFigure.of(CONTENT, STYLE), Optional.of("{\"a\": \"<&>″\"}"));
        return file;
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    @Test
    void textIsTextAtItsSize() throws Exception {
        Element root = parse(write("f.svg")).getDocumentElement();
        assertEquals("88mm", root.getAttribute("width"));
        String[] box = root.getAttribute("viewBox").split(" ");
        assertEquals(88 / 25.4 * 72, Double.parseDouble(box[2]), 1e-3);
        double height = Double.parseDouble(root.getAttribute("height").replace("mm", ""));
        assertEquals(height / 25.4 * 72, Double.parseDouble(box[3]), 1e-3);
        Set<String> texts = new HashSet<>();
        NodeList nodes = root.getElementsByTagNameNS(SVG, "text");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element text = (Element) nodes.item(i);
            texts.add(text.getTextContent());
            assertTrue(text.getAttribute("font-family").startsWith("'Inter'"), text.getAttribute("font-family"));
        }
        for (String words : new String[] {"(a) image <&>", "(c) SmoothGrad", "(k) Score-CAM", "ΔS", "∂S/∂x"}) {
            assertTrue(texts.contains(words), words + " is not in " + texts);
        }
        assertTrue(root.getElementsByTagNameNS(SVG, "path").getLength() > 11, "contours are lines");
        assertEquals(
                "{\"a\": \"<&>″\"}",
                root.getElementsByTagNameNS(PanelWriter.SESSION_NAMESPACE, "session")
                        .item(0)
                        .getTextContent());
    }

    @Test
    void picturesAndFontsAreInside() throws Exception {
        Element root = parse(write("f.svg")).getDocumentElement();
        NodeList images = root.getElementsByTagNameNS(SVG, "image");
        assertEquals(22, images.getLength());
        for (int i = 0; i < images.getLength(); i++) {
            String link = ((Element) images.item(i)).getAttributeNS("http://www.w3.org/1999/xlink", "href");
            assertTrue(link.startsWith("data:image/png;base64,"), link.substring(0, 30));
            byte[] png = Base64.getDecoder().decode(link.substring(link.indexOf(',') + 1));
            assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() % 60 == 0
                    || ImageIO.read(new ByteArrayInputStream(png)).getHeight() == 1);
        }
        String css = root.getElementsByTagNameNS(SVG, "style").item(0).getTextContent();
        Matcher faces = Pattern.compile("font-weight:(\\d+);src:url\\(data:font/ttf;base64,([^)]*)\\)")
                .matcher(css);
        Set<String> weights = new HashSet<>();
        while (faces.find()) {
            weights.add(faces.group(1));
            byte[] bytes = Base64.getDecoder().decode(faces.group(2));
            assertTrue(bytes.length < 40_000, bytes.length + " bytes: only what occurs");
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
                int glyph =
                        font.getUnicodeCmapLookup().getGlyphId(faces.group(1).equals("400") ? '−' : '(');
                assertTrue(glyph > 0);
            }
        }
        assertEquals(Set.of("400", "600"), weights);
    }

    @Test
    void theSameFigureGivesTheSameBytes() throws IOException {
        assertArrayEquals(Files.readAllBytes(write("one.svg")), Files.readAllBytes(write("two.svg")));
    }
}
