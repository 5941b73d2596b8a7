package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One bright pixel off centre: whatever is drawn must put it at the same place, with row 0 at the bottom. */
class PixelPainterTest {
    private static final int COLUMNS = 8;
    private static final int ROWS = 5;
    private static final int X = 6;
    private static final int Y = 1;

    private static float[] onePixel() {
        float[] pixels = new float[COLUMNS * ROWS];
        pixels[Y * COLUMNS + X] = 1;
        return pixels;
    }

    private static BufferedImage picture(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void rowZeroIsAtTheBottomAndPixelsAreSharpAtWholeZooms() {
        int[] argb = new int[COLUMNS * ROWS];
        java.util.Arrays.fill(argb, 0xff000000);
        argb[Y * COLUMNS + X] = 0xffffffff;
        BufferedImage out = picture(60, 50);
        Graphics2D g = out.createGraphics();
        g.scale(2, 2);
        PixelPainter.draw(g, argb, new PixelFrame(5, 3, 2.0 * COLUMNS, 2.0 * ROWS, COLUMNS, ROWS));
        g.dispose();
        // Zoom 4: column 6 begins at 10 + 24; row 1 is the fourth of five from the top, at 6 + 12.
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 60; x++) {
                boolean bright = x >= 34 && x < 38 && y >= 18 && y < 22;
                assertEquals(bright ? 0xffffffff : 0xff000000, out.getRGB(x, y), x + " " + y);
            }
        }
    }

    @Test
    void imageAndMapLandAtTheSamePlaceAtAnyZoom() {
        for (int width : new int[] {COLUMNS * 3, 31, 53, 5}) {
            int height = Math.max(1, width * ROWS / COLUMNS);
            ImageLayer image = new ImageLayer(COLUMNS, ROWS, onePixel(), "", Optional.empty(), Optional.empty());
            ImageLayer sky =
                    new ImageLayer(COLUMNS, ROWS, new float[COLUMNS * ROWS], "", Optional.empty(), Optional.empty());
            ImageStyle grey =
                    new ImageStyle(new Interval.MinMax(), new Stretch.Linear(), ColorMaps.GREY, false, 0xff000000);
            HeatmapStyle white = HeatmapStyle.DEFAULT
                    .withSequential(ColorMaps.GREY)
                    .withLimits(new ColorLimits.Fixed(0, 1))
                    .withFading(false)
                    .withOpacity(1);
            Heatmap map = new Heatmap(COLUMNS, ROWS, onePixel(), false);
            double[] ofImage = centroid(tile(image, grey, Optional.empty()), width, height);
            double[] ofMap =
                    centroid(tile(sky, grey, Optional.of(new Tile.Overlay(map, white, "", List.of()))), width, height);
            PixelFrame frame = new PixelFrame(0, 0, width, height, COLUMNS, ROWS);
            assertEquals(frame.toX(X), ofImage[0], 0.5, "width " + width);
            assertEquals(frame.toY(Y), ofImage[1], 0.5, "width " + width);
            assertEquals(ofImage[0], ofMap[0], 0.02, "width " + width);
            assertEquals(ofImage[1], ofMap[1], 0.02, "width " + width);
        }
    }

    @Test
    void contoursEncloseTheirPixel() {
        Contours contours = Contours.of(onePixel(), COLUMNS, ROWS, 0.1, 5);
        var bounds = contours.lines().getFirst().path().getBounds2D();
        assertEquals(X, bounds.getCenterX(), 1e-6);
        assertEquals(Y, bounds.getCenterY(), 1e-6);
        PixelFrame frame = new PixelFrame(10, 20, 80, 50, COLUMNS, ROWS);
        var drawn = frame.transform().createTransformedShape(bounds).getBounds2D();
        assertEquals(10 + 65, drawn.getCenterX(), 1e-6);
        assertEquals(20 + 35, drawn.getCenterY(), 1e-6);
    }

    @Test
    void framesConvertBothWays() {
        PixelFrame frame = new PixelFrame(10, 20, 80, 50, COLUMNS, ROWS);
        assertEquals(2.25, frame.toColumn(frame.toX(2.25)), 1e-12);
        assertEquals(3.5, frame.toRow(frame.toY(3.5)), 1e-12);
        assertEquals(-0.5, frame.toColumn(10), 1e-12);
        assertEquals(-0.5, frame.toRow(70), 1e-12);
    }

    private static Tile tile(ImageLayer image, ImageStyle style, Optional<Tile.Overlay> overlay) {
        return new Tile("", "", "", image, style, overlay, Optional.empty(), false, Optional.empty(), "");
    }

    /** Where the light is, in pixels of the picture; the frame's line is left out by a margin around the picture. */
    private static double[] centroid(Tile tile, int width, int height) {
        BufferedImage out = picture(width + 8, height + 8);
        Graphics2D g = out.createGraphics();
        g.translate(4, 4);
        Theme black = new Theme(
                java.awt.Color.BLACK,
                java.awt.Color.BLACK,
                java.awt.Color.BLACK,
                java.awt.Color.BLACK,
                java.awt.Color.BLACK);
        new FigurePainter(black).paintPixels(g, tile, new PixelFrame(0, 0, width, height, COLUMNS, ROWS));
        g.dispose();
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                double light = out.getRGB(x, y) & 0xff;
                sum += light;
                sumX += light * (x - 3.5);
                sumY += light * (y - 3.5);
            }
        }
        return new double[] {sumX / sum, sumY / sum};
    }
}
