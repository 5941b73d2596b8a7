package org.lobescope.explain;

import java.util.concurrent.TimeUnit;
import org.lobescope.benchmark.Galaxy;
import org.lobescope.classifier.PreparedImage;
import org.lobescope.network.ImageShape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One Gaussian blur of the image, as each of the steps of Blur IG needs two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BlurBenchmark {
    /** Pixels: the narrowest, the middle and the widest of the path. */
    @Param({"0.5", "25", "50"})
    public double sigma;

    private final PreparedImage image = Galaxy.image();
    private final Blur blur = new Blur(
            new ImageShape(1, image.x().axis(2), image.x().axis(3)), image.x().values());

    /** The blurred image. */
    @Benchmark
    public double[] blur() {
        return blur.at(sigma);
    }
}
