package org.lobescope.explain;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A layer's map of 19 x 19 enlarged to the input's 150 x 150, as each CAM needs once and Score-CAM once per channel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class UpsamplingBenchmark {
    private static final int LOW = 19;
    private static final int HIGH = 150;

    private final double[] low = new Random(1).doubles(LOW * LOW).toArray();

    /** The enlarged map. */
    @Benchmark
    public double[] enlarge() {
        return Upsampling.HALF_PIXEL.enlarge(low, LOW, LOW, HIGH, HIGH);
    }
}
