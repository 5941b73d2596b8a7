package org.lobescope.network.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problems;
import org.lobescope.network.Graph;
import org.lobescope.network.ImageShape;
import org.lobescope.network.Layer;

/** Exported programs: their layers, and what is said when one cannot be read. */
class Pt2FilesTest {
    private static final Path ORIGINAL = Path.of("src/test/resources/reference/foreign/sigmoid_binary/exported.pt2");
    private static final String PROGRAM = "serialized_exported_program.json";

    @TempDir
    private Path folder;

    private Path changed(UnaryOperator<String> program) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(Archives.entries(Files.readAllBytes(ORIGINAL)));
        String json = new String(entries.get(PROGRAM), StandardCharsets.UTF_8);
        entries.put(PROGRAM, program.apply(json).getBytes(StandardCharsets.UTF_8));
        return Files.write(folder.resolve("net.pt2"), Archives.write(entries));
    }

    private void refused(UnaryOperator<String> program, String... parts) throws IOException {
        Path file = changed(program);
        String sentence = Problems.sentence(() -> ModelFile.read(file));
        for (String part : parts) {
            assertTrue(sentence.contains(part), sentence);
        }
    }

    @Test
    void layersHaveTheNamesOfTheirModules() throws IOException {
        Graph graph = ModelFile.read(changed(p -> p));
        assertEquals(
                "[conv1, bn1, relu, conv2, bn2, relu_1, conv3, bn3, relu_2, amax, fc]",
                graph.layers().stream().map(Layer::name).toList().toString());
        assertEquals(new ImageShape(1, 64, 64), graph.input());
        assertEquals(OptionalInt.empty(), graph.fixedBatch());
        assertEquals(7153, graph.origin().parameters());
        // Dropout is no layer, but its name is known; so are the names of values in the file.
        for (String name : new String[] {"relu_1", "drop_1", "feature_dropout_1"}) {
            assertEquals("relu_1", graph.layer(name).orElseThrow().name(), name);
        }
        assertEquals("bn2", graph.layer("batch_norm_1").orElseThrow().name());
    }

    @Test
    void whatCannotBeRunIsToldByNodeAndOperation() throws IOException {
        refused(
                p -> p.replace("torch.ops.aten.amax.default", "torch.ops.mine.special.default"),
                "node amax",
                "mine.special.default",
                "torch.onnx.export");
        refused(
                p -> p.replace("torch.ops.aten.amax.default", "torch.ops.aten.frobnicate.default"),
                "node amax",
                "the operation frobnicate",
                "torch.onnx.export");
        refused(
                p -> p.replaceFirst("(\"training\", \"arg\": \\{\"as_bool\": )false", "$1true"),
                "batch_norm",
                "network.eval()");
        refused(p -> p.replace("\"conv1.weight\"", "\"conv7.weight\""), "conv7.weight");
        refused(
                p -> p.replace("torch.ops.aten.amax.default", "torch.ops.aten.sigmoid.default"),
                "node amax",
                "other arguments");
    }

    @Test
    void brokenProgramsEndInASentence() throws IOException {
        refused(p -> p.substring(0, p.length() / 2), "net.pt2");
        refused(p -> "[".repeat(100_000), "net.pt2");
        refused(p -> "{}", "net.pt2");
        refused(p -> "null", "net.pt2");
        refused(p -> p.replace("\"nodes\": [", "\"nodes\": [null, "), "net.pt2");
    }
}
