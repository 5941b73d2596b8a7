package org.lobescope.figure;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A map of 150 x 150 turned into colours, as each tile needs whenever a slider moves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HeatmapBenchmark {
    private static final int SIDE = 150;

    /** Whether the map has both signs. */
    @Param({"false", "true"})
    public boolean signed;

    private final int[] argb = new int[SIDE * SIDE];
    private Heatmap heatmap = map(false);

    /** Makes the map. */
    @Setup
    public void prepare() {
        heatmap = map(signed);
    }

    private static Heatmap map(boolean signed) {
        float[] values = new float[SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = signed ? (float) random.nextGaussian() : random.nextFloat();
        }
        return new Heatmap(SIDE, SIDE, values, signed);
    }

    /** The colours. */
    @Benchmark
    public int[] render() {
        heatmap.render(HeatmapStyle.DEFAULT, argb);
        return argb;
    }
}
