package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class VisionTest {
    /** Numbers of the Python library colorspacious 1.1.2, severity 100. */
    @Test
    void coloursBecomeThoseOfAnotherProgram() {
        int[] colours = {0xff0000, 0x1e78c8, 0xf0c828};
        check(Vision.DEUTERANOPIA, colours, 163, 144, 0, 52, 110, 198, 233, 208, 53);
        check(Vision.PROTANOPIA, colours, 109, 95, 0, 81, 125, 203, 223, 197, 0);
        check(Vision.TRITANOPIA, colours, 255, 0, 15, 0, 139, 150, 255, 183, 172);
    }

    private static void check(Vision vision, int[] colours, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            int seen = vision.apply(0xff000000 | colours[i / 3]);
            assertEquals(expected[i], seen >> (16 - 8 * (i % 3)) & 0xff, 1, vision + " " + i);
        }
    }

    @Test
    void greysStayAsTheyAre() {
        for (Vision vision : Vision.values()) {
            for (int level = 0; level < 256; level += 5) {
                int seen = vision.apply(0x80000000 | level * 0x010101);
                assertEquals(0x80, seen >>> 24);
                for (int shift = 0; shift < 24; shift += 8) {
                    assertEquals(level, seen >> shift & 0xff, 1, vision + " " + level);
                }
            }
        }
    }

    @Test
    void aPictureIsChangedAsItsPixelsAre() {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 0xff0000);
        Vision.GREYSCALE.apply(picture);
        int grey = picture.getRGB(0, 0) & 0xff;
        assertEquals(0xff000000 | grey * 0x010101, picture.getRGB(0, 0));
        // Luminance 0.2126 in sRGB.
        assertEquals(127, grey, 1);
        assertTrue(Vision.of("Deuteranopia").isPresent());
    }
}
