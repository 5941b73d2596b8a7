package org.lobescope.figure;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;

/** Paints what the classifier says: a bar for each class, and a few lines about what is explained. */
final class FactsPainter {
    private static final double HEADING = 16;
    private static final double CLASS_HEIGHT = 19;
    private static final double LINE_HEIGHT = 13.5;
    private static final double GAP = 6;
    private static final double BAR = 4;

    private final Theme theme;
    private final Font heading = Typeface.SEMI_BOLD.at(FigurePainter.TITLE_SIZE);
    private final Font name = Typeface.MEDIUM.at(FigurePainter.TEXT_SIZE);
    private final Font text = Typeface.REGULAR.at(FigurePainter.TEXT_SIZE);

    FactsPainter(Theme theme) {
        this.theme = theme;
    }

    /** How high the facts are; of many classes the least likely are left out to keep it below {@code limit}. */
    static double height(Panel.Facts facts, double limit) {
        return HEADING
                + shownClasses(facts, limit) * CLASS_HEIGHT
                + GAP
                + facts.lines().size() * LINE_HEIGHT;
    }

    private static int shownClasses(Panel.Facts facts, double limit) {
        double room = limit - HEADING - GAP - facts.lines().size() * LINE_HEIGHT;
        return (int) Math.clamp(
                Math.floor(room / CLASS_HEIGHT),
                Math.min(2, facts.classes().size()),
                facts.classes().size());
    }

    void paint(Graphics2D g, Panel.Facts facts, double x, double top, double width, double room) {
        double y = top + FigurePainter.TITLE_SIZE - 1;
        Lettering.left(g, Lettering.fit(facts.classifier(), heading, width), heading, theme.ink(), x, y);
        y = top + HEADING;
        for (Panel.ClassProbability shown : facts.classes().subList(0, shownClasses(facts, room))) {
            boolean explained = shown.name().equals(facts.explained());
            String number = Numbers.decimals(shown.probability(), 3);
            double numberWidth = Lettering.width(number, text);
            Font font = explained ? name : text;
            Lettering.left(
                    g,
                    Lettering.fit(shown.name(), font, width - numberWidth - 8),
                    font,
                    theme.ink(),
                    x,
                    y + FigurePainter.TEXT_SIZE);
            Lettering.right(g, number, text, theme.ink(), x + width, y + FigurePainter.TEXT_SIZE);
            double barTop = y + FigurePainter.TEXT_SIZE + 3;
            g.setColor(theme.line());
            g.fill(new RoundRectangle2D.Double(x, barTop, width, BAR, BAR, BAR));
            g.setColor(explained ? theme.accent() : theme.muted());
            double length = Math.max(BAR / 2, width * shown.probability());
            g.fill(new RoundRectangle2D.Double(x, barTop, length, BAR, BAR, BAR));
            y += CLASS_HEIGHT;
        }
        y += GAP;
        for (Panel.Facts.Line line : facts.lines()) {
            double baseline = y + FigurePainter.TEXT_SIZE;
            Lettering.left(g, line.name(), text, theme.muted(), x, baseline);
            double used = Lettering.width(line.name(), text) + 10;
            Lettering.right(g, Lettering.fit(line.value(), text, width - used), text, theme.ink(), x + width, baseline);
            y += LINE_HEIGHT;
        }
    }
}
