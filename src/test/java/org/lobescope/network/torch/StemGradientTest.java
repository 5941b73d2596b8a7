package org.lobescope.network.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lobescope.network.Constant;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Program;
import org.lobescope.network.onnx.TinyNetwork;

/** The way back through a first convolution, against the definition: each tap adds weight times gradient to its pixel. */
class StemGradientTest {
    private static final int OUT = 4;
    private static final int IMAGES = 2;

    private record Stem(List<Integer> kernel, List<Integer> strides, List<Integer> pads, int channels) {
        Program program(boolean normalised, int height, int width) {
            TinyNetwork network = TinyNetwork.of("n", channels, "h", "w")
                    .random("w1", 1, OUT, channels, kernel.get(0), kernel.get(1))
                    .node("Conv", List.of("x", "w1"), "c", "pads", pads, "strides", strides)
                    .random("s", 3, OUT)
                    .random("t", 4, OUT)
                    .random("u", 5, OUT)
                    .floats("v", List.of(OUT), 1, 2, 3, 4);
            String last = "c";
            if (normalised) {
                network = network.node("BatchNormalization", List.of("c", "s", "t", "u", "v"), "b");
                last = "b";
            }
            return network.node("Tanh", List.of(last), "a")
                    .node("GlobalAveragePool", List.of("a"), "g")
                    .node("Flatten", List.of("g"), "f")
                    .random("fc", 7, OUT, 2)
                    .node("Gemm", List.of("f", "fc"), "z")
                    .output("z", "n", 2)
                    .read()
                    .at(height, width)
                    .program(1);
        }
    }

    @BeforeAll
    static void start() {
        TorchEngine.start();
    }

    @Test
    void oneChannelWithAStride() {
        agree(new Stem(List.of(7, 7), List.of(2, 2), List.of(3, 3, 3, 3), 1), 30, 21);
    }

    @Test
    void withoutAStride() {
        agree(new Stem(List.of(5, 3), List.of(1, 1), List.of(0, 1, 0, 1), 2), 9, 12);
    }

    @Test
    void notSquareAndPaddedOnOneSide() {
        agree(new Stem(List.of(3, 5), List.of(2, 3), List.of(1, 0, 0, 2), 3), 13, 10);
    }

    @Test
    void patchesSideBySide() {
        agree(new Stem(List.of(4, 4), List.of(4, 4), List.of(0, 0, 0, 0), 3), 12, 16);
    }

    @Test
    void gapsBetweenTheWindowsAndPixelsAtTheEnd() {
        agree(new Stem(List.of(2, 2), List.of(3, 3), List.of(0, 0, 0, 0), 1), 13, 10);
    }

    @Test
    void wherePaddingIsWiderThanTheKernel() {
        agree(new Stem(List.of(3, 3), List.of(2, 2), List.of(4, 4, 4, 4), 1), 8, 8);
    }

    @Test
    void onlyForOnePlainConvolution() {
        Program grouped = TinyNetwork.of("n", 2, "h", "w")
                .random("w1", 1, 4, 1, 3, 3)
                .node("Conv", List.of("x", "w1"), "c", "group", 2)
                .node("Tanh", List.of("c"), "a")
                .node("GlobalAveragePool", List.of("a"), "g")
                .node("Flatten", List.of("g"), "f")
                .output("f", "n", 4)
                .read()
                .at(8, 8)
                .program(1);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            assertTrue(StemGradient.of(grouped, new ImageShape(2, 8, 8), new Weights(manager))
                    .isEmpty());
        }
    }

    private static void agree(Stem stem, int height, int width) {
        agree(stem, false, height, width);
        agree(stem, true, height, width);
    }

    private static void agree(Stem stem, boolean normalised, int height, int width) {
        Program program = stem.program(normalised, height, width);
        ImageShape input = new ImageShape(stem.channels(), height, width);
        List<Integer> behind = program.shape("c");
        Random random = new Random(3);
        float[] gradient = new float[IMAGES * OUT * behind.get(2) * behind.get(3)];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        double[] expected = expected(stem, program, normalised, input, gradient);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                NDManager own = manager.newSubManager()) {
            Optional<StemGradient> back = StemGradient.of(program, input, new Weights(manager));
            Shape shape = new Shape(IMAGES, OUT, behind.get(2), behind.get(3));
            PtNDArray array = (PtNDArray) own.create(FloatBuffer.wrap(gradient), shape, DataType.FLOAT32);
            float[] actual = back.orElseThrow().toInput(array, own);
            assertEquals(expected.length, actual.length);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 2e-5, "value " + i);
            }
        }
    }

    private static double[] expected(
            Stem stem, Program program, boolean normalised, ImageShape input, float[] gradient) {
        float[] weights = constant(program, "w1").floats();
        int rows = program.shape("c").get(2);
        int columns = program.shape("c").get(3);
        int tall = stem.kernel().get(0);
        int wide = stem.kernel().get(1);
        double[] sum = new double[IMAGES * input.size()];
        for (int i = 0; i < gradient.length; i++) {
            int column = i % columns;
            int row = i / columns % rows;
            int out = i / columns / rows % OUT;
            int image = i / columns / rows / OUT;
            double gain = 1;
            if (normalised) {
                gain = constant(program, "s").number(out)
                        / Math.sqrt(constant(program, "v").number(out) + 1e-5);
            }
            for (int tap = 0; tap < stem.channels() * tall * wide; tap++) {
                int y = row * stem.strides().get(0)
                        + tap / wide % tall
                        - stem.pads().get(0);
                int x = column * stem.strides().get(1)
                        + tap % wide
                        - stem.pads().get(1);
                if (y >= 0 && y < input.height() && x >= 0 && x < input.width()) {
                    int channel = tap / wide / tall;
                    int pixel = ((image * stem.channels() + channel) * input.height() + y) * input.width() + x;
                    sum[pixel] += gain * weights[out * stem.channels() * tall * wide + tap] * gradient[i];
                }
            }
        }
        return sum;
    }

    private static Constant constant(Program program, String name) {
        return Objects.requireNonNull(program.constants().get(name));
    }
}
