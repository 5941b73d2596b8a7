package org.lobescope.figure;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The text under the tiles: how each map was made, and the footnotes, in two columns of equal height, then the
 * signature.
 *
 * @param columns of paragraphs
 * @param columnWidth of one column
 * @param signature the last line
 * @param family the typeface
 * @param height of everything
 */
record Foot(List<List<Block>> columns, double columnWidth, String signature, FontFamily family, double height) {
    private static final double GAP = 22;
    private static final double LINE = 12.5;
    private static final double PARAGRAPH_GAP = 2.5;

    /** A paragraph broken into lines; its first line begins with a name. */
    record Block(String name, double indent, List<String> lines) {
        double height() {
            return lines.size() * LINE + PARAGRAPH_GAP;
        }
    }

    static Foot of(Panel panel, double width) {
        double columnWidth = (width - GAP) / 2;
        FontFamily family = panel.options().font();
        List<Block> blocks = new ArrayList<>();
        for (Panel.Paragraph paragraph : panel.caption()) {
            blocks.add(block(family, paragraph.name(), paragraph.text(), columnWidth));
        }
        for (int i = 0; i < panel.footnotes().size(); i++) {
            blocks.add(block(family, Integer.toString(i + 1), panel.footnotes().get(i), columnWidth));
        }
        double total = 0;
        for (Block block : blocks) {
            total += block.height();
        }
        // The first column takes blocks until it is at least as high as what is left.
        int split = 0;
        double first = 0;
        while (split < blocks.size() && first < total - first) {
            first += blocks.get(split++).height();
        }
        double text = Math.max(first, total - first);
        return new Foot(
                List.of(List.copyOf(blocks.subList(0, split)), List.copyOf(blocks.subList(split, blocks.size()))),
                columnWidth,
                panel.signature(),
                family,
                text + (panel.signature().isEmpty() ? 0 : LINE + 4));
    }

    private static Block block(FontFamily family, String name, String text, double width) {
        double indent = name.isEmpty() ? 0 : Lettering.width(name, nameFont(family)) + 6;
        return new Block(name, indent, Lettering.wrap(text, textFont(family), width, indent));
    }

    void paint(Graphics2D g, double x, double top, Theme theme) {
        for (int column = 0; column < columns.size(); column++) {
            double left = x + column * (columnWidth + GAP);
            double y = top;
            for (Block block : columns.get(column)) {
                double baseline = y + FigurePainter.TEXT_SIZE;
                Lettering.left(g, block.name(), nameFont(family), theme.ink(), left, baseline);
                for (int i = 0; i < block.lines().size(); i++) {
                    double from = left + (i == 0 ? block.indent() : 0);
                    Lettering.left(g, block.lines().get(i), textFont(family), theme.muted(), from, baseline + i * LINE);
                }
                y += block.height();
            }
        }
        Lettering.right(
                g,
                signature,
                textFont(family),
                theme.muted(),
                x + 2 * columnWidth + GAP,
                top + height - LINE + FigurePainter.TEXT_SIZE);
    }

    private static Font nameFont(FontFamily family) {
        return Typeface.MEDIUM.at(family, FigurePainter.TEXT_SIZE);
    }

    private static Font textFont(FontFamily family) {
        return Typeface.REGULAR.at(family, FigurePainter.TEXT_SIZE);
    }
}
