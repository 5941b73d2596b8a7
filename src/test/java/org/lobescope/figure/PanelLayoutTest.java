package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelLayoutTest {
    private static final double SCALE = 2240 / PanelLayout.WIDTH;

    private static Panel panel(int width, int height, int maps, int columns, boolean onSky) {
        return PanelFigure.of(Contents.of(width, height, maps, 3, onSky, ""), PanelStyle.DEFAULT.withColumns(columns));
    }

    @Test
    void nothingOverlapsAndNothingLeavesThePage() {
        for (int[] size : new int[][] {{150, 150}, {64, 40}, {20, 90}, {1, 1}}) {
            for (int[] grid : new int[][] {{10, 5}, {1, 5}, {3, 5}, {5, 5}, {13, 4}, {2, 1}, {10, 10}}) {
                Panel panel = panel(size[0], size[1], grid[0], grid[1], size[0] > 1);
                for (double scale : new double[] {SCALE, 0, 1}) {
                    PanelLayout layout = PanelLayout.of(panel, scale);
                    String what = size[0] + " x " + size[1] + ", " + grid[0] + " maps in " + grid[1] + " at " + scale;
                    List<Rectangle2D> areas = new ArrayList<>();
                    layout.tiles().forEach(tile -> areas.add(withWords(tile)));
                    areas.add(withWords(layout.source()));
                    areas.add(layout.facts());
                    Rectangle2D page = new Rectangle2D.Double(
                            PanelLayout.MARGIN - 0.6,
                            0,
                            PanelLayout.WIDTH - 2 * PanelLayout.MARGIN + 1.2,
                            layout.footTop());
                    for (int i = 0; i < areas.size(); i++) {
                        assertTrue(page.contains(areas.get(i)), what + " " + areas.get(i) + " leaves " + page);
                        for (int j = 0; j < i; j++) {
                            assertFalse(areas.get(i).intersects(areas.get(j)), what + " " + i + " over " + j);
                        }
                    }
                    assertTrue(layout.height() > layout.footTop());
                }
            }
        }
    }

    /** An image with its title, colour bar and numbers. */
    private static Rectangle2D withWords(PixelFrame frame) {
        return new Rectangle2D.Double(frame.x(), frame.y() - 14, frame.width(), frame.height() + 14 + 22);
    }

    @Test
    void mapsGetWholeZoomsOnTheUsualPicture() {
        PanelLayout layout = PanelLayout.of(panel(150, 150, 10, 5, true), SCALE);
        for (PixelFrame tile : layout.tiles()) {
            assertEquals(300, tile.width() * SCALE, 1e-6);
            assertEquals(300, tile.height() * SCALE, 1e-6);
            assertEquals(Math.rint(tile.x() * SCALE), tile.x() * SCALE, 1e-6);
        }
    }

    @Test
    void tilesStandInLine() {
        PanelLayout layout = PanelLayout.of(panel(150, 150, 10, 5, true), SCALE);
        for (int i = 0; i < 10; i++) {
            assertEquals(layout.tiles().get(i % 5).x(), layout.tiles().get(i).x(), 1e-9);
            assertEquals(
                    layout.tiles().get(i / 5 * 5).y(), layout.tiles().get(i).y(), 1e-9);
        }
        double right = layout.tiles().get(4).x() + layout.tiles().get(4).width();
        assertEquals(PanelLayout.WIDTH - PanelLayout.MARGIN, right, 0.5);
        assertEquals(layout.tiles().getFirst().y(), layout.source().y(), 1e-9);
    }

    @Test
    void wordsAreBrokenToTheirColumn() {
        var font = Typeface.REGULAR.at(9.5);
        for (String text : new String[] {
            "some words that are broken into lines of their column",
            "averylongwordwithoutanyspaceinitatall and more",
            ""
        }) {
            List<String> lines = Lettering.wrap(text, font, 80, 30);
            for (int i = 0; i < lines.size(); i++) {
                assertTrue(Lettering.width(lines.get(i), font) <= (i == 0 ? 50.01 : 80.01), lines.toString());
            }
            assertEquals(text.replace(" ", ""), String.join("", lines).replace(" ", ""));
        }
    }

    @Test
    void longWordsEndInAnEllipsis() {
        var font = Typeface.REGULAR.at(9.5);
        String fit = Lettering.fit("morphological class number 14", font, 60);
        assertTrue(fit.endsWith("…") && Lettering.width(fit, font) <= 60, fit);
        assertEquals("short", Lettering.fit("short", font, 60));
        assertEquals("", Lettering.fit("short", font, 2));
    }
}
