package org.lobescope.figure;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Paints what the classifier says: a bar for each class, and a few lines about what is explained. */
final class FactsPainter {
    private static final double HEADING = 16;
    private static final double CLASS_HEIGHT = 19;
    private static final double LINE_HEIGHT = 13.5;
    private static final double GAP = 6;
    private static final double BAR = 4;
    /** In a strip, the classes and the lines stand side by side. */
    private static final double STRIP_GAP = 22;

    private static final double STRIP_WIDTH = 340;
    private static final int STRIP_CLASSES = 5;

    private final Theme theme;
    private final Font heading;
    private final Font name;
    private final Font text;

    FactsPainter(Theme theme, FontFamily family) {
        this.theme = theme;
        this.heading = Typeface.SEMI_BOLD.at(family, FigurePainter.TITLE_SIZE);
        this.name = Typeface.MEDIUM.at(family, FigurePainter.TEXT_SIZE);
        this.text = Typeface.REGULAR.at(family, FigurePainter.TEXT_SIZE);
    }

    /** How high a column of facts is; the least likely of many classes are left out to keep it below {@code limit}. */
    static double height(Panel.Facts facts, double limit) {
        return HEADING + shownClasses(facts, limit) * CLASS_HEIGHT + GAP + lines(facts);
    }

    /** How high the facts are side by side. */
    static double stripHeight(Panel.Facts facts) {
        int classes = Math.min(STRIP_CLASSES, facts.classes().size());
        return HEADING + Math.max(classes * CLASS_HEIGHT, lines(facts));
    }

    private static double lines(Panel.Facts facts) {
        return facts.lines().size() * LINE_HEIGHT;
    }

    private static int shownClasses(Panel.Facts facts, double limit) {
        double room = limit - HEADING - GAP - lines(facts);
        int all = facts.classes().size();
        return (int) Math.clamp(Math.floor(room / CLASS_HEIGHT), Math.min(2, all), all);
    }

    /** Paints a column: classes above lines. */
    void paintColumn(Graphics2D g, Panel.Facts facts, Rectangle2D area) {
        double x = area.getX();
        double y = area.getY();
        paintHeading(g, facts, x, y, area.getWidth());
        int classes = shownClasses(facts, area.getHeight());
        paintClasses(g, facts, classes, x, y + HEADING, area.getWidth());
        paintLines(g, facts.lines(), x, y + HEADING + classes * CLASS_HEIGHT + GAP, area.getWidth());
    }

    /** Paints a strip: classes beside lines. */
    void paintStrip(Graphics2D g, Panel.Facts facts, Rectangle2D area) {
        double x = area.getX();
        double y = area.getY();
        double half = (area.getWidth() - STRIP_GAP) / 2;
        double width = Math.min(half, STRIP_WIDTH);
        paintHeading(g, facts, x, y, width);
        int classes = Math.min(STRIP_CLASSES, facts.classes().size());
        paintClasses(g, facts, classes, x, y + HEADING, width);
        paintLines(g, facts.lines(), x + half + STRIP_GAP, y + HEADING, width);
    }

    private void paintHeading(Graphics2D g, Panel.Facts facts, double x, double y, double width) {
        String classifier = Lettering.fit(facts.classifier(), heading, width);
        Lettering.left(g, classifier, heading, theme.ink(), x, y + FigurePainter.TITLE_SIZE - 1);
    }

    private void paintClasses(Graphics2D g, Panel.Facts facts, int count, double x, double top, double width) {
        double y = top;
        for (Panel.ClassProbability shown : facts.classes().subList(0, count)) {
            boolean explained = shown.name().equals(facts.explained());
            String number = Numbers.decimals(shown.probability(), 3);
            Font font = explained ? name : text;
            double baseline = y + FigurePainter.TEXT_SIZE;
            String fitting = Lettering.fit(shown.name(), font, width - Lettering.width(number, text) - 8);
            Lettering.left(g, fitting, font, theme.ink(), x, baseline);
            Lettering.right(g, number, text, theme.ink(), x + width, baseline);
            g.setColor(theme.line());
            g.fill(new RoundRectangle2D.Double(x, baseline + 3, width, BAR, BAR, BAR));
            g.setColor(explained ? theme.accent() : theme.muted());
            double length = Math.max(BAR / 2, width * shown.probability());
            g.fill(new RoundRectangle2D.Double(x, baseline + 3, length, BAR, BAR, BAR));
            y += CLASS_HEIGHT;
        }
    }

    private void paintLines(Graphics2D g, List<Panel.Facts.Line> lines, double x, double top, double width) {
        double baseline = top + FigurePainter.TEXT_SIZE;
        for (Panel.Facts.Line line : lines) {
            Lettering.left(g, line.name(), text, theme.muted(), x, baseline);
            double room = width - Lettering.width(line.name(), text) - 10;
            Lettering.right(g, Lettering.fit(line.value(), text, room), text, theme.ink(), x + width, baseline);
            baseline += LINE_HEIGHT;
        }
    }
}
