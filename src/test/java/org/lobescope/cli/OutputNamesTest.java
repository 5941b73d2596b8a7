package org.lobescope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputNamesTest {
    private static List<String> names(String... files) {
        return OutputNames.of(Arrays.stream(files).map(Path::of).toList());
    }

    @Test
    void endingsOfImagesAreLeftOut() {
        assertEquals(
                List.of("a", "b", "c", "d", "e.v2", "f.txt", "g", "10.52_29.1", ".fits"),
                names(
                        "x/a.fits",
                        "b.FITS.gz",
                        "c.fits.fz",
                        "d.jpeg",
                        "e.v2.fit",
                        "f.txt",
                        "g",
                        "10.52_29.1.png",
                        ".fits"));
    }

    @Test
    void namesOfAnEarlierRunStay() {
        Map<Path, String> known =
                Map.of(PastResult.key(Path.of("b/m87.fits")), "m87", PastResult.key(Path.of("gone/m87.fits")), "m87-2");
        assertEquals(
                List.of("m87-3", "m87", "m84"),
                OutputNames.of(List.of(Path.of("a/m87.fits"), Path.of("b/m87.fits"), Path.of("m84.fits")), known));
    }

    @Test
    void everyImageHasANameOfItsOwn() {
        assertEquals(List.of("m87", "m87-2", "m87-3"), names("a/m87.fits", "b/m87.fits", "b/m87.png"));
        assertEquals(List.of("m87", "m87-3", "m87-2"), names("a/m87.fits", "b/m87.fits", "c/m87-2.fits"));
        assertEquals(List.of("M87", "m87-2"), names("a/M87.fits", "a/m87.fits"), "some file systems ignore case");
        assertEquals(List.of("a-2", "a", "a-3"), names("a-2.fits", "a.fits", "x/a.fits"));
    }
}
