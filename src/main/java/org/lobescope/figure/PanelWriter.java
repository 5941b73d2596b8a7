package org.lobescope.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lobescope.Problem;
import org.lobescope.WholeFile;

/**
 * Writes panels as files. The same panel gives the same bytes; a file that is there already is replaced only when the new
 * one is complete.
 */
public final class PanelWriter {
    /** Maps of 150 x 150 pixels are drawn 2 x 2 on it; at {@link #DPI} it is as wide as a page. */
    public static final int WIDTH = 2240;
    /** Dots per inch that journals ask for. */
    public static final double DPI = 300;
    /** The name under which files carry how they were made: keyword of a PNG text, name of a PDF attachment. */
    public static final String SESSION = "lobescope-session.json";

    /** The name space of the element that holds it in the metadata of SVG files. */
    public static final String SESSION_NAMESPACE = "urn:lobescope:session";

    private static final int WIDEST = 20_000;
    private static final double MOST_DPI = 10_000;

    private PanelWriter() {}

    /**
     * Writes a panel in the format that the file's name asks for, as large as its options say.
     *
     * @param session how the figure was made, as JSON; it goes with the figure
     * @throws Problem when the file can't be written
     */
    public static void write(Path file, Panel panel, Optional<String> session) {
        switch (FigureFormat.of(file)) {
            case PNG ->
                writePng(file, panel, pixels(panel.options()), panel.options().dpi(), session);
            case PDF -> WholeFile.write(file, draft -> PdfFigure.write(draft, panel, session));
            case SVG -> WholeFile.write(file, draft -> SvgFigure.write(draft, panel, session));
        }
    }

    /**
     * Writes a panel as a PNG file.
     *
     * @param widthPixels of the picture; its height follows
     * @param dpi written into the file, so that programs place it at its size
     * @throws Problem when the file can't be written
     */
    public static void writePng(Path file, Panel panel, int widthPixels, double dpi) {
        writePng(file, panel, widthPixels, dpi, Optional.empty());
    }

    private static void writePng(Path file, Panel panel, int widthPixels, double dpi, Optional<String> session) {
        if (widthPixels < 100 || widthPixels > WIDEST) {
            throw new Problem("A panel can't be " + widthPixels + " pixels wide; choose 100 to " + WIDEST + ".");
        }
        if (!(dpi >= 1 && dpi <= MOST_DPI)) {
            throw new Problem("A panel can't have " + dpi + " dots per inch; choose 1 to " + MOST_DPI + ".");
        }
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Software", panel.signature());
        words.put("Title", panel.source().title());
        words.put("Description", description(panel));
        session.ifPresent(json -> words.put(SESSION, json));
        PngFile.write(file, picture(panel, widthPixels), dpi, words);
    }

    /**
     * Writes a panel as PNG as others see it.
     *
     * @throws Problem when the file can't be written
     */
    public static void writePreview(Path file, Panel panel, Vision vision) {
        BufferedImage picture = picture(panel, pixels(panel.options()));
        vision.apply(picture);
        PngFile.write(
                file,
                picture,
                panel.options().dpi(),
                Map.of("Title", panel.source().title() + ", " + vision.id()));
    }

    private static int pixels(FigureOptions options) {
        return (int) Math.round(options.widthPoints() / 72 * options.dpi());
    }

    /** A panel as a picture in memory. */
    public static BufferedImage picture(Panel panel, int widthPixels) {
        double scale = widthPixels / PanelPainter.width(panel);
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

    static String description(Panel panel) {
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
