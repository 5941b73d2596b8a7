package org.lobescope.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.lobescope.evaluation.Answer;
import org.lobescope.evaluation.Evaluation;
import org.lobescope.evaluation.Interval;
import org.lobescope.evaluation.Reliability;
import org.lobescope.evaluation.Roc;

/** Draws an evaluation: confusion matrix, calibration and ROC side by side, and below what is misclassified. */
final class EvaluationPainter {
    /** In points: the width of a page of A&amp;A or MNRAS. */
    static final double WIDTH = 510;

    private static final double MARGIN = 14;
    private static final double PLOT = 118;
    private static final double HEAD = 62;
    private static final double PLOTS_TOP = HEAD + 26;
    private static final double PLOTS_HEIGHT = PLOT + 62;
    private static final int ACROSS = 6;
    private static final int MOST_SHOWN = 24;
    private static final double PICTURE = 74;
    private static final double STEP = (WIDTH - 2 * MARGIN - PICTURE) / (ACROSS - 1);
    private static final double ROW = PICTURE + 34;

    /** Left of the first plot: the names of the classes, and what they are. */
    private static final double NAMES = 42;

    /** Colours that the colour-blind tell apart (Okabe and Ito). */
    private static final List<Color> CURVES = List.of(
            new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7), new Color(0xe69f00));

    private final Evaluation evaluation;
    private final List<Answer> shown;
    private final Theme theme = Theme.LIGHT;
    private final Font title = Typeface.SEMI_BOLD.at(13);
    private final Font heading = Typeface.SEMI_BOLD.at(9);
    private final Font text = Typeface.REGULAR.at(8.5);
    private final Font small = Typeface.REGULAR.at(7);

    EvaluationPainter(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.shown = evaluation.misclassified().stream().limit(MOST_SHOWN).toList();
    }

    double height() {
        double plots = PLOTS_TOP + PLOTS_HEIGHT;
        return shown.isEmpty() ? plots : plots + 6 + Math.ceilDiv(shown.size(), ACROSS) * ROW + MARGIN;
    }

    void paint(Graphics2D g) {
        Interval interval = evaluation.interval();
        double baseline = MARGIN + 12;
        double room = WIDTH - 2 * MARGIN;
        Lettering.left(g, Lettering.fit(evaluation.classifier(), title, room), title, theme.ink(), MARGIN, baseline);
        String accuracy = format(
                "%.1f %% right (%d of %d), 95 %% interval %.1f to %.1f %%",
                100 * evaluation.accuracy(),
                evaluation.right(),
                evaluation.answers().size(),
                100 * interval.low(),
                100 * interval.high());
        Lettering.left(g, accuracy, text, theme.ink(), MARGIN, baseline + 16);
        String data = Lettering.fit(evaluation.data(), text, room);
        Lettering.left(g, data, text, theme.muted(), MARGIN, baseline + 28);
        double free = (room - 3 * PLOT - NAMES) / 2;
        confusion(g, MARGIN + NAMES);
        reliability(g, MARGIN + NAMES + PLOT + free);
        roc(g, MARGIN + NAMES + 2 * (PLOT + free));
        wrong(g);
    }

    private void confusion(Graphics2D g, double left) {
        PlotFrame frame = new PlotFrame(g, theme, left, PLOTS_TOP, PLOT);
        frame.heading("Confusion");
        int[][] counts = evaluation.confusion();
        int n = counts.length;
        double cell = PLOT / n;
        Font names = Typeface.REGULAR.at(n <= 3 ? 7 : 6.5);
        double widest = 0;
        Font number = Typeface.SEMI_BOLD.at(Math.clamp(cell / 3.2, 6, 14));
        for (int row = 0; row < n; row++) {
            int images = java.util.stream.IntStream.of(counts[row]).sum();
            double top = PLOTS_TOP + row * cell;
            for (int column = 0; column < n; column++) {
                double part = images == 0 ? 0 : (double) counts[row][column] / images;
                double x = left + column * cell;
                Color colour = row == column ? CURVES.get(0) : CURVES.get(1);
                g.setColor(mixed(theme.background(), colour, 0.08 + 0.72 * part));
                g.fill(new Rectangle2D.Double(x + 0.5, top + 0.5, cell - 1, cell - 1));
                Color ink = part > 0.5 ? theme.background() : theme.ink();
                double middle = top + cell / 2 + (n <= 4 ? 0 : 3);
                Lettering.centre(g, String.valueOf(counts[row][column]), number, ink, x + cell / 2, middle);
                if (n <= 4) {
                    Lettering.centre(g, format("%.0f %%", 100 * part), small, ink, x + cell / 2, middle + 11);
                }
            }
            String name = Lettering.fit(evaluation.classes().get(row), names, NAMES - 12);
            widest = Math.max(widest, Lettering.width(name, names));
            Lettering.right(g, name, names, theme.ink(), left - 4, top + cell / 2 + 2.5);
            Lettering.centre(
                    g,
                    Lettering.fit(evaluation.classes().get(row), names, cell),
                    names,
                    theme.ink(),
                    left + (row + 0.5) * cell,
                    PLOTS_TOP + PLOT + 10);
        }
        Lettering.centre(g, "answer", Typeface.REGULAR.at(7.5), theme.ink(), left + PLOT / 2, PLOTS_TOP + PLOT + 20.5);
        frame.upwards("label", left - 8 - widest);
    }

    private void reliability(Graphics2D g, double left) {
        Reliability reliability = evaluation.reliability();
        PlotFrame frame = new PlotFrame(g, theme, left, PLOTS_TOP, PLOT);
        frame.axes("Calibration", "confidence", "right answers");
        frame.diagonal();
        for (Reliability.Bin bin : reliability.bins()) {
            int right = (int) Math.round(bin.accuracy() * bin.count());
            Interval interval = Interval.wilson(right, bin.count());
            frame.dot(bin.confidence(), bin.accuracy(), interval.low(), interval.high(), CURVES.get(0));
        }
        frame.note(format("ECE %.3f", reliability.error()), 0, theme.ink());
    }

    private void roc(Graphics2D g, double left) {
        PlotFrame frame = new PlotFrame(g, theme, left, PLOTS_TOP, PLOT);
        frame.axes("ROC", "false positives", "true positives");
        frame.diagonal();
        List<Integer> curves = evaluation.curves();
        for (int i = 0; i < curves.size(); i++) {
            Roc roc = evaluation.roc(curves.get(i));
            Color colour = CURVES.get(i % CURVES.size());
            frame.line(
                    roc.points().stream().mapToDouble(Roc.Point::falsePositive).toArray(),
                    roc.points().stream().mapToDouble(Roc.Point::truePositive).toArray(),
                    colour);
            if (!Double.isNaN(roc.area())) {
                String words = format("%s %.3f", evaluation.classes().get(curves.get(i)), roc.area());
                frame.note(words, curves.size() - 1 - i, colour);
            }
        }
    }

    private void wrong(Graphics2D g) {
        if (shown.isEmpty()) {
            return;
        }
        int all = evaluation.misclassified().size();
        double top = PLOTS_TOP + PLOTS_HEIGHT;
        String words = "Misclassified, the surest first"
                + (all > shown.size() ? " (" + shown.size() + " of " + all + ")" : "");
        Lettering.left(g, words, heading, theme.ink(), MARGIN, top - 6);
        for (int i = 0; i < shown.size(); i++) {
            Answer answer = shown.get(i);
            double x = MARGIN + i % ACROSS * STEP;
            double y = top + 2 + i / ACROSS * ROW;
            picture(g, answer, x, y);
            String sure = format("%.2f", answer.confidence());
            Lettering.right(g, sure, small, theme.background(), x + PICTURE - 4, y + 9);
            String verdict =
                    answer.label() + " taken for " + evaluation.classes().get(answer.answer());
            Lettering.left(g, Lettering.fit(verdict, small, PICTURE + 4), small, theme.ink(), x, y + PICTURE + 9);
            List<String> name = Lettering.wrap(answer.name(), small, PICTURE + 2, 0);
            for (int line = 0; line < Math.min(2, name.size()); line++) {
                Lettering.left(g, name.get(line), small, theme.muted(), x, y + PICTURE + 17.5 + 8 * line);
            }
        }
    }

    /** What the network saw, with the square root so that faint parts show; row 0 at the bottom. */
    private static void picture(Graphics2D g, Answer answer, double x, double y) {
        int width = answer.width();
        int height = answer.grey().length / width;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int level = (int) Math.round(255 * Math.sqrt(Math.clamp(answer.grey()[row * width + column], 0f, 1f)));
                image.setRGB(column, height - 1 - row, level << 16 | level << 8 | level);
            }
        }
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(PICTURE / width, PICTURE / height);
        g.drawImage(image, place, null);
    }

    private static Color mixed(Color from, Color to, double part) {
        return new Color(
                (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
