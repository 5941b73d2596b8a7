package org.lobescope.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lobescope.Problems;
import org.lobescope.Shared;
import org.lobescope.network.torch.TorchNetwork;
import org.lobescope.sky.ImageReader;
import org.lobescope.sky.Samples;

class ClassifierLibraryTest {
    @TempDir
    Path folder;

    private ClassifierLibrary library;

    @BeforeEach
    void open() {
        library = new ClassifierLibrary(folder);
    }

    private Path copyOfResnets(String name) throws IOException {
        return Files.copy(Path.of("models/resnets.onnx"), folder.resolve(name));
    }

    @Test
    void bundledClassifiersAreThere() {
        assertEquals(
                List.of("d4", "resnets", "lenet", "d4-four"),
                library.entries().stream().map(ClassifierLibrary.Entry::id).toList());
        Classifier d4 = library.load("d4");
        assertSame(d4, library.load("d4"));
        assertSame(d4, library.first());
        assertEquals(List.of("FRI", "FRII"), d4.card().classes());
        assertEquals(List.of(), d4.card().doubts());
        assertEquals("block3.Relu", d4.defaultCamLayer().orElseThrow().name());
        assertEquals(10, d4.defaultCamLayer().orElseThrow().height());
        Classifier resnets = library.load("resnets");
        assertEquals("stage3.1.relu2", resnets.defaultCamLayer().orElseThrow().name());
        assertEquals(
                "relu2", library.load("lenet").defaultCamLayer().orElseThrow().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnets", "lenet"})
    void samplesAreClassified(String id) {
        Classifier classifier = library.load(id);
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            for (Samples.Sample sample : Samples.all()) {
                float[] logits =
                        network.logits(classifier.prepare(sample.read()).x())[0];
                if (sample.id().matches("hybrid|compact")) {
                    continue; // neither class is right
                }
                int expected = sample.id().matches("frii.*|neighbours|lotss-frii") ? 1 : 0;
                double sure = sample.id().matches("frii-core|head-tail") ? 0.5 : 2;
                assertTrue(logits[expected] > logits[1 - expected] + sure, id + " " + sample.id());
            }
        }
    }

    /** The accuracy on the cards is true. */
    @ParameterizedTest
    @ValueSource(strings = {"resnets", "lenet"})
    void accuracyIsThatOfTheCard(String id) throws IOException {
        Path pictures = Shared.path("data/mirabest/png");
        Classifier classifier = library.load(id);
        int right = 0;
        int all = 0;
        try (TorchNetwork network = new TorchNetwork(classifier.graph())) {
            for (String line : Files.readAllLines(Shared.path("data/mirabest/labels.csv"))) {
                String[] row = line.split(",");
                if (row[3].equals("confident") && row[5].equals("test") && !row[2].equals("hybrid")) {
                    float[] logits = network.logits(classifier
                            .prepare(ImageReader.read(pictures.resolve(row[0] + ".png")))
                            .x())[0];
                    String answer = classifier.card().classes().get(logits[1] > logits[0] ? 1 : 0);
                    right += answer.equals(row[2]) ? 1 : 0;
                    all++;
                }
            }
        }
        assertEquals(104, all);
        assertEquals(classifier.card().test().accuracy().getAsDouble(), (double) right / all, 0.0005);
    }

    @Test
    void ownFilesStandBesideBundledOnes() throws IOException {
        copyOfResnets("mine.onnx");
        copyOfResnets("resnets.onnx");
        Files.writeString(folder.resolve("mine.json"), "{\"name\": \"Mine\", \"classes\": [\"a\", \"b\"]}");
        assertEquals(
                List.of("d4", "resnets", "lenet", "d4-four", "mine", "user/resnets"),
                library.entries().stream().map(ClassifierLibrary.Entry::id).toList());
        assertEquals(List.of("a", "b"), library.load("mine").card().classes());
        assertEquals(
                List.of("class 0", "class 1"),
                library.load("user/resnets").card().classes());
        assertEquals(List.of("FRI", "FRII"), library.load("resnets").card().classes());
    }

    @Test
    void aNetworkWithoutCardIsDoubted() throws IOException {
        Classifier classifier = library.load(copyOfResnets("foreign.onnx"));
        assertEquals("foreign", classifier.id());
        assertEquals(List.of("class 0", "class 1"), classifier.card().classes());
        assertEquals(1, classifier.card().doubts().size());
        assertTrue(classifier.card().doubts().getFirst().contains("foreign.json"));
        assertEquals(
                "stage3.1.relu2", classifier.defaultCamLayer().orElseThrow().name());
        PreparedImage prepared = classifier.prepare(Samples.all().getFirst().read());
        assertEquals(classifier.card().doubts(), prepared.warnings());
        // Nothing clipped: the noise stays in.
        int zeros = 0;
        for (float level : prepared.grey()) {
            zeros += level == 0 ? 1 : 0;
        }
        assertEquals(1, zeros);
        assertArrayEquals(prepared.grey(), prepared.x().values());
    }

    @Test
    void aFileThatChangedIsReadAnew() throws IOException {
        Path file = copyOfResnets("mine.onnx");
        Classifier before = library.load(file);
        assertSame(before, library.load(file));
        Path card = Files.writeString(folder.resolve("mine.json"), "{\"classes\": [\"left\", \"right\"]}");
        Classifier after = library.load(file);
        assertNotSame(before, after);
        assertEquals(List.of("left", "right"), after.card().classes());
        Files.writeString(card, "{\"classes\": [\"up\", \"down\"]}");
        Files.setLastModifiedTime(card, FileTime.fromMillis(0));
        assertEquals(List.of("up", "down"), library.load(file).card().classes());
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertEquals(
                "There is no classifier vgg; choose one of d4, resnets, lenet, d4-four, or give the path of a network file.",
                Problems.sentence(() -> library.load("vgg")));
        assertTrue(Problems.sentence(() -> library.load("no/such.onnx")).contains("no/such.onnx"));
        assertTrue(Problems.sentence(() -> library.load(folder)).contains("folder"));
        Files.writeString(folder.resolve("text.onnx"), "no network");
        assertTrue(Problems.sentence(() -> library.load("text")).contains("text.onnx"));
    }

    @Test
    void cardsThatContradictTheirNetworkAreNamed() throws IOException {
        Path file = copyOfResnets("mine.onnx");
        Path card = folder.resolve("mine.json");
        String[][] cases = {
            {"{\"classes\": [\"a\", \"b\", \"c\"]}", "\"classes\" names 3, but the network tells 2 apart"},
            {"{\"input\": [1, 1, 128, 150]}", "\"input\" tells of 128 rows, but the network takes 150"},
            {"{\"input\": [1, 150, 64]}", "\"input\" tells of 64 columns, but the network takes 150"},
            {"{\"input\": [3, 150, 150]}", "\"input\" tells of 3 channels, but the network takes 1"},
            {"{\"mean\": [0, 0, 0]}", "\"mean\" has 3 numbers"},
            {"{\"default_cam_layer\": \"stage9\"}", "\"default_cam_layer\" is stage9"},
            {"{\"default_cam_layer\": \"fc\"}", "\"default_cam_layer\" is fc"},
            {"{\"classes\": \"FRI\"}", "\"classes\", which should be a list of names"},
            {"{\"classes\": [1, 2]}", "\"classes\", which should be a list of names"},
            {"{\"std\": 0}", "\"std\", which should be above 0"},
            {"{\"std\": \"a\"}", "\"std\", which should be a number"},
            {"{\"input\": [150, 150]}", "\"input\", which should be channels, height and width"},
            {"{\"input\": [1, 1, -3, 150]}", "\"input\", which should be a whole number above 0"},
            {"{\"preprocessing\": {\"scaling\": \"log\"}}", "\"preprocessing.scaling\", which should be one of"},
            {"{\"preprocessing\": {\"clip_sigma\": -1}}", "\"preprocessing.clip_sigma\", which should be 0 or above"},
            {"{\"preprocessing\": {\"circle\": 1}}", "\"preprocessing.circle\", which should be true or false"},
            {"{\"test_accuracy\": 92.3}", "\"test_accuracy\", which should be a fraction"},
            {"{\"classes\": [\"a\", \"b\"]", "mine.json is no JSON"},
            {"[1, 2]", "mine.json holds no JSON object"},
        };
        for (String[] c : cases) {
            Files.writeString(card, c[0]);
            String sentence = Problems.sentence(() -> library.load(file));
            assertTrue(sentence.contains(c[1]) && sentence.contains("mine.json"), sentence);
        }
        Files.delete(card);
        assertEquals("mine", library.load(file).id());
    }

    /** The cards of ../shared/reference have other fields, which users' files may have too. */
    @Test
    void referenceCardsAreRead() {
        Classifier resnets = library.load(Shared.path("reference/models/resnets.onnx"));
        assertEquals(List.of("FRI", "FRII"), resnets.card().classes());
        assertEquals("stage3", resnets.card().defaultCamLayer().orElseThrow());
        assertArrayEquals(new float[] {0.0352f}, resnets.card().preprocessing().deviation());
        assertTrue(resnets.card().doubts().getFirst().contains("MiraBest"));
        Classifier bundled = library.load("resnets");
        for (Samples.Sample sample : Samples.all()) {
            if (sample.id().startsWith("lotss")) {
                continue; // the reference card does not tell its pixel scale
            }
            assertArrayEquals(
                    bundled.prepare(sample.read()).x().values(),
                    resnets.prepare(sample.read()).x().values());
        }
        Classifier toy = library.load(Shared.path("reference/models/toy.onnx"));
        assertTrue(toy.graph().resizable());
        PreparedImage prepared = toy.prepare(Samples.all().getFirst().read());
        assertArrayEquals(new int[] {1, 1, 300, 300}, prepared.x().shape());
        assertEquals(300, toy.fitting(prepared).graph().input().width());
    }

    @Test
    void networksOfAllFormatsHaveCards() throws IOException {
        Path reference = Path.of("src/test/resources/reference/foreign/sigmoid_binary");
        Files.copy(reference.resolve("exported.pt2"), folder.resolve("probability.pt2"));
        Files.copy(reference.resolve("scripted.ts.pt"), folder.resolve("script.pt"));
        Files.copy(reference.resolve("scripted.ts.pt"), folder.resolve("script.ts"));
        String card = "{\"classes\": [\"FRI\", \"FRII\"], \"input\": [1, 64, 64], \"default_cam_layer\": \"bn3\"}";
        Files.writeString(folder.resolve("probability.json"), card);
        Files.writeString(folder.resolve("script.json"), card);
        assertEquals(
                List.of("d4", "resnets", "lenet", "d4-four", "probability", "script", "user/script.ts"),
                library.entries().stream().map(ClassifierLibrary.Entry::id).toList());
        for (String id : List.of("probability", "script", "user/script.ts")) {
            Classifier classifier = library.load(id);
            assertEquals(List.of("FRI", "FRII"), classifier.card().classes(), id);
            assertEquals("bn3", classifier.defaultCamLayer().orElseThrow().name(), id);
            assertTrue(classifier.fingerprint().isPresent());
        }
    }
}
