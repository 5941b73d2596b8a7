package org.lobescope.network;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.lobescope.network.file.ModelFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a network file as a graph. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NetworkFileBenchmark {
    /** A bundled network. */
    @Param({"lenet", "resnets"})
    public String id = "resnets";

    /** The graph. */
    @Benchmark
    public Graph read() {
        return ModelFile.read(Path.of("models", id + ".onnx"));
    }
}
