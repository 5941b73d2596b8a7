package org.lobescope.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table in Markdown whose columns also stand below each other where it is read as it is. */
final class TextTable {
    private final int columns;
    private final int leftAligned;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param leftAligned that many of the first columns; numbers stand at the right
     */
    TextTable(int leftAligned, String... headings) {
        this.leftAligned = leftAligned;
        this.columns = headings.length;
        rows.add(List.of(headings));
    }

    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, columns)
                .map(c ->
                        rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                String blanks = " ".repeat(widths[c] - cell.length());
                text.append("| ")
                        .append(left(c) ? cell + blanks : blanks + cell)
                        .append(' ');
            }
            text.append("|\n");
            if (r == 0) {
                for (int c = 0; c < columns; c++) {
                    text.append('|').append("-".repeat(widths[c] + 1)).append(left(c) ? "-" : ":");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private boolean left(int column) {
        return column < leftAligned;
    }
}
