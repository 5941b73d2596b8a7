package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lobescope.Problem;
import org.lobescope.network.ImageShape;

class ModelCandidateTest {
    private static final ImageShape UNKNOWN = new ImageShape(0, 0, 0);

    @TempDir
    Path folder;

    private Path bare(String name) throws IOException {
        return Files.copy(Path.of("models/lenet.onnx"), folder.resolve(name));
    }

    @Test
    void aCardThatWasWrittenIsReadAsItWas() {
        ModelCard card = new ModelCard(
                "Net \"ü\" <1>",
                "Two lines\nof words.",
                List.of("FRI", "FRII, bent"),
                new ModelCard.Input(3, 0, 64),
                "probabilities",
                new Preprocessing(
                        Optional.of(new Preprocessing.Clip(2.5, 7)),
                        true,
                        Preprocessing.Scaling.NONE,
                        new float[] {0.0031f, 1e-9f, -2},
                        new float[] {0.0352f, 1, 3}),
                Optional.of("stage3"),
                new ModelCard.Training("FIRST", OptionalDouble.of(1.8)),
                new ModelCard.Test(OptionalDouble.of(0.923), "104 sources"),
                "BSD-3-Clause",
                "Somebody 2023",
                List.of());
        ModelCard read = ModelCards.parse(CardText.of(card), "net.json");
        assertArrayEquals(card.preprocessing().mean(), read.preprocessing().mean());
        assertArrayEquals(card.preprocessing().deviation(), read.preprocessing().deviation());
        assertEquals(card.preprocessing().clip(), read.preprocessing().clip());
        assertEquals(card.preprocessing().scaling(), read.preprocessing().scaling());
        assertTrue(read.preprocessing().circle());
        assertEquals(
                List.of(card.name(), card.description(), card.classes(), card.input(), card.output(), card.test()),
                List.of(read.name(), read.description(), read.classes(), read.input(), read.output(), read.test()));
        assertEquals(
                List.of(card.defaultCamLayer(), card.training(), card.licence(), card.citation()),
                List.of(read.defaultCamLayer(), read.training(), read.licence(), read.citation()));
    }

    @Test
    void whatIsSavedIsAClassifierOfTheLibrary() throws IOException {
        ModelCandidate read = ModelCandidate.read(bare("mine.onnx"), UNKNOWN);
        assertEquals(2, read.classCount());
        assertEquals(1, read.channels());
        Path library = folder.resolve("library");
        ModelCandidate named = read.with("My net", List.of("bent", " straight "), Preprocessing.miraBest(0.5f, 0.25f));
        named.save(library, false);
        Classifier saved = new ClassifierLibrary(library).load("mine");
        assertEquals(List.of("bent", "straight"), saved.card().classes());
        assertEquals("My net", saved.card().name());
        assertEquals(List.of(), saved.card().doubts());
        assertEquals(named.classifier().fingerprint(), saved.fingerprint());
        // Saved again with other names, the same network takes the other card.
        named.with("", List.of("a", "b"), Preprocessing.plain()).save(library, false);
        assertEquals(
                List.of("a", "b"),
                new ClassifierLibrary(library).load("mine").card().classes());
    }

    @Test
    void aCardBesideTheFileIsKept() throws IOException {
        Path file = bare("lenet.onnx");
        Files.copy(Path.of("models/lenet.json"), folder.resolve("lenet.json"));
        ModelCandidate read = ModelCandidate.read(file, UNKNOWN);
        assertEquals(List.of("FRI", "FRII"), read.card().classes());
        assertTrue(read.card().preprocessing().circle());
    }

    /** Both take images of any size; what they were made for is told by a person, or by the example in a traced file. */
    @Test
    void theSizeThatIsToldGoesOntoTheCard() {
        Path foreign = Path.of("src/test/resources/reference/foreign/sigmoid_binary");
        ImageShape small = new ImageShape(1, 64, 64);
        ModelCandidate scripted = ModelCandidate.read(foreign.resolve("scripted.ts.pt"), small);
        assertEquals(small, scripted.graph().input());
        ModelCard card =
                scripted.with("", List.of("a", "b"), Preprocessing.plain()).card();
        assertEquals(new ModelCard.Input(1, 64, 64), card.input());
        assertEquals(
                small,
                ModelCandidate.read(foreign.resolve("traced.ts.pt"), UNKNOWN)
                        .graph()
                        .input());
    }

    @Test
    void anotherNetworkOfThatNameIsNotWrittenOver() throws IOException {
        Path library = Files.createDirectories(folder.resolve("library"));
        Files.writeString(library.resolve("mine.onnx"), "something else");
        ModelCandidate read = ModelCandidate.read(bare("mine.onnx"), UNKNOWN);
        String said = String.valueOf(
                assertThrows(Problem.class, () -> read.save(library, false)).getMessage());
        assertTrue(said.contains("--replace"), said);
        assertEquals("something else", Files.readString(library.resolve("mine.onnx")));
        read.save(library, true);
        assertEquals(-1, Files.mismatch(read.file(), library.resolve("mine.onnx")));
    }

    @Test
    void whatContradictsTheNetworkIsRefused() throws IOException {
        ModelCandidate read = ModelCandidate.read(bare("mine.onnx"), UNKNOWN);
        assertThrows(Problem.class, () -> read.with("", List.of("a", "b", "c"), Preprocessing.plain()));
        assertThrows(Problem.class, () -> read.with("", List.of("a", " "), Preprocessing.plain()));
        Preprocessing twoChannels = new Preprocessing(
                Optional.empty(), false, Preprocessing.Scaling.NONE, new float[] {0, 0}, new float[] {1});
        assertThrows(Problem.class, () -> read.with("", List.of("a", "b"), twoChannels));
        assertThrows(Problem.class, () -> ModelCandidate.read(folder.resolve("missing.onnx"), UNKNOWN));
    }
}
