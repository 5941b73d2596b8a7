package org.lobescope.explain.segment;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.lobescope.benchmark.Galaxy;
import org.lobescope.network.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** XRAI's ranking of its masks by the attribution in them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RegionSweepBenchmark {
    private static final int MIN_ADDED = 50;

    private final Tensor x = Galaxy.image().x();
    private final List<Mask> masks = Segmentation.reference().masks(x.values(), 1, x.axis(2), x.axis(3));
    private final RegionSweep sweep =
            new RegionSweep(new Random(1).doubles(x.values().length, -1, 1).toArray(), x.axis(2), x.axis(3), MIN_ADDED);

    /** XRAI: again and again the best mask. */
    @Benchmark
    public Object full() {
        return sweep.full(masks);
    }

    /** Fast XRAI: each mask once. */
    @Benchmark
    public Object fast() {
        return sweep.fast(masks);
    }
}
