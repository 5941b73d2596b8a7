package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.explain.Explanation;
import org.lobescope.sky.PixelPosition;
import org.lobescope.sky.SkyPosition;

class RegionFileTest {
    private static final int SIZE = 30;
    private static final CutOut PART = new CutOut(3, -2, SIZE, SIZE);

    @TempDir
    Path folder;

    private List<String> lines(float[] map, boolean onSky, double percent) throws IOException {
        PanelContent content = Contents.of(SIZE, SIZE, 1, 2, onSky, "");
        PreparedImage p = content.prepared();
        PreparedImage moved =
                new PreparedImage(p.x(), p.blackSky(), PART, p.grey(), p.skyClipped(), p.steps(), p.warnings());
        PanelContent there = new PanelContent(
                content.image(),
                moved,
                content.classifier(),
                content.classes(),
                content.logits(),
                content.target(),
                content.preset(),
                content.explanations(),
                content.version());
        Explanation e = content.explanations().getFirst();
        Explanation other = new Explanation(
                e.method(),
                e.target(),
                e.layer(),
                SIZE,
                SIZE,
                map,
                map,
                Explanation.Sign.NON_NEGATIVE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0);
        Path file = folder.resolve("r.reg");
        RegionFile.write(file, there, other, percent);
        return Files.readAllLines(file);
    }

    private static float[] map(int... places) {
        float[] map = new float[SIZE * SIZE];
        for (int place : places) {
            map[place] = 1;
        }
        return map;
    }

    /** A polygon as pixels of the radio image. */
    private static Path2D polygon(String line, boolean sky) {
        String inside = line.substring(line.indexOf('(') + 1, line.indexOf(')'));
        String[] numbers = inside.split(",");
        Path2D path = new Path2D.Double();
        var wcs = Contents.of(SIZE, SIZE, 1, 2, true, "").image().wcs().orElseThrow();
        for (int i = 0; i < numbers.length; i += 2) {
            double x = Double.parseDouble(numbers[i]);
            double y = Double.parseDouble(numbers[i + 1]);
            PixelPosition at = sky ? wcs.toPixel(new SkyPosition(x, y)).orElseThrow() : new PixelPosition(x - 1, y - 1);
            if (i == 0) {
                path.moveTo(at.x(), at.y());
            } else {
                path.lineTo(at.x(), at.y());
            }
        }
        path.closePath();
        return path;
    }

    @Test
    void oneStrongPixelIsOnePolygonAroundIt() throws IOException {
        List<String> lines = lines(map(7 * SIZE + 12), true, 99.9);
        assertEquals("# Region file format: DS9 version 4.1", lines.getFirst());
        assertTrue(lines.contains("icrs"), lines.toString());
        List<String> polygons =
                lines.stream().filter(line -> line.startsWith("polygon(")).toList();
        assertEquals(1, polygons.size());
        Path2D around = polygon(polygons.getFirst(), true);
        assertTrue(around.contains(12 + PART.x(), 7 + PART.y()));
        assertTrue(!around.contains(13 + PART.x(), 7 + PART.y()));
    }

    @Test
    void islandsAndHolesAreToldApart() throws IOException {
        float[] map = map(2 * SIZE + 2, 20 * SIZE + 25);
        for (int y = 10; y < 17; y++) {
            for (int x = 10; x < 17; x++) {
                map[y * SIZE + x] = y == 13 && x == 13 ? 0 : 1;
            }
        }
        List<String> lines = lines(map, true, 50);
        assertEquals(
                3, lines.stream().filter(line -> line.startsWith("polygon(")).count());
        List<String> holes =
                lines.stream().filter(line -> line.startsWith("-polygon(")).toList();
        assertEquals(1, holes.size());
        assertTrue(polygon(holes.getFirst(), true).contains(13 + PART.x(), 13 + PART.y()));
    }

    @Test
    void withoutCoordinatesPixelsCountFromOne() throws IOException {
        List<String> lines = lines(map(0), false, 90);
        assertTrue(lines.contains("image"));
        String polygon = lines.stream()
                .filter(line -> line.startsWith("polygon("))
                .findFirst()
                .orElseThrow();
        assertTrue(polygon(polygon, false).contains(PART.x(), PART.y()));
    }

    @Test
    void aMapOfNothingHasNoOutline() throws IOException {
        List<String> lines = lines(new float[SIZE * SIZE], true, 90);
        assertTrue(lines.stream().noneMatch(line -> line.contains("polygon")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.contains("0 everywhere")));
    }
}
