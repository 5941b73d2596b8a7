package org.lobescope.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lobescope.training.EpochResult;

/** The curves of a training, loss and accuracy by epoch, as a picture of two panels. */
public final class LearningCurves {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 380;
    private static final int SCALE = 2;
    private static final double DPI = 192;
    private static final double LEFT = 58;
    private static final double TOP = 44;
    private static final double PANEL_WIDTH = 372;
    private static final double PANEL_HEIGHT = 270;
    private static final double GAP = 66;
    private static final double TEXT = 12;
    private static final double TITLE = 14;
    private static final int TICKS = 5;
    private static final Theme THEME = Theme.LIGHT;
    private static final Color SECOND = new Color(0xc2410c);

    /** A curve of a panel. */
    private record Curve(String name, Color color, ToDoubleFunction<EpochResult> value) {}

    private final List<EpochResult> epochs;
    private final int best;
    private final Graphics2D g;

    private LearningCurves(List<EpochResult> epochs, int best, Graphics2D g) {
        this.epochs = epochs;
        this.best = best;
        this.g = g;
    }

    /**
     * Writes the picture as PNG.
     *
     * @param best the epoch with the lowest validation loss; it is marked
     * @throws org.lobescope.Problem when it cannot be written
     */
    public static void write(Path file, List<EpochResult> epochs, int best) {
        BufferedImage picture = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.scale(SCALE, SCALE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        new LearningCurves(epochs, best, g).paint();
        g.dispose();
        PngFile.write(file, picture, DPI, Map.of("Title", "Learning curves", "Software", "Lobescope"));
    }

    private void paint() {
        g.setColor(THEME.background());
        g.fillRect(0, 0, WIDTH, HEIGHT);
        List<Curve> losses = List.of(
                new Curve("training", SECOND, EpochResult::trainingLoss),
                new Curve("validation", THEME.accent(), EpochResult::validationLoss));
        double most = 0;
        for (EpochResult epoch : epochs) {
            most = Math.max(most, Math.max(epoch.trainingLoss(), epoch.validationLoss()));
        }
        panel(LEFT, "Loss", losses, 0, ceiling(most), 2);
        double least = epochs.stream()
                .mapToDouble(EpochResult::validationAccuracy)
                .min()
                .orElse(0);
        List<Curve> accuracy = List.of(new Curve("validation", THEME.accent(), e -> 100 * e.validationAccuracy()));
        panel(LEFT + PANEL_WIDTH + GAP, "Accuracy (%)", accuracy, Math.floor(10 * least) * 10, 100, 0);
    }

    /** A round number above. */
    private static double ceiling(double value) {
        // Five intervals of a round length: 0.05, 0.1, 0.15, 0.25, 0.5 ...
        for (double step = 0.01; ; step *= 10) {
            for (double round : new double[] {1, 2, 3, 5}) {
                if (TICKS * step * round >= value) {
                    return TICKS * step * round;
                }
            }
        }
    }

    private void panel(double x, String title, List<Curve> curves, double low, double high, int decimals) {
        double top = high > low ? high : low + 1;
        g.setFont(Typeface.SEMI_BOLD.at(TITLE));
        g.setColor(THEME.ink());
        g.drawString(title, (float) x, (float) (TOP - 16));
        legend(x, curves);
        g.setFont(Typeface.REGULAR.at(TEXT));
        for (int i = 0; i <= TICKS; i++) {
            double value = low + i * (top - low) / TICKS;
            double y = y(value, low, top);
            g.setColor(THEME.line());
            g.setStroke(new BasicStroke(0.75f));
            g.draw(new Line2D.Double(x, y, x + PANEL_WIDTH, y));
            String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
            g.setColor(THEME.muted());
            g.drawString(text, (float) (x - 8 - g.getFontMetrics().stringWidth(text)), (float) (y + 4));
        }
        epochTicks(x);
        if (best > 0) {
            g.setColor(THEME.muted());
            g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0));
            g.draw(new Line2D.Double(x(x, best), TOP, x(x, best), TOP + PANEL_HEIGHT));
        }
        curves.forEach(curve -> draw(x, curve, low, top));
    }

    private void legend(double x, List<Curve> curves) {
        g.setFont(Typeface.REGULAR.at(TEXT));
        double right = x + PANEL_WIDTH;
        for (Curve curve : curves.reversed()) {
            right -= g.getFontMetrics().stringWidth(curve.name);
            g.setColor(curve.color);
            g.drawString(curve.name, (float) right, (float) (TOP - 16));
            right -= 16;
        }
    }

    private void epochTicks(double x) {
        int last = epochs.getLast().epoch();
        int step = Math.max(1, (int) Math.ceil(last / 6.0));
        step = step > 5 ? (step + 4) / 5 * 5 : step;
        g.setColor(THEME.muted());
        for (int epoch = step; epoch <= last; epoch += step) {
            String text = String.valueOf(epoch);
            double width = g.getFontMetrics().stringWidth(text);
            g.drawString(text, (float) (x(x, epoch) - width / 2), (float) (TOP + PANEL_HEIGHT + 18));
        }
        String name = best > 0 ? "epoch (dashed: lowest validation loss, " + best + ")" : "epoch";
        double width = g.getFontMetrics().stringWidth(name);
        g.drawString(name, (float) (x + (PANEL_WIDTH - width) / 2), (float) (TOP + PANEL_HEIGHT + 40));
    }

    private void draw(double x, Curve curve, double low, double high) {
        Path2D path = new Path2D.Double();
        for (EpochResult epoch : epochs) {
            double px = x(x, epoch.epoch());
            double py = y(Math.clamp(curve.value.applyAsDouble(epoch), low, high), low, high);
            if (path.getCurrentPoint() == null) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        g.setColor(curve.color);
        g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        EpochResult last = epochs.getLast();
        double py = y(Math.clamp(curve.value.applyAsDouble(last), low, high), low, high);
        g.fill(new Ellipse2D.Double(x(x, last.epoch()) - 3, py - 3, 6, 6));
    }

    private double x(double left, int epoch) {
        int last = Math.max(2, epochs.getLast().epoch());
        return left + PANEL_WIDTH * (epoch - 1) / (last - 1);
    }

    private static double y(double value, double low, double high) {
        return TOP + PANEL_HEIGHT * (high - value) / (high - low);
    }
}
