package org.lobescope.explain.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.explain.segment.RegionSweep.Regions;

/** Segments, masks and the sweep against slow and plain ways of doing the same, on images of any shape. */
class SegmentsTest {
    @ParameterizedTest
    @CsvSource({"20, 30, 5", "3, 130, 5", "70, 64, 0", "9, 65, 70", "1, 200, 3", "200, 1, 2"})
    void dilationIsADisk(int height, int width, int radius) {
        Random random = new Random(1);
        Mask mask = new Mask(height, width);
        boolean[][] set = new boolean[height][width];
        for (int n = 0; n < 5; n++) {
            int y = random.nextInt(height);
            int x = random.nextInt(width);
            mask.add(y, x);
            set[y][x] = true;
        }
        Mask dilated = mask.dilated(radius);
        int area = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean near = false;
                for (int v = 0; v < height; v++) {
                    for (int u = 0; u < width; u++) {
                        near |= set[v][u] && (v - y) * (v - y) + (u - x) * (u - x) <= radius * radius;
                    }
                }
                assertEquals(near, dilated.contains(y, x), y + " " + x);
                area += near ? 1 : 0;
            }
        }
        assertEquals(area, dilated.area(), "nothing beyond the image");
    }

    /** The sweep as the paper writes it down, without anything remembered. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50})
    void sweepIsThePapers(int minAdded) {
        int height = 17;
        int width = 70;
        Random random = new Random(6);
        double[] attribution = random.doubles(height * width).map(v -> v - 0.5).toArray();
        List<boolean[]> sets = new ArrayList<>();
        List<Mask> masks = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            boolean[] set = new boolean[height * width];
            Mask mask = new Mask(height, width);
            int top = random.nextInt(height);
            int left = random.nextInt(width);
            int rows = random.nextInt(9); // some are empty
            int columns = random.nextInt(40);
            for (int y = top; y < Math.min(height, top + rows); y++) {
                for (int x = left; x < Math.min(width, left + columns); x++) {
                    set[y * width + x] = true;
                    mask.add(y, x);
                }
            }
            sets.add(set);
            masks.add(mask);
        }
        double[] expected = new double[height * width];
        Arrays.fill(expected, Double.NaN);
        boolean[] covered = new boolean[expected.length];
        List<boolean[]> todo = new ArrayList<>(sets);
        while (true) {
            todo.removeIf(set -> added(set, covered) < minAdded);
            boolean[] best = null;
            for (boolean[] set : todo) {
                if (best == null || mean(set, covered, attribution) > mean(best, covered, attribution)) {
                    best = set;
                }
            }
            if (best == null) {
                break;
            }
            double mean = mean(best, covered, attribution);
            for (int i = 0; i < expected.length; i++) {
                if (best[i] && !covered[i]) {
                    expected[i] = mean;
                    covered[i] = true;
                }
            }
            boolean[] taken = best;
            todo.removeIf(set -> set == taken);
        }
        boolean[] left = new boolean[expected.length];
        Arrays.fill(left, true);
        double rest = mean(left, covered, attribution);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = covered[i] ? expected[i] : rest;
        }
        Regions regions = new RegionSweep(attribution, height, width, minAdded).full(masks);
        assertArrayEquals(expected, regions.map(), 1e-12);
        assertEquals(
                Arrays.stream(expected).distinct().count(),
                Arrays.stream(regions.ranks()).distinct().count());
    }

    private static int added(boolean[] set, boolean[] covered) {
        int n = 0;
        for (int i = 0; i < set.length; i++) {
            n += set[i] && !covered[i] ? 1 : 0;
        }
        return n;
    }

    private static double mean(boolean[] set, boolean[] covered, double[] attribution) {
        double sum = 0;
        for (int i = 0; i < set.length; i++) {
            sum += set[i] && !covered[i] ? attribution[i] : 0;
        }
        return sum / added(set, covered);
    }

    @Test
    void emptyMasksOrNoneLeaveOneRegion() {
        double[] attribution = {1, 2, 3, 6};
        RegionSweep sweep = new RegionSweep(attribution, 2, 2, 50);
        for (List<Mask> masks : List.of(List.<Mask>of(), List.of(new Mask(2, 2), new Mask(2, 2)))) {
            assertArrayEquals(new double[] {3, 3, 3, 3}, sweep.full(masks).map());
            assertArrayEquals(new double[] {3, 3, 3, 3}, sweep.fast(masks).map());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 40", "40, 1", "7, 9", "224, 224", "300, 260"})
    void segmentsCoverImagesOfEveryShape(int height, int width) {
        Random random = new Random(8);
        float[] image = new float[2 * height * width];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        List<Mask> masks = new Segmentation(List.of(50.0, 500.0), 0.8, 20, 32, 2).masks(image, 2, height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = y;
                int column = x;
                assertTrue(masks.stream().anyMatch(mask -> mask.contains(row, column)), y + " " + x);
            }
        }
    }

    @Test
    void aConstantImageIsOneSegment() {
        float[] image = new float[30 * 20];
        Arrays.fill(image, 3);
        Segmentation segmentation = Segmentation.reference();
        List<Mask> masks = segmentation.masks(image, 1, 30, 20);
        assertEquals(segmentation.scales().size(), masks.size());
        assertTrue(masks.stream().allMatch(mask -> mask.area() == 600));
    }

    /** Transposing the image transposes the resized image: rows and columns are treated alike. */
    @Test
    void resizeTreatsRowsAndColumnsAlike() {
        Random random = new Random(9);
        float[] image = new float[11 * 31];
        float[] turned = new float[image.length];
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 31; x++) {
                image[y * 31 + x] = random.nextFloat();
                turned[x * 11 + y] = image[y * 31 + x];
            }
        }
        float[] resized = CubicResize.resize(image, 11, 31, 20, 24);
        float[] other = CubicResize.resize(turned, 31, 11, 24, 20);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 24; x++) {
                assertEquals(resized[y * 24 + x], other[x * 20 + y], 1e-6f);
            }
        }
    }
}
