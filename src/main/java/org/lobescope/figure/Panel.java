package org.lobescope.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure of several tiles, complete with its words.
 *
 * @param source the image alone, on the left
 * @param facts what stands under the source
 * @param tiles the maps, row by row
 * @param columns of maps; of a figure without words, of all pictures, or 0 for as many as fit
 * @param caption paragraphs under everything
 * @param footnotes numbered from 1
 * @param signature the program and its version
 * @param pairs whether each two maps belong together, side by side
 * @param options what stands where, and which marks there are
 */
public record Panel(
        Tile source,
        Facts facts,
        List<Tile> tiles,
        int columns,
        List<Paragraph> caption,
        List<String> footnotes,
        String signature,
        boolean pairs,
        FigureOptions options) {
    public Panel {
        tiles = List.copyOf(tiles);
        caption = List.copyOf(caption);
        footnotes = List.copyOf(footnotes);
    }

    /** Paper and ink. */
    public Theme theme() {
        return options.paper().theme();
    }

    /** All pictures in their order: the source, where it is wanted, and the maps. */
    List<Tile> pictures() {
        List<Tile> pictures = new ArrayList<>();
        if (options.source()) {
            pictures.add(source);
        }
        pictures.addAll(tiles);
        return pictures;
    }

    /**
     * What the classifier says and what is explained.
     *
     * @param classifier its name
     * @param classes names and probabilities, most likely first
     * @param explained name of the class that is explained
     * @param lines name and value, such as {@code Preset}, {@code Reference}
     */
    public record Facts(String classifier, List<ClassProbability> classes, String explained, List<Line> lines) {
        public Facts {
            classes = List.copyOf(classes);
            lines = List.copyOf(lines);
        }

        /** One line: a name and its value. */
        public record Line(String name, String value) {}
    }

    /** The probability of a class, 0 to 1. */
    public record ClassProbability(String name, double probability) {}

    /**
     * A paragraph that begins with a name.
     *
     * @param name set in a heavier weight; may be empty
     */
    public record Paragraph(String name, String text) {}
}
