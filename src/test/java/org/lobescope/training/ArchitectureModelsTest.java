package org.lobescope.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lobescope.network.Device;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;
import org.lobescope.network.Program;
import org.lobescope.network.Tensor;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.network.onnx.OnnxWriter;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.network.torch.TorchTraining;

class ArchitectureModelsTest {
    private static final ImageShape SHAPE = new ImageShape(1, 150, 150);

    /** How far the parameters are moved to see the loss change: further away ReLUs turn on and off. */
    private static final double REACH = 0.001;

    @TempDir
    private Path folder = Path.of("");

    /** What is written as ONNX, read again and run by the explanations' engine gives what the training saw. */
    @ParameterizedTest
    @EnumSource
    void whatIsExportedIsWhatWasTrained(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint(2, SHAPE, 3, false, 5);
        Tensor x = noise(2);
        try (TorchTraining engine = new TorchTraining(Device.CPU)) {
            float[][] trained = engine.logits(
                    blueprint.program(),
                    blueprint.parameters(),
                    Map.of(blueprint.program().input(), x));
            Program exported = TrainedModel.of(engine, blueprint, blueprint.parameters(), 2);
            Path file = folder.resolve("net.onnx");
            OnnxWriter.write(file, "net", exported);
            Graph graph = OnnxReader.read(file);
            assertEquals(3, graph.logitCount());
            assertTrue(graph.defaultCamLayer().isPresent());
            Optional<Layer> cam = TrainedModel.camLayer(exported)
                    .map(name -> graph.layer(name).orElseThrow());
            assertEquals(
                    switch (architecture) {
                        case LENET -> List.of();
                        case RESNET, D4, D4_WIDE -> List.of("block3.Relu", 10);
                        case TINY -> List.of("block1.Relu", 19);
                    },
                    cam.map(layer -> List.<Object>of(layer.name(), layer.height()))
                            .orElse(List.of()));
            assertEquals(architecture != Architecture.LENET, graph.hasGapLinearHead());
            try (TorchNetwork network = new TorchNetwork(graph)) {
                float[][] read = network.logits(x);
                for (int n = 0; n < 2; n++) {
                    float[] half = {trained[n][0] / 2, trained[n][1] / 2, trained[n][2] / 2};
                    assertArrayEquals(half, read[n], 1e-5f);
                }
            }
            assertEquals(
                    List.of(),
                    graph.program(1).nodes().stream()
                            .filter(n -> n.kind().equals("Gather"))
                            .toList());
        }
    }

    /** All eight turned and mirrored copies of an image get the same logits from the equivariant networks. */
    @ParameterizedTest
    @EnumSource(names = {"D4", "D4_WIDE", "TINY"})
    void turnedImagesGetTheSameAnswer(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint(8, SHAPE, 2, false, 9);
        try (TorchTraining engine = new TorchTraining(Device.CPU)) {
            float[][] logits = engine.logits(blueprint.program(), blueprint.parameters(), Map.of("input", turned()));
            for (float[] row : logits) {
                assertArrayEquals(logits[0], row, 2e-6f);
            }
            Blueprint plain = Architecture.RESNET.blueprint(8, SHAPE, 2, false, 9);
            float[][] others = engine.logits(plain.program(), plain.parameters(), Map.of("input", turned()));
            assertTrue(Math.abs(others[0][0] - others[1][0]) > 1e-5, "a network that is not equivariant differs");
        }
    }

    /** The gradients are those of differences, for every parameter of a small equivariant network. */
    @Test
    void gradientsEqualDifferences() {
        ImageShape shape = new ImageShape(1, 20, 20);
        Blueprint blueprint = Architecture.TINY.blueprint(4, shape, 2, false, 3);
        Random random = new Random(1);
        float[] pixels = new float[4 * 400];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        // A last layer of order 1, so that the gradients before it are not small.
        float[] last =
                blueprint.parameters().getOrDefault("fc.weight", noise(1)).values();
        for (int i = 0; i < last.length; i++) {
            last[i] *= 50;
        }
        Map<String, Tensor> input = Map.of("input", new Tensor(new int[] {4, 1, 20, 20}, pixels));
        int[] labels = {0, 1, 1, 0};
        double[] weights = {1, 0.5, 2, 1};
        Loss loss = new Loss(0.1);
        try (TorchTraining engine = new TorchTraining(Device.CPU)) {
            Map<String, float[]> gradients = engine.step(
                            blueprint.program(),
                            blueprint.parameters(),
                            input,
                            logits -> loss.slopes(logits, labels, weights))
                    .gradients();
            blueprint.parameters().forEach((name, tensor) -> {
                float[] gradient = gradients.getOrDefault(name, new float[0]);
                // Along the gradient the loss changes by its length; single numbers change it less than rounding does.
                double length = 0;
                for (float g : gradient) {
                    length += (double) g * g;
                }
                length = Math.sqrt(length);
                assertTrue(length > 1e-3, name + " is reached: " + length);
                float[] values = tensor.values();
                float[] before = values.clone();
                double[] ends = new double[2];
                for (int side = 0; side < 2; side++) {
                    for (int k = 0; k < values.length; k++) {
                        values[k] = (float) (before[k] + (side == 0 ? -REACH : REACH) * gradient[k] / length);
                    }
                    float[][] logits = engine.logits(blueprint.program(), blueprint.parameters(), input);
                    for (int n = 0; n < 4; n++) {
                        ends[side] += weights[n] * loss.of(logits[n], labels[n], 1) / 4;
                    }
                }
                System.arraycopy(before, 0, values, 0, values.length);
                assertEquals(length, (ends[1] - ends[0]) / (2 * REACH), 0.01 * length, name);
            });
        }
    }

    @Test
    void nothingOfAStepStaysBehind() {
        Blueprint blueprint = Architecture.TINY.blueprint(2, SHAPE, 2, false, 5);
        Map<String, Tensor> input = Map.of("input", noise(2));
        try (TorchTraining engine = new TorchTraining(Device.CPU)) {
            int after = 0;
            for (int i = 0; i < 30; i++) {
                engine.step(blueprint.program(), blueprint.parameters(), input, logits -> logits);
                after = i == 0 ? engine.managed() : after;
            }
            assertEquals(after, engine.managed());
        }
    }

    private static Tensor noise(int images) {
        Random random = new Random(4);
        float[] x = new float[images * 150 * 150];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.max(0, random.nextGaussian());
        }
        return new Tensor(new int[] {images, 1, 150, 150}, x);
    }

    private static Tensor turned() {
        float[] one = noise(1).values();
        float[] all = new float[SquareSymmetry.COUNT * one.length];
        for (int g = 0; g < SquareSymmetry.COUNT; g++) {
            for (int i = 0; i < one.length; i++) {
                all[g * one.length + i] = one[new SquareSymmetry(g).source(i / 150, i % 150, 150)];
            }
        }
        return new Tensor(new int[] {SquareSymmetry.COUNT, 1, 150, 150}, all);
    }
}
