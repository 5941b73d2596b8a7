package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
    @SuppressWarnings("ArrayRecordComponent")
    private record Maps(float[] map, float[] magnitude, Optional<float[]> weights, List<double[]> more) {}

    @Test
    void keepsWhatWasUsedLast() {
        BoundedCache<String, float[]> cache = new BoundedCache<>(10, 9_000);
        cache.put("a", new float[1000]);
        cache.put("b", new float[1000]);
        assertNotNull(cache.get("a"));
        cache.put("c", new float[1000]);
        assertNull(cache.get("b"));
        assertNotNull(cache.get("a"));
        assertNotNull(cache.get("c"));
        assertTrue(cache.bytes() <= 9_000);
    }

    @Test
    void replacesAndRefusesWhatIsTooLarge() {
        BoundedCache<String, float[]> cache = new BoundedCache<>(10, 9_000);
        cache.put("a", new float[1000]);
        cache.put("a", new float[500]);
        assertEquals(Footprint.of(new float[500]), cache.bytes());
        cache.put("b", new float[10_000]);
        assertNull(cache.get("b"));
        assertNotNull(cache.get("a"), "one large value does not drive the others out");
        cache.put("a", new float[10_000]);
        assertNull(cache.get("a"), "the older value is no longer true");
        assertEquals(0, cache.bytes());
    }

    @Test
    void keepsNoMoreThanSoMany() {
        BoundedCache<Integer, float[]> cache = new BoundedCache<>(3, 1 << 20);
        for (int i = 0; i < 5; i++) {
            cache.put(i, new float[i]);
        }
        assertNull(cache.get(0));
        assertNull(cache.get(1));
        assertNotNull(cache.get(2));
        assertEquals(
                Footprint.of(new float[2]) + Footprint.of(new float[3]) + Footprint.of(new float[4]), cache.bytes());
    }

    @Test
    void footprintCountsArraysOnceWhereverTheyAre() {
        float[] map = new float[1000];
        long once = Footprint.of(new Maps(map, map, Optional.empty(), List.of()));
        assertTrue(once >= 4_000 && once < 4_300, "" + once);
        long all = Footprint.of(
                new Maps(map, map.clone(), Optional.of(new float[1000]), List.of(new double[1000], new double[1000])));
        assertTrue(all >= 28_000 && all < 28_500, "" + all);
        assertTrue(Footprint.of(Map.of("a", new byte[5000])) >= 5000);
        assertTrue(Footprint.of(new float[10][100]) >= 4000);
    }
}
