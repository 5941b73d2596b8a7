package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.network.Graph;
import org.lobescope.network.onnx.OnnxReader;
import org.lobescope.network.onnx.TinyNetwork;

/** The name of a classifier's content: the same in every run, another one as soon as a result may be another one. */
class ClassifierFingerprintTest {
    private static final ModelCard CARD = new ModelCard("net", List.of("FRI", "FRII"));

    @TempDir
    Path folder;

    private static ModelProto network(double weight) {
        return TinyNetwork.of("n", 1, 4, 4)
                .floats("w", List.of(2, 1, 1, 1), weight, 1)
                .node("Conv", List.of("x", "w"), "c")
                .node("GlobalAveragePool", List.of("c"), "p")
                .node("Flatten", List.of("p"), "y")
                .output("y", "n", 2)
                .model();
    }

    private Graph read(String name, ModelProto model) throws IOException {
        return OnnxReader.read(Files.write(folder.resolve(name), model.toByteArray()));
    }

    private static Optional<String> fingerprint(Graph graph, ModelCard card) {
        return new Classifier("id", card, graph).fingerprint();
    }

    @Test
    void theSameContentInAnotherFileHasTheSameName() throws IOException {
        Graph one = read("one.onnx", network(2));
        Graph two = read("two.onnx", network(2));
        assertNotSame(one.identity(), two.identity());
        assertEquals(64, one.fingerprint().orElseThrow().length());
        assertEquals(one.fingerprint(), two.fingerprint());
        assertEquals(fingerprint(one, CARD), fingerprint(two, CARD));
        assertEquals(
                fingerprint(one, CARD),
                fingerprint(one, new ModelCard("called otherwise", List.of("FRI", "FRII"))),
                "what it is called changes no result");
    }

    @Test
    void anotherWeightClassOrPreparationIsAnotherClassifier() throws IOException {
        Graph one = read("one.onnx", network(2));
        assertNotEquals(one.fingerprint(), read("two.onnx", network(2.0001)).fingerprint());
        assertNotEquals(fingerprint(one, CARD), fingerprint(one, new ModelCard("net", List.of("FRII", "FRI"))));
        String card = """
                {"name": "net", "classes": ["FRI", "FRII"], "preprocessing": {"scaling": "min-max", "mean": %s}}""";
        ModelCard first = ModelCards.parse(card.formatted("[0.1]"), "net.json");
        assertEquals(fingerprint(one, first), fingerprint(one, ModelCards.parse(card.formatted("[0.1]"), "net.json")));
        assertNotEquals(
                fingerprint(one, first), fingerprint(one, ModelCards.parse(card.formatted("[0.2]"), "net.json")));
    }

    @Test
    void weightsInASecondFileCount() throws IOException {
        TensorProto outside = TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(List.of(2L, 1L, 1L, 1L))
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("weights.bin"))
                .build();
        ModelProto.Builder model = network(0).toBuilder();
        model.getGraphBuilder().setInitializer(0, outside);
        Path weights = folder.resolve("weights.bin");
        Files.write(weights, new byte[] {0, 0, 0, 0x40, 0, 0, 0, 0x40});
        Optional<String> first = read("net.onnx", model.build()).fingerprint();
        Files.write(weights, new byte[] {0, 0, 0, 0x40, 0, 0, 0, 0x41});
        assertNotEquals(first, read("net.onnx", model.build()).fingerprint());
        Files.write(weights, new byte[] {0, 0, 0, 0x40, 0, 0, 0, 0x40});
        assertEquals(first, read("net.onnx", model.build()).fingerprint());
    }
}
