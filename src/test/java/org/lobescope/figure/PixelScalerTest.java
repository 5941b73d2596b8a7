package org.lobescope.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelScalerTest {
    @Test
    void wholeZoomsRepeatPixels() {
        int[] out = new int[6 * 2];
        PixelScaler.scale(new int[] {0xff000001, 0x80ffffff, 0}, 3, 1, out, 6, 2);
        int[] row = {0xff000001, 0xff000001, 0x80ffffff, 0x80ffffff, 0, 0};
        assertArrayEquals(row, Arrays.copyOfRange(out, 0, 6));
        assertArrayEquals(row, Arrays.copyOfRange(out, 6, 12));
    }

    @Test
    void otherZoomsWeighByArea() {
        int[] out = new int[3];
        PixelScaler.scale(new int[] {0xff000000, 0xff0000fe}, 2, 1, out, 3, 1);
        assertArrayEquals(new int[] {0xff000000, 0xff00007f, 0xff0000fe}, out);
        PixelScaler.scale(new int[] {0xff000000, 0xff000064, 0xff0000c8}, 3, 1, out, 1, 1);
        assertEquals(0xff000064, out[0]);
    }

    @Test
    void transparentPixelsLendNoColour() {
        int[] out = new int[1];
        PixelScaler.scale(new int[] {0xffff0000, 0x0000ff00}, 2, 1, out, 1, 1);
        assertEquals(0x80ff0000, out[0]);
    }

    @Test
    void theMeanIsKept() {
        int[] in = new int[13 * 7];
        for (int i = 0; i < in.length; i++) {
            in[i] = 0xff000000 | i * 37 % 256;
        }
        for (int[] size : new int[][] {{29, 18}, {5, 3}, {13, 20}}) {
            int[] out = new int[size[0] * size[1]];
            PixelScaler.scale(in, 13, 7, out, size[0], size[1]);
            double before =
                    Arrays.stream(in).mapToDouble(c -> c & 0xff).average().orElseThrow();
            double after =
                    Arrays.stream(out).mapToDouble(c -> c & 0xff).average().orElseThrow();
            assertEquals(before, after, 0.3);
        }
    }
}
