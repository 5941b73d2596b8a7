package org.lobescope.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A square plot of fractions from 0 to 1 along both axes. */
final class PlotFrame {
    private static final double GAP = 4;
    private static final float THIN = 0.6f;
    private static final float[] DASHES = {2.5f, 2.5f};

    private final Graphics2D g;
    private final Theme theme;
    private final double left;
    private final double top;
    private final double side;
    private final Font title = Typeface.SEMI_BOLD.at(9);
    private final Font text = Typeface.REGULAR.at(7.5);

    PlotFrame(Graphics2D g, Theme theme, double left, double top, double side) {
        this.g = g;
        this.theme = theme;
        this.left = left;
        this.top = top;
        this.side = side;
    }

    double x(double fraction) {
        return left + fraction * side;
    }

    double y(double fraction) {
        return top + (1 - fraction) * side;
    }

    /** Frame, title, numbers and names of the axes. */
    void axes(String heading, String across, String up) {
        heading(heading);
        g.setColor(theme.line());
        g.setStroke(new BasicStroke(THIN));
        for (int i = 1; i < 4; i++) {
            g.draw(new Line2D.Double(x(0), y(i / 4.0), x(1), y(i / 4.0)));
            g.draw(new Line2D.Double(x(i / 4.0), y(0), x(i / 4.0), y(1)));
        }
        g.setColor(theme.muted());
        g.draw(new Rectangle2D.Double(left, top, side, side));
        for (int i = 0; i <= 2; i++) {
            String number = i == 1 ? "0.5" : String.valueOf(i / 2);
            Lettering.right(g, number, text, theme.muted(), left - GAP, y(i / 2.0) + 2.7);
            Lettering.centre(g, number, text, theme.muted(), x(i / 2.0), y(0) + GAP + 6.5);
        }
        Lettering.centre(g, across, text, theme.ink(), x(0.5), y(0) + GAP + 16.5);
        upwards(up, left - GAP - 16);
    }

    void heading(String heading) {
        Lettering.left(g, heading, title, theme.ink(), left, top - 7);
    }

    /** A text that reads upwards, its middle at that of the frame. */
    void upwards(String words, double x) {
        AffineTransform before = g.getTransform();
        g.translate(x, y(0.5));
        g.rotate(-Math.PI / 2);
        Lettering.centre(g, words, text, theme.ink(), 0, 0);
        g.setTransform(before);
    }

    void diagonal() {
        g.setColor(theme.muted());
        g.setStroke(new BasicStroke(THIN, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0));
        g.draw(new Line2D.Double(x(0), y(0), x(1), y(1)));
    }

    void line(double[] across, double[] up, Color color) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < across.length; i++) {
            if (i == 0) {
                path.moveTo(x(across[i]), y(up[i]));
            } else {
                path.lineTo(x(across[i]), y(up[i]));
            }
        }
        g.setColor(color);
        g.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
    }

    /** A dot with the interval of its height. */
    void dot(double across, double up, double low, double high, Color color) {
        g.setColor(color);
        g.setStroke(new BasicStroke(0.8f));
        g.draw(new Line2D.Double(x(across), y(low), x(across), y(high)));
        g.fill(new Ellipse2D.Double(x(across) - 2.2, y(up) - 2.2, 4.4, 4.4));
    }

    /** Words in the lower right corner, one line above the other. */
    void note(String words, int line, Color color) {
        Lettering.right(g, words, text, color, x(1) - GAP, y(0) - GAP - 1 - 9.5 * line);
    }
}
