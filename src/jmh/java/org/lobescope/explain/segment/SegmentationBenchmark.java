package org.lobescope.explain.segment;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lobescope.benchmark.Galaxy;
import org.lobescope.network.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** XRAI's segments: those of one scale, and all masks of the image. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SegmentationBenchmark {
    private static final int SIDE = 224;

    private final Tensor x = Galaxy.image().x();
    private final Segmentation segmentation = Segmentation.reference();
    private final float[][] resized = segmentation.resized(x.values(), 1, x.axis(2), x.axis(3));
    private final Felzenszwalb felzenszwalb = new Felzenszwalb(resized, SIDE, SIDE, segmentation.sigma());

    /** Felzenszwalb's smoothing and sorting of edges, once per image. */
    @Benchmark
    public Object edges() {
        return new Felzenszwalb(resized, SIDE, SIDE, segmentation.sigma());
    }

    /** Felzenszwalb's labels at one scale. */
    @Benchmark
    public int[] labels() {
        return felzenszwalb.labels(150, segmentation.minSize());
    }

    /** All masks, widened. */
    @Benchmark
    public List<Mask> masks() {
        return segmentation.masks(x.values(), 1, x.axis(2), x.axis(3));
    }
}
