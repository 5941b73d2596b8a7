package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColorMapsTest {
    private static List<ColorMap> all() {
        return Stream.concat(ColorMaps.sequential().stream(), ColorMaps.diverging().stream())
                .toList();
    }

    /** First, middle and last colours as matplotlib has them. */
    @Test
    void tablesHaveTheirKnownColours() {
        assertColours("viridis", 0x440154, 0x21918c, 0xfde725);
        assertColours("inferno", 0x000004, 0xbc3754, 0xfcffa4);
        assertColours("magma", 0x000004, 0xb73779, 0xfcfdbf);
        assertColours("plasma", 0x0d0887, 0xcc4778, 0xf0f921);
        assertColours("cividis", 0x00224e, 0x7d7c78, 0xfee838);
        assertColours("grey", 0x000000, 0x808080, 0xffffff);
        assertColours("cubehelix", 0x000000, 0xa1794a, 0xffffff);
        assertColours("heat", 0x000000, 0xff8001, 0xffffff);
        assertColours("puor", 0x2d004b, 0xf7f7f6, 0x7f3b08);
        assertColours("rdbu", 0x053061, 0xf7f6f6, 0x67001f);
        assertColours("berlin", 0x9eb0ff, 0x190c09, 0xffadad);
    }

    private static void assertColours(String id, int first, int middle, int last) {
        ColorMap map = ColorMaps.of(id).orElseThrow();
        assertEquals(hex(first), hex(map.argb(0)), id);
        assertEquals(hex(middle), hex(map.argb(128)), id);
        assertEquals(hex(last), hex(map.argb(255)), id);
    }

    private static String hex(int rgb) {
        return String.format("%06x", rgb & 0xffffff);
    }

    @Test
    void everyMapIsFoundByItsIdAndIsOpaque() {
        Set<String> ids = new HashSet<>();
        for (ColorMap map : all()) {
            assertTrue(ids.add(map.id()), map.id());
            assertEquals(map, ColorMaps.of(map.id()).orElseThrow());
            for (int level = 0; level < ColorMap.LEVELS; level++) {
                assertEquals(0xff, map.argb(level) >>> 24, map.id());
            }
        }
        assertTrue(ColorMaps.of("jet").isEmpty());
    }

    @Test
    void sequentialMapsGetLighterAndDivergingMapsHaveANeutralMiddle() {
        for (ColorMap map : ColorMaps.sequential()) {
            assertFalse(map.diverging());
            for (int level = 32; level < ColorMap.LEVELS; level += 32) {
                assertTrue(lightness(map.argb(level)) > lightness(map.argb(level - 32)), map.id());
            }
        }
        for (ColorMap map : ColorMaps.diverging()) {
            assertTrue(map.diverging());
            int middle = map.argb(128);
            assertEquals(middle >> 16 & 0xff, middle & 0xff, 20, map.id());
            assertTrue(lightness(map.argb(0)) != lightness(middle));
        }
    }

    private static double lightness(int rgb) {
        return 0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
    }

    @Test
    void levelsCoverTheirFractions() {
        assertEquals(0, ColorMap.level(0));
        assertEquals(0, ColorMap.level(-3));
        assertEquals(127, ColorMap.level(Math.nextDown(0.5)));
        assertEquals(128, ColorMap.level(0.5));
        assertEquals(255, ColorMap.level(1));
        assertEquals(255, ColorMap.level(7));
    }
}
