package org.lobescope.network;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Groups of pixels that touch each other, at their corners too. */
public final class ConnectedPixels {
    private ConnectedPixels() {}

    /**
     * Visits the group of a pixel, each pixel once.
     *
     * @param start the pixel, row x width + column; it belongs to the group in any case
     * @param width W of the image
     * @param seen H x W, pixels that are not visited any more; those of the group are added
     * @param lit which pixels belong to groups
     * @return how many pixels the group has
     */
    public static int walk(int start, int width, boolean[] seen, IntPredicate lit, IntConsumer visit) {
        int height = seen.length / width;
        int[] group = new int[64];
        int size = 1;
        group[0] = start;
        seen[start] = true;
        for (int done = 0; done < size; done++) {
            int here = group[done];
            visit.accept(here);
            for (int y = Math.max(0, here / width - 1); y <= Math.min(height - 1, here / width + 1); y++) {
                for (int x = Math.max(0, here % width - 1); x <= Math.min(width - 1, here % width + 1); x++) {
                    int next = y * width + x;
                    if (!seen[next] && lit.test(next)) {
                        seen[next] = true;
                        group = size < group.length ? group : Arrays.copyOf(group, 2 * size);
                        group[size++] = next;
                    }
                }
            }
        }
        return size;
    }
}
