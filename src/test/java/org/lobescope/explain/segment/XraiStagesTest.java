package org.lobescope.explain.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.explain.Golden;
import org.lobescope.explain.NpyArray;
import org.lobescope.explain.segment.RegionSweep.Regions;

/** XRAI step by step, each from the golden step before; bit by bit, but for the means of the last. */
class XraiStagesTest {
    private final Segmentation segmentation = Segmentation.reference();

    private static NpyArray golden(String folder, String name) {
        return Golden.read(folder + "/" + name + ".npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy/random", "lenet/frii", "resnets/frii"})
    void resizes(String folder) {
        NpyArray x = golden(folder, "input");
        float[][] resized = segmentation.resized(x.floats(), 1, x.shape()[2], x.shape()[3]);
        assertArrayEquals(golden(folder, "xrai-stage2-resized").floats(), resized[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy/random", "lenet/frii", "resnets/frii"})
    void segments(String folder) {
        Felzenszwalb felzenszwalb = new Felzenszwalb(
                new float[][] {golden(folder, "xrai-stage2-resized").floats()}, 224, 224, 0.8);
        NpyArray labels = golden(folder, "xrai-stage3-labels224");
        for (int i = 0; i < segmentation.scales().size(); i++) {
            double scale = segmentation.scales().get(i);
            assertArrayEquals(labels.part(i).ints(), felzenszwalb.labels(scale, 150), "scale " + scale);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy/random", "lenet/frii", "resnets/frii"})
    void bringsLabelsBack(String folder) {
        NpyArray big = golden(folder, "xrai-stage3-labels224");
        NpyArray small = golden(folder, "xrai-stage4-labels");
        int[] shape = small.shape();
        for (int i = 0; i < shape[0]; i++) {
            assertArrayEquals(
                    small.part(i).ints(), NearestResize.resize(big.part(i).ints(), 224, 224, shape[1], shape[2]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy/random", "lenet/frii", "resnets/frii"})
    void dilatesMasks(String folder) {
        assertArrayEquals(
                golden(folder, "xrai-stage5-mask_areas").ints(),
                masks(folder).stream().mapToInt(Mask::area).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy/random", "lenet/frii", "resnets/frii"})
    void sweepsFully(String folder) {
        assertRegions(folder, "full", sweep(folder).full(masks(folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"toy/random", "lenet/frii", "resnets/frii"})
    void sweepsFast(String folder) {
        assertRegions(folder, "fast", sweep(folder).fast(masks(folder)));
    }

    private void assertRegions(String folder, String variant, Regions regions) {
        assertArrayEquals(golden(folder, "xrai-stage6-ranks_" + variant).ints(), regions.ranks());
        Golden.assertClose(variant, golden(folder, "xrai-" + variant + "-logit"), regions.map(), 1e-6);
    }

    private RegionSweep sweep(String folder) {
        NpyArray attribution = golden(folder, "xrai-stage1-ig_mean");
        return new RegionSweep(
                attribution.values(), attribution.shape()[0], attribution.shape()[1], 50);
    }

    private List<Mask> masks(String folder) {
        NpyArray labels = golden(folder, "xrai-stage4-labels");
        List<Mask> masks = new ArrayList<>();
        for (int i = 0; i < labels.shape()[0]; i++) {
            masks.addAll(segmentation.masksOf(labels.part(i).ints(), labels.shape()[1], labels.shape()[2]));
        }
        return masks;
    }
}
