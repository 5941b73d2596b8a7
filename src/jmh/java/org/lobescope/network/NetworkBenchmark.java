package org.lobescope.network;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.lobescope.benchmark.Galaxy;
import org.lobescope.explain.Target;
import org.lobescope.network.torch.TorchNetwork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call of the network on one worker's thread, {@code resnets} at 150 x 150: milliseconds per batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NetworkBenchmark {
    private static final Target SCORE = new Target(Target.Kind.LOGIT, 1);

    /** Images per call. */
    @Param({"1", "8"})
    public int batch;

    private final TorchNetwork network = new TorchNetwork(Galaxy.classifier().graph());
    private Tensor x = Galaxy.image().x();

    /** Makes the batch of copies of one image. */
    @Setup
    public void fill() {
        float[] one = Galaxy.image().x().values();
        float[] all = new float[batch * one.length];
        for (int i = 0; i < batch; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        x = new Tensor(network.input().batch(batch), all);
    }

    /** Frees the weights. */
    @TearDown
    public void close() {
        network.close();
    }

    /** The logits. */
    @Benchmark
    public float[][] logits() {
        return network.logits(x);
    }

    /** The gradient at the input, of each image. */
    @Benchmark
    public Gradients gradients() {
        return network.gradients(x, SCORE);
    }

    /** The sum of the gradients of all images. */
    @Benchmark
    public Tensor summedGradient() {
        float[] weights = new float[batch];
        Arrays.fill(weights, 1);
        return network.summedGradient(x, weights, SCORE);
    }
}
