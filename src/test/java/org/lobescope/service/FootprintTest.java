package org.lobescope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private record Map2d(String name, int width, float[] values) {}

    private record Pair(Map2d left, Optional<Map2d> right) {}

    @Test
    void arraysAreFoundInsideRecordsThatAreNotPublic() {
        Map2d one = new Map2d("one", 10, new float[1000]);
        long bytes = Footprint.of(one);
        assertTrue(bytes >= 4000 && bytes < 4200, bytes + " bytes");
        Map2d two = new Map2d("two", 10, new float[500]);
        long both = Footprint.of(new Pair(one, Optional.of(two)));
        assertTrue(both >= 6000 && both < 6500, both + " bytes");
        assertEquals(bytes, Footprint.of(one), "the same the second time, when the class is known");
    }

    @Test
    void whatIsThereTwiceCountsOnce() {
        float[] shared = new float[1000];
        long bytes = Footprint.of(List.of(new Map2d("a", 1, shared), Map.of("b", new Map2d("b", 1, shared))));
        assertTrue(bytes >= 4000 && bytes < 4500, bytes + " bytes");
    }
}
