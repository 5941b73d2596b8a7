package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lobescope.Shared;

/** Real files, as SkyView wrote them: misplaced COMMENT cards, tabs inside cards. */
class MiraBestFitsTest {
    @Test
    void everyFileOpens() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Shared.path("data/mirabest/fits"))) {
            files = listed.sorted().toList();
        }
        assertEquals(104, files.size());
        for (Path file : files) {
            RadioImage image = ImageReader.read(file);
            String name = file.getFileName().toString();
            assertEquals(300, image.width(), name);
            assertEquals(300, image.height(), name);
            assertEquals(0, image.blanks(), name);
            assertEquals("JY/BEAM", image.unit(), name);
            assertEquals(List.of(), image.notes(), name);
            Wcs wcs = image.wcs().orElseThrow();
            assertEquals("FK5 J2000", wcs.frame(), name);
            assertEquals(1.8 / 3600, wcs.scale(), 1e-9, name);
            // The name tells the position: CODE_RA+DEC_...
            String[] parts = name.split("_")[1].split("(?=[+-])");
            SkyPosition middle = wcs.toSky(new PixelPosition(149.5, 149.5)).orElseThrow();
            assertEquals(Double.parseDouble(parts[0]), middle.longitude(), 0.001, name);
            assertEquals(Double.parseDouble(parts[1]), middle.latitude(), 0.001, name);
            assertTrue(image.header().size() > 150, name);
        }
    }
}
