package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lobescope.explain.MethodId;

class GridLayoutTest {
    private static Panel panel(int width, int height, int maps, FigureOptions options) {
        return PanelFigure.of(
                Contents.of(width, height, maps, 2, width > 1, ""), PanelStyle.DEFAULT.withFigure(options));
    }

    @Test
    void nothingOverlapsAndNothingLeavesThePage() {
        for (ColumnWidth width : ColumnWidth.values()) {
            for (int maps : new int[] {1, 2, 5, 10}) {
                for (FigureOptions.Axes axes : FigureOptions.Axes.values()) {
                    for (int[] size : new int[][] {{150, 150}, {60, 30}, {20, 90}, {1, 1}}) {
                        FigureOptions options = FigureOptions.JOURNAL
                                .withWidth(width.millimetres())
                                .withAxes(axes);
                        GridLayout layout = GridLayout.of(panel(size[0], size[1], maps, options), 0);
                        assertEquals(width.millimetres(), layout.width() * 7 / 9.5 / 72 * 25.4, 1e-9);
                        Rectangle2D page = new Rectangle2D.Double(0, 0, layout.width(), layout.height());
                        List<Rectangle2D> areas = new ArrayList<>();
                        for (PixelFrame frame : layout.frames()) {
                            areas.add(new Rectangle2D.Double(
                                    frame.x(), frame.y() - 14, frame.width(), frame.height() + 14 + 22));
                        }
                        assertEquals(maps + 1, areas.size());
                        for (int i = 0; i < areas.size(); i++) {
                            assertTrue(page.contains(areas.get(i)), width + " " + maps + " " + axes);
                            for (int j = 0; j < i; j++) {
                                assertFalse(areas.get(i).intersects(areas.get(j)), i + " over " + j);
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void aPageTakesMoreColumnsThanAColumnDoes() {
        assertEquals(
                6, GridLayout.of(panel(150, 150, 10, FigureOptions.JOURNAL), 0).columns());
        assertEquals(
                3,
                GridLayout.of(panel(150, 150, 10, FigureOptions.JOURNAL.withWidth(88)), 0)
                        .columns());
        assertEquals(
                2,
                GridLayout.of(panel(150, 150, 10, FigureOptions.JOURNAL.withColumns(2)), 0)
                        .columns());
    }

    @Test
    void picturesAreCalledByLettersInTheOrderAskedFor() {
        FigureOptions options = FigureOptions.JOURNAL.withTiles(List.of(MethodId.XRAI, MethodId.GRAD_CAM));
        Panel panel = panel(30, 30, 10, options);
        assertEquals(
                List.of("(a) image", "(b) XRAI", "(c) Grad-CAM"),
                panel.pictures().stream().map(Tile::title).toList());
        Panel bare = panel(30, 30, 10, options.withSource(false).withLetters(false));
        assertEquals(
                List.of("XRAI", "Grad-CAM"),
                bare.pictures().stream().map(Tile::title).toList());
        assertEquals("(z) ", PanelFigure.letter(25));
        assertEquals("(aa) ", PanelFigure.letter(26));
    }

    /** Both maps of a pair stand in one row, side by side, with and without the source before them. */
    @Test
    void pairsAreNeverTornApart() {
        for (int maps = 1; maps <= 10; maps++) {
            for (boolean source : new boolean[] {true, false}) {
                for (int columns : new int[] {0, 2, 3, 5, 8, 100}) {
                    for (ColumnWidth width : ColumnWidth.values()) {
                        FigureOptions options = FigureOptions.JOURNAL
                                .withSource(source)
                                .withColumns(columns)
                                .withWidth(width.millimetres());
                        PanelContent content = Contents.paired(Contents.of(30, 20, maps, 2, true, ""), true);
                        GridLayout layout =
                                GridLayout.of(PanelFigure.of(content, PanelStyle.DEFAULT.withFigure(options)), 0);
                        assertEquals(
                                2 * maps + (source ? 1 : 0), layout.frames().size());
                        for (int i = source ? 1 : 0; i < layout.frames().size(); i += 2) {
                            PixelFrame first = layout.frames().get(i);
                            PixelFrame second = layout.frames().get(i + 1);
                            assertEquals(first.y(), second.y(), maps + " maps in " + columns + " columns");
                            assertTrue(first.x() + first.width() < second.x());
                        }
                    }
                }
            }
        }
    }

    @Test
    void oneBarWhereAllMapsHaveOneUnit() {
        FigureOptions options = FigureOptions.JOURNAL.withColorBars(FigureOptions.ColorBars.SHARED);
        List<MethodId> contributions = List.of(MethodId.INTEGRATED_GRADIENTS, MethodId.GUIDED_IG, MethodId.BLUR_IG);
        assertTrue(GridLayout.oneBar(panel(30, 30, 10, options.withTiles(contributions))));
        assertFalse(GridLayout.oneBar(panel(30, 30, 10, options)));
        assertTrue(GridLayout.bars(panel(30, 30, 10, options)));
        assertFalse(
                GridLayout.bars(panel(30, 30, 10, FigureOptions.JOURNAL.withColorBars(FigureOptions.ColorBars.NONE))));
    }

    /** Numbers, titles and frames stay off the paper's edge, whatever is asked for. */
    @Test
    void theEdgeOfThePageIsPaper() {
        for (FigureOptions options : List.of(
                FigureOptions.JOURNAL,
                FigureOptions.JOURNAL.withWidth(84).withFont(FontFamily.SERIF, 8),
                FigureOptions.JOURNAL
                        .withWidth(88)
                        .withAxes(FigureOptions.Axes.SOURCE)
                        .withPaper(Paper.DARK),
                FigureOptions.JOURNAL.withColumns(1).withWidth(60))) {
            BufferedImage picture = PanelWriter.picture(panel(40, 30, 10, options), 900);
            int paper = options.paper().theme().background().getRGB();
            for (int y = 0; y < picture.getHeight(); y++) {
                assertEquals(paper, picture.getRGB(0, y));
                assertEquals(paper, picture.getRGB(picture.getWidth() - 1, y), "row " + y);
            }
            for (int x = 0; x < picture.getWidth(); x++) {
                assertEquals(paper, picture.getRGB(x, 0));
                assertEquals(paper, picture.getRGB(x, picture.getHeight() - 1));
            }
        }
    }
}
