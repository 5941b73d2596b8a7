package org.lobescope.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/** Measures and draws text as text; measured without regard to the device, so that every output has the same layout. */
final class Lettering {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "…";

    private Lettering() {}

    static double width(String text, Font font) {
        return text.isEmpty()
                ? 0
                : font.getStringBounds(printable(text, font), EXACT).getWidth();
    }

    static void left(Graphics2D g, String text, Font font, Color color, double x, double baseline) {
        g.setFont(font);
        g.setColor(color);
        if (!text.isEmpty()) {
            g.drawString(printable(text, font), (float) x, (float) baseline);
        }
    }

    /** The text in characters that the font has, so that every output shows the same. */
    private static String printable(String text, Font font) {
        if (font.canDisplayUpTo(text) < 0) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        // Liberation Serif has no raised minus; its macron stands at the same place.
        text.replace('⁻', 'ˉ')
                .codePoints()
                .forEach(
                        c -> printable.appendCodePoint(font.canDisplay(c) ? c : Character.isWhitespace(c) ? ' ' : '?'));
        return printable.toString();
    }

    static void right(Graphics2D g, String text, Font font, Color color, double x, double baseline) {
        left(g, text, font, color, x - width(text, font), baseline);
    }

    static void centre(Graphics2D g, String text, Font font, Color color, double x, double baseline) {
        left(g, text, font, color, x - width(text, font) / 2, baseline);
    }

    /** The text, shortened with an ellipsis where it is wider than {@code room}. */
    static String fit(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end).stripTrailing() + ELLIPSIS, font) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return end == 0 ? "" : text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /**
     * Breaks text into lines.
     *
     * @param indent by which the first line is shorter
     */
    static List<String> wrap(String text, Font font, double room, double indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        double left = room - indent;
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, font) <= left) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty() || indent > 0 && lines.isEmpty()) {
                lines.add(line.toString());
                left = room;
            }
            String rest = word;
            while (width(rest, font) > room && rest.length() > 1) {
                int end = rest.length() - 1;
                while (end > 1 && width(rest.substring(0, end), font) > room) {
                    end--;
                }
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.setLength(0);
            line.append(rest);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
