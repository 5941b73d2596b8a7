package org.lobescope.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lobescope.Problem;

/** Writes panels as files. */
public final class PanelWriter {
    /** Maps of 150 x 150 pixels are drawn 2 x 2 on it; at {@link #DPI} it is as wide as a page. */
    public static final int WIDTH = 2240;
    /** Dots per inch that journals ask for. */
    public static final double DPI = 300;

    private static final int WIDEST = 20_000;
    private static final int MOST_DPI = 10_000;

    private PanelWriter() {}

    /**
     * Writes a panel as a PNG file; a file that is there already is replaced only when the new one is complete.
     *
     * @param widthPixels of the picture; its height follows
     * @param dpi written into the file, so that programs place it at its size
     * @throws Problem when the file can't be written
     */
    public static void writePng(Path file, Panel panel, int widthPixels, double dpi) {
        if (widthPixels < 400 || widthPixels > WIDEST) {
            throw new Problem("A panel can't be " + widthPixels + " pixels wide; choose 400 to " + WIDEST + ".");
        }
        if (!(dpi >= 1 && dpi <= MOST_DPI)) {
            throw new Problem("A panel can't have " + dpi + " dots per inch; choose 1 to " + MOST_DPI + ".");
        }
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Software", panel.signature());
        words.put("Title", panel.source().title());
        words.put("Description", description(panel));
        PngFile.write(file, picture(panel, widthPixels), dpi, words);
    }

    /** A panel as a picture in memory. */
    public static BufferedImage picture(Panel panel, int widthPixels) {
        double scale = widthPixels / PanelPainter.width();
        PanelPainter painter = new PanelPainter(panel, scale);
        BufferedImage picture =
                new BufferedImage(widthPixels, (int) Math.ceil(painter.height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        try {
            g.setColor(panel.theme().background());
            g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            g.scale(scale, scale);
            painter.paint(g);
        } finally {
            g.dispose();
        }
        return picture;
    }

    private static String description(Panel panel) {
        StringBuilder text = new StringBuilder(panel.facts().classifier());
        for (Panel.ClassProbability c : panel.facts().classes()) {
            text.append("; ").append(c.name()).append(' ').append(c.probability());
        }
        for (Panel.Facts.Line line : panel.facts().lines()) {
            text.append("; ").append(line.name()).append(": ").append(line.value());
        }
        for (Panel.Paragraph paragraph : panel.caption()) {
            text.append('\n').append(paragraph.name()).append(": ").append(paragraph.text());
        }
        return text.toString();
    }
}
