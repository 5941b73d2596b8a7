package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelFigureTest {
    @Test
    void aPanelSaysWhatWasExplainedAndHow() {
        Panel panel = PanelFigure.of(Contents.of(30, 20, 10, 3, true, ""), PanelStyle.DEFAULT);
        assertEquals(10, panel.tiles().size());
        assertEquals("image.fits", panel.source().title());
        assertEquals("class 0", panel.facts().explained());
        List<Panel.ClassProbability> classes = panel.facts().classes();
        assertEquals(
                1,
                classes.stream()
                        .mapToDouble(Panel.ClassProbability::probability)
                        .sum(),
                1e-12);
        assertTrue(classes.get(0).probability() >= classes.get(1).probability());
        assertEquals("logit of class 0", panel.facts().lines().getFirst().value());
        assertTrue(panel.facts().lines().contains(new Panel.Facts.Line("Preset", "Reference")));
        assertTrue(panel.facts().lines().contains(new Panel.Facts.Line("Centre", "14ʰ06ᵐ24.0ˢ +40°12′00″")));
        Panel.Paragraph ig = panel.caption().stream()
                .filter(paragraph -> paragraph.name().equals("Integrated Gradients"))
                .findFirst()
                .orElseThrow();
        assertTrue(ig.text().contains("50"), ig.text());
        assertEquals("Lobescope 0.1.0", panel.signature());
    }

    @Test
    void footnotesAreMarkedOnTheirTiles() {
        Panel panel = PanelFigure.of(Contents.of(30, 20, 6, 2, true, ""), PanelStyle.DEFAULT);
        assertEquals(List.of("No evidence, note 2", "No evidence, note 5"), panel.footnotes());
        assertEquals("1", panel.tiles().get(2).marks());
        assertEquals("2", panel.tiles().get(5).marks());
        assertEquals("", panel.tiles().get(0).marks());
        assertEquals("no evidence: 0 everywhere", panel.tiles().get(2).note());
    }

    @Test
    void mapsOfOneUnitShareAScaleWhenAsked() {
        PanelContent content = Contents.of(30, 20, 10, 2, true, "");
        Panel each = PanelFigure.of(content, PanelStyle.DEFAULT);
        Panel shared = PanelFigure.of(content, PanelStyle.DEFAULT.withSharedScale(true));
        assertNotEquals(scale(each, 0), scale(each, 1));
        assertEquals(scale(shared, 0), scale(shared, 1));
        assertEquals(scale(shared, 2), scale(shared, 5));
        // Gradients are no contributions, and the weights of Grad-CAM++ are not those of Grad-CAM.
        assertNotEquals(scale(shared, 1), scale(shared, 2));
        assertNotEquals(scale(shared, 7), scale(shared, 8));
    }

    private static ColorScale scale(Panel panel, int tile) {
        Tile.Overlay overlay = panel.tiles().get(tile).overlay().orElseThrow();
        return overlay.map().scale(overlay.style());
    }

    /** Whatever is asked for is painted, and lies within the page: its outermost pixels are paper. */
    @Test
    void unusualPanelsKeepWithinThePage() {
        String words = " with a name so long that no column of any figure could ever hold all of it at once";
        for (PanelContent content : List.of(
                Contents.of(60, 60, 10, 2, true, ""),
                Contents.of(64, 40, 13, 14, true, words),
                Contents.of(20, 50, 1, 1, false, words),
                Contents.of(33, 33, 5, 2, true, words),
                Contents.of(1, 1, 2, 2, true, ""))) {
            for (PanelStyle style : List.of(
                    PanelStyle.DEFAULT,
                    PanelStyle.DEFAULT
                            .withTheme(Theme.DARK)
                            .withContours(true)
                            .withHeatmap(
                                    HeatmapStyle.DEFAULT.withThreshold(60, 90).withOutlined(true)))) {
                BufferedImage picture = PanelWriter.picture(PanelFigure.of(content, style), 800);
                int paper = style.theme().background().getRGB();
                for (int x = 0; x < picture.getWidth(); x++) {
                    for (int edge = 0; edge < 6; edge++) {
                        assertEquals(paper, picture.getRGB(x, edge));
                        assertEquals(paper, picture.getRGB(x, picture.getHeight() - 1 - edge));
                    }
                }
                for (int y = 0; y < picture.getHeight(); y++) {
                    for (int edge = 0; edge < 6; edge++) {
                        assertEquals(paper, picture.getRGB(edge, y), edge + " " + y);
                        assertEquals(paper, picture.getRGB(picture.getWidth() - 1 - edge, y));
                    }
                }
            }
        }
    }

    @Test
    void theGoldenMapsMakeAPanel() {
        PanelContent content = Golden.content("resnets", "frii", "frii", "stage3", List.of("FRI", "FRII"));
        Panel panel = PanelFigure.of(content, PanelStyle.DEFAULT);
        assertEquals("FRII", panel.facts().classes().getFirst().name());
        assertEquals(0.995, panel.facts().classes().getFirst().probability(), 5e-4);
        BufferedImage picture = PanelWriter.picture(panel, PanelWriter.WIDTH);
        assertEquals(PanelWriter.WIDTH, picture.getWidth());
        // Wider than high, as a figure across a page should be.
        assertTrue(picture.getHeight() < 0.7 * picture.getWidth());
    }
}
