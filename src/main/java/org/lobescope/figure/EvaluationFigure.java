package org.lobescope.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import org.lobescope.Problem;
import org.lobescope.Version;
import org.lobescope.WholeFile;
import org.lobescope.evaluation.Evaluation;

/** Writes the figure of an evaluation. */
public final class EvaluationFigure {
    private EvaluationFigure() {}

    /**
     * Writes a figure as wide as a journal's page, as PDF (text and lines as such) or PNG at 300 dpi.
     *
     * @throws Problem when the file's name ends otherwise, or it cannot be written
     */
    public static void write(Path file, Evaluation evaluation) {
        EvaluationPainter painter = new EvaluationPainter(evaluation);
        String title = "Evaluation of " + evaluation.classifier();
        switch (FigureFormat.of(file)) {
            case PNG -> PngFile.write(file, picture(painter), PanelWriter.DPI, Map.of("Title", title));
            case PDF ->
                WholeFile.write(
                        file,
                        draft -> PdfFigure.write(
                                draft,
                                new PdfFigure.Page(
                                        EvaluationPainter.WIDTH,
                                        painter.height(),
                                        title,
                                        evaluation.data(),
                                        "Lobescope " + Version.CURRENT),
                                painter::paint));
            case SVG ->
                throw new Problem(
                        "The figure of an evaluation is a PDF or PNG file: let " + file + " end with one of them.");
        }
    }

    private static BufferedImage picture(EvaluationPainter painter) {
        double scale = PanelWriter.DPI / 72;
        BufferedImage picture = new BufferedImage(
                (int) Math.round(EvaluationPainter.WIDTH * scale),
                (int) Math.round(painter.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        try {
            g.setColor(Theme.LIGHT.background());
            g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(scale, scale);
            painter.paint(g);
        } finally {
            g.dispose();
        }
        return picture;
    }
}
