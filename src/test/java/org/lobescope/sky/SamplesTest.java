package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void everySampleIsAnImageWithCoordinatesAndBeam() {
        assertEquals(
                List.of(
                        "frii",
                        "fri",
                        "bent",
                        "frii-core",
                        "hybrid",
                        "head-tail",
                        "compact",
                        "neighbours",
                        "lotss-frii",
                        "lotss-fri"),
                Samples.all().stream().map(Samples.Sample::id).toList());
        for (Samples.Sample sample : Samples.all()) {
            RadioImage image = sample.read();
            assertEquals(sample.file(), image.name());
            assertEquals(300, image.width());
            assertEquals("JY/BEAM", image.unit());
            double width = (sample.id().startsWith("lotss") ? 6 : 5.4) / 3600;
            assertEquals(new Beam(width, width, 0), image.beam().orElseThrow());
            assertTrue(image.wcs().isPresent());
            assertFalse(sample.title().isBlank());
            assertFalse(sample.description().isBlank());
        }
    }
}
