package org.lobescope.explain.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * XRAI's ranking of regions (Kapishnikov et al. 2019, algorithm 1): masks are added to the covered area one after another,
 * and each gives the pixels that it adds their mean attribution.
 *
 * @param attribution H x W
 * @param height H
 * @param width W
 * @param minAdded a mask that adds fewer pixels is dropped for good
 */
@SuppressWarnings("ArrayRecordComponent")
public record RegionSweep(double[] attribution, int height, int width, int minAdded) {
    /**
     * The regions of an image.
     *
     * @param map the mean attribution of each pixel's region, H x W
     * @param ranks the rank of each pixel's region, 1 = highest mean; what is left over comes last
     */
    public record Regions(double[] map, int[] ranks) {}

    private record Region(Mask pixels, double mean) {}

    /** A mask that waits, with what it would add now. */
    private static final class Candidate {
        final Mask mask;
        Mask added;
        int area;
        double mean;

        Candidate(Mask mask, double[] attribution) {
            this.mask = mask;
            this.added = mask;
            measure(attribution);
        }

        void measure(double[] attribution) {
            area = added.area();
            mean = added.sum(attribution) / area;
        }
    }

    /** Again and again takes the mask whose not yet covered pixels have the highest mean attribution. */
    public Regions full(List<Mask> masks) {
        List<Candidate> waiting = new ArrayList<>();
        for (Mask mask : masks) {
            waiting.add(new Candidate(mask, attribution));
        }
        Mask covered = new Mask(height, width);
        List<Region> regions = new ArrayList<>();
        while (true) {
            waiting.removeIf(candidate -> candidate.area < Math.max(minAdded, 1));
            if (waiting.isEmpty()) {
                return regions(regions, covered);
            }
            Candidate best = waiting.getFirst();
            for (Candidate candidate : waiting) {
                if (candidate.mean > best.mean) {
                    best = candidate;
                }
            }
            waiting.remove(best);
            regions.add(new Region(best.added, best.mean));
            covered.addAll(best.mask);
            for (Candidate candidate : waiting) {
                // Only what the new region touches changes; it is summed up afresh, so that equal sets have equal
                // means.
                if (candidate.added.meets(best.added)) {
                    candidate.added = candidate.added.without(best.added);
                    candidate.measure(attribution);
                }
            }
        }
    }

    /** Sorts the masks once by their mean attribution and adds them in that order. */
    public Regions fast(List<Mask> masks) {
        List<Candidate> sorted = new ArrayList<>();
        for (Mask mask : masks) {
            Candidate candidate = new Candidate(mask, attribution);
            if (candidate.area > 0) {
                sorted.add(candidate);
            }
        }
        sorted.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.mean));
        Mask covered = new Mask(height, width);
        List<Region> regions = new ArrayList<>();
        for (Candidate candidate : sorted) {
            candidate.added = candidate.mask.without(covered);
            candidate.measure(attribution);
            if (candidate.area >= Math.max(minAdded, 1)) {
                regions.add(new Region(candidate.added, candidate.mean));
                covered.addAll(candidate.mask);
            }
        }
        return regions(regions, covered);
    }

    /** Left-over pixels are a region of their own. */
    private Regions regions(List<Region> found, Mask covered) {
        List<Region> regions = new ArrayList<>(found);
        regions.sort(Comparator.comparingDouble((Region region) -> -region.mean));
        Mask left = covered.complement();
        int area = left.area();
        if (area > 0) {
            regions.add(new Region(left, left.sum(attribution) / area));
        }
        double[] map = new double[height * width];
        double[] ranks = new double[height * width];
        for (int i = 0; i < regions.size(); i++) {
            regions.get(i).pixels.paint(map, regions.get(i).mean);
            regions.get(i).pixels.paint(ranks, i + 1);
        }
        int[] whole = new int[ranks.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (int) ranks[i];
        }
        return new Regions(map, whole);
    }
}
