package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problems;
import org.w3c.dom.Node;

class PanelWriterTest {
    private static final Panel PANEL = PanelFigure.of(Contents.of(40, 30, 10, 2, true, ""), PanelStyle.DEFAULT);

    @TempDir
    Path folder;

    @Test
    void thePictureHasItsSizeResolutionAndWords() throws IOException {
        Path file = folder.resolve("panel.png");
        PanelWriter.writePng(file, PANEL, 1000, 300);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
            reader.setInput(in);
            BufferedImage picture = reader.read(0);
            assertEquals(1000, picture.getWidth());
            BufferedImage expected = PanelWriter.picture(PANEL, 1000);
            assertArrayEquals(
                    expected.getRGB(0, 0, 1000, expected.getHeight(), null, 0, 1000),
                    picture.getRGB(0, 0, 1000, picture.getHeight(), null, 0, 1000));
            Node root = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            Map<String, String> words = new HashMap<>();
            for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node.getNodeName().equals("pHYs")) {
                    assertEquals("11811", attribute(node, "pixelsPerUnitXAxis"));
                    assertEquals("11811", attribute(node, "pixelsPerUnitYAxis"));
                    assertEquals("meter", attribute(node, "unitSpecifier"));
                    words.put("pHYs", "");
                }
                for (Node text = node.getFirstChild(); text != null; text = text.getNextSibling()) {
                    if (text.getNodeName().endsWith("tXtEntry")
                            || text.getNodeName().equals("iTXtEntry")) {
                        words.put(attribute(text, "keyword"), attribute(text, "text"));
                    }
                }
            }
            assertTrue(words.containsKey("pHYs"));
            assertEquals("Lobescope 0.1.0", words.get("Software"));
            assertEquals("image.fits", words.get("Title"));
            assertTrue(words.getOrDefault("Description", "").contains("Integrated Gradients"), words.toString());
            reader.dispose();
        }
    }

    private static String attribute(Node node, String name) {
        return node.getAttributes().getNamedItem(name).getNodeValue();
    }

    @Test
    void onlyTheFinishedFileIsLeft() throws IOException {
        Path file = folder.resolve("panel.png");
        Files.writeString(file, "an older file");
        PanelWriter.writePng(file, PANEL, 500, 100);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(java.util.List.of(file), files.toList());
        }
        assertTrue(Files.size(file) > 1000);
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("nowhere").resolve("panel.png");
        String sentence = Problems.sentence(() -> PanelWriter.writePng(file, PANEL, 500, 100));
        assertTrue(sentence.contains("nowhere"), sentence);
        assertTrue(sentence.contains("create"), sentence);
    }

    @Test
    void aFolderIsNoFile() {
        String sentence = Problems.sentence(() -> PanelWriter.writePng(folder, PANEL, 500, 100));
        assertTrue(sentence.contains("is a folder"), sentence);
    }

    @Test
    void aFileThatCanNotBeReplacedIsKept() throws IOException {
        Path inTheWay = folder.resolve("file");
        Files.writeString(inTheWay, "older");
        String sentence = Problems.sentence(() -> PanelWriter.writePng(inTheWay.resolve("panel.png"), PANEL, 500, 100));
        assertTrue(sentence.contains("Can't write"), sentence);
        assertEquals("older", Files.readString(inTheWay));
    }

    @Test
    void sizesHaveLimits() {
        Path file = folder.resolve("panel.png");
        Problems.sentence(() -> PanelWriter.writePng(file, PANEL, 10, 300));
        Problems.sentence(() -> PanelWriter.writePng(file, PANEL, 1_000_000, 300));
        Problems.sentence(() -> PanelWriter.writePng(file, PANEL, 1000, 0));
    }
}
